import assert from "node:assert/strict";
import { request as httpRequest } from "node:http";
import { createGunzip, gzipSync } from "node:zlib";
import { startNginx } from "../nginx.ts";
import { done, finish, question, streamed, textToken, token } from "./answers.ts";
import { fieldStand } from "./stand.ts";
import { ask, bytesOf, type Door } from "./wire.ts";

const events = 12;
const completion = { model: "qwen", prompt: "hello", stream: true };

type Reader = { headers: Record<string, unknown>; sees(text: string): Promise<void> };

/** A client that takes compressed answers, and reads them as they come. */
function read(door: Door, path: string, body: unknown): Promise<Reader> {
  const { promise, resolve, reject } = Promise.withResolvers<Reader>();
  const headers = {
    authorization: `Bearer ${door.key}`,
    "content-type": "application/json",
    "accept-encoding": "gzip, br",
  };
  const request = httpRequest(door.origin + path, { method: "POST", agent: false, headers });
  request.on("error", reject).on("response", (response) => {
    let seen = "";
    let look = () => {};
    const plain =
      response.headers["content-encoding"] === "gzip" ? response.pipe(createGunzip()) : response;
    plain.on("data", (piece: Buffer) => {
      seen += piece;
      look();
    });
    const sees = (text: string) =>
      new Promise<void>((seenIt) => {
        look = () => {
          if (seen.includes(text)) seenIt();
        };
        look();
      });
    resolve({ headers: response.headers, sees });
  });
  request.end(JSON.stringify(body));
  return promise;
}

describe("streaming, event by event", () => {
  const stand = fieldStand();

  for (const [path, body, make] of [
    ["/v1/chat/completions", streamed, token],
    ["/v1/completions", completion, textToken],
  ] as const) {
    for (const way of ["straight", "behind nginx that buffers and compresses"]) {
      it(`${path}: an event is there before the next one is written, ${way}`, async () => {
        const model = await stand.http();
        const gateway = await stand.gateway([model]);
        let door: Door = gateway;
        if (way !== "straight") {
          const nginx = await startNginx(gateway.origin);
          stand.owns(nginx.stop);
          door = { origin: nginx.origin, key: gateway.key };
        }
        const reading = read(door, path, body);
        const { response, headers } = await model.next();
        assert.equal(headers["accept-encoding"], "identity");
        response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
        response.write(make("word-0."));
        const reader = await reading;
        for (let event = 1; event <= events; event += 1) {
          await reader.sees(`word-${event - 1}.`);
          response.write(make(`word-${event}.`));
        }
        response.end(finish + done);
        await reader.sees("[DONE]");
        assert.match(String(reader.headers["cache-control"]), /no-transform/);
        if (way === "straight") assert.equal(reader.headers["x-accel-buffering"], "no");
        else assert.equal(reader.headers["content-encoding"], "gzip");
      });
    }
  }

  it("shows an event that came in two halves when the second half is there", async () => {
    const model = await stand.http();
    const gateway = await stand.gateway([model]);
    const reading = read(gateway, "/v1/chat/completions", streamed);
    const { response } = await model.next();
    response.writeHead(200, { "content-type": "text/event-stream" });
    const event = token("second");
    response.write(token("first") + event.slice(0, 30));
    const reader = await reading;
    await reader.sees("first");
    response.write(event.slice(30));
    await reader.sees("second");
  });

  it("sends headers and a comment while the first token takes long", async () => {
    const model = await stand.http();
    const gateway = await stand.gateway([model], { admission: { headersAfterMs: 20 } });
    const reading = read(gateway, "/v1/chat/completions", streamed);
    const { response } = await model.next();
    response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
    const reader = await reading;
    await reader.sees(": waiting\n\n");
    response.end(token("late") + finish + done);
    await reader.sees("[DONE]");
  });

  it("compresses nothing itself, whatever a client takes", async () => {
    const model = await stand.http(({ response }) => {
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
    const gateway = await stand.gateway([model]);
    const reply = await ask(gateway, question, { headers: { "accept-encoding": "gzip, br" } });
    assert.equal(reply.headers["content-encoding"], undefined);
    assert.equal(reply.text, "{}");
  });

  for (const body of [question, streamed]) {
    it(`lets nobody read ${body === question ? "an answer" : "a stream"} that an upstream compressed unasked`, async () => {
      const type = body === question ? "application/json" : "text/event-stream";
      const model = await stand.http(({ response }) => {
        response.writeHead(200, { "content-type": type, "content-encoding": "gzip" });
        response.end(gzipSync(token("squeezed") + finish + done));
      });
      const gateway = await stand.gateway([model]);
      const reply = await ask(gateway, body);
      assert.equal(reply.status, 502);
      assert.match(reply.text, /"code":"upstream_failed"/);
    });
  }

  it("passes an answer on whose encoding is none", async () => {
    const model = await stand.http(({ response }) => {
      response.writeHead(200, {
        "content-type": "application/json",
        "content-encoding": "identity",
      });
      response.end("{}");
    });
    const reply = await ask(await stand.gateway([model]), question);
    assert.deepEqual([reply.status, reply.text], [200, "{}"]);
  });

  it("streams to a client of HTTP/1.0, and cuts what is not complete", async () => {
    const model = await stand.http();
    const gateway = await stand.gateway([model]);
    const wire = await stand.wire(gateway);
    wire.send(bytesOf(gateway, JSON.stringify(streamed)).replace("HTTP/1.1", "HTTP/1.0"));
    const { response } = await model.next();
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(token("first"));
    await wire.sees("first");
    assert.doesNotMatch(wire.seen, /transfer-encoding/i);
    response.end(token("second") + finish + done);
    assert.match(await wire.isOver, /second[\s\S]*\[DONE\]\n\n$/);
  });
});
