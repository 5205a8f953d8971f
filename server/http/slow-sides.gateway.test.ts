import assert from "node:assert/strict";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { ends, fieldStand } from "../test/field/stand.ts";
import { bytesOf, type Door } from "../test/field/wire.ts";
import type { Asked } from "../test/raw-upstream.ts";

const question = { model: "qwen", messages: [{ role: "user", content: "hello" }], stream: true };

/** Sent as soon as it is known to be complete, all at once; more than all buffers between two sockets take. */
const longEnd = 16_000_000;

function endLong({ response }: Asked): void {
  const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(data({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }));
  const filler = data({ choices: [{ index: 0, delta: { content: "x".repeat(10_000) } }] });
  for (let sent = 0; sent < longEnd; sent += filler.length) response.write(filler);
  response.end("data: [DONE]\n\n");
}

/** Nothing of the answer has been read when it resolves. */
function unread({ origin, key }: Door): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${origin}/v1/chat/completions`, {
      method: "POST",
      agent: false,
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    });
    request.on("response", resolve).on("error", reject).end(JSON.stringify(question));
  });
}

describe("sides that are slow", function () {
  this.timeout(30_000);
  const stand = fieldStand();

  it("tells an error as an event when its body comes after the stream had to begin", async () => {
    const upstream = await stand.http();
    const door = await stand.gateway([upstream], { admission: { headersAfterMs: 50 } });
    const wire = await stand.wire(door);
    wire.send(bytesOf(door, JSON.stringify(question), { headers: { connection: "close" } }));
    const { response } = await upstream.next();
    response.writeHead(400, { "content-type": "application/json" }).flushHeaders();
    await wire.sees(": waiting");
    response.end('{"error":{"message":"too long","code":400}}');
    const seen = await wire.isOver;
    assert.match(seen, /\ndata: \{"error":\{"message":"too long","code":400\}\}\n\n/);
    const [audited] = await ends(door);
    assert.equal(audited?.final?.outcome, "failed");
  });

  it("lets a slow client read its answer to the end before the gateway is gone", async () => {
    const upstream = await stand.http(endLong);
    const door = await stand.gateway([upstream]);
    const answer = await unread(door);
    const [audited] = await ends(door);
    assert.equal(audited?.final?.outcome, "complete");
    const closing = door.close();
    assert.match((await text(answer)).slice(-20), /data: \[DONE\]\n\n$/);
    await closing;
  });

  it("waits no longer for a client that does not read than for one that does not answer", async () => {
    const upstream = await stand.http(endLong);
    const door = await stand.gateway([upstream], { timeouts: { silenceMs: 100 } });
    const answer = await unread(door);
    await ends(door);
    await door.close();
    await assert.rejects(text(answer), { code: "ECONNRESET" });
  });

  it("waits for no client when the gateway has to hurry", async () => {
    const upstream = await stand.http(endLong);
    const door = await stand.gateway([upstream]);
    const answer = await unread(door);
    await ends(door);
    const closing = door.close();
    door.hurry();
    await closing;
    await assert.rejects(text(answer), { code: "ECONNRESET" });
  });
});
