import assert from "node:assert/strict";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { type Audited, startTestGateway, type TestGateway } from "../test/gateway.ts";
import { type Asked, type RawUpstream, startRawUpstream } from "../test/raw-upstream.ts";

/** How often the audit is looked at. */
const patience = 1_000;
const chat = "/v1/chat/completions";
const question = { model: "qwen", messages: [{ role: "user", content: "hello" }] };
const streamed = { ...question, stream: true };

const content = (text: string) =>
  `data: {"id":"c","choices":[{"index":0,"delta":{"content":"${text}"},"finish_reason":null}],"usage":{"prompt_tokens":3,"total_tokens":4,"completion_tokens":1}}\n\n`;
const finished =
  'data: {"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: {"id":"c","choices":[],"usage":{"prompt_tokens":3,"total_tokens":5,"completion_tokens":2}}\n\ndata: [DONE]\n\n';
const whole =
  '{"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"total_tokens":5,"completion_tokens":2}}';

function begin({ response }: Asked): void {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  response.flushHeaders();
}

function answerWhole({ response }: Asked): void {
  response.writeHead(200, { "content-type": "application/json" }).end(whole);
}

type Sent = {
  request: ReturnType<typeof httpRequest>;
  response: Promise<IncomingMessage>;
};

function send(gateway: TestGateway, body: unknown, headers: Record<string, string> = {}): Sent {
  const request = httpRequest(`${gateway.origin}${chat}`, {
    method: "POST",
    agent: false,
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${gateway.key}`,
      ...headers,
    },
  });
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    request.on("response", resolve).on("error", reject);
  });
  // Tests that hang up do not look at it.
  response.catch(() => undefined);
  request.end(JSON.stringify(body));
  return { request, response };
}

/** Rejects when the answer does not end properly. */
async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function firstPiece(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => response.once("data", (piece) => resolve(String(piece))));
}

/** Once the last of so many requests has ended. */
async function ends(gateway: TestGateway, count: number): Promise<Audited[]> {
  for (let left = patience; left > 0; left--) {
    const audited = await gateway.audited();
    if (audited.filter(({ final }) => final !== undefined).length >= count) return audited;
  }
  throw new Error(`Fewer than ${count} requests have ended.`);
}

describe("when things go wrong", function () {
  this.timeout(30_000);
  let upstreams: RawUpstream[] = [];
  let gateways: TestGateway[] = [];

  afterEach(async () => {
    for (const gateway of gateways) await gateway.end();
    for (const upstream of upstreams) await upstream.close();
    upstreams = [];
    gateways = [];
  });

  async function upstream(answer?: (asked: Asked) => void): Promise<RawUpstream> {
    const started = await startRawUpstream(answer === undefined ? {} : { answer });
    upstreams.push(started);
    return started;
  }

  async function gateway(config: Record<string, unknown>): Promise<TestGateway> {
    const started = await startTestGateway({ config });
    gateways.push(started);
    return started;
  }

  const inOrder = (...all: RawUpstream[]) => ({
    upstreams: Object.fromEntries(all.map(({ url }, index) => [`u${index}`, { url }])),
    models: { qwen: all.map((_, index) => ({ upstream: `u${index}` })) },
  });

  describe("a client that goes", () => {
    for (const [phase, body] of [
      ["while it waits for a stream", streamed],
      ["while it waits for a whole answer", question],
    ] as [string, unknown][]) {
      it(`reaches the upstream ${phase}`, async () => {
        const model = await upstream();
        const door = await gateway({ upstreams: { gpu: { url: model.url, maxInFlight: 1 } } });
        const { request } = send(door, body);
        const asked = await model.next();
        request.destroy();
        await asked.isOver;
        const [audited] = await ends(door, 1);
        assert.equal(audited?.final?.outcome, "aborted");
        assert.equal(audited?.final?.status, 499);
        // Its slot is free again.
        const { response } = send(door, question);
        answerWhole(await model.next());
        assert.equal((await response).statusCode, 200);
      });
    }

    it("reaches the upstream in the middle of a stream, and what was used is recorded", async () => {
      const model = await upstream();
      const door = await gateway({ upstreams: { gpu: { url: model.url } } });
      const { request, response } = send(door, streamed);
      const asked = await model.next();
      begin(asked);
      asked.response.write(content("hel"));
      assert.equal(await firstPiece(await response), content("hel"));
      request.destroy();
      await asked.isOver;
      const [audited] = await ends(door, 1);
      assert.equal(audited?.final?.outcome, "aborted");
      assert.deepEqual(audited?.final?.usage, { promptTokens: 3, completionTokens: 1 });
      assert.ok((audited?.final?.bytes ?? 0) > 0 || audited?.final?.ttftMs !== undefined);
    });

    it("reaches the upstream in the middle of a whole answer", async () => {
      const model = await upstream();
      const door = await gateway({ upstreams: { gpu: { url: model.url } } });
      const { request } = send(door, question);
      const asked = await model.next();
      asked.response.writeHead(200, { "content-type": "application/json" });
      asked.response.write(whole.slice(0, 20));
      request.destroy();
      await asked.isOver;
      const [audited] = await ends(door, 1);
      assert.equal(audited?.final?.outcome, "aborted");
    });

    it("leaves the queue", async () => {
      const model = await upstream();
      const door = await gateway({ upstreams: { gpu: { url: model.url, maxInFlight: 1 } } });
      const first = send(door, question);
      const asked = await model.next();
      const { request } = send(door, streamed);
      await waitForWaiting(door);
      request.destroy();
      await ends(door, 1);
      answerWhole(asked);
      assert.equal((await first.response).statusCode, 200);
      const outcomes = (await ends(door, 2)).map(({ final }) => final?.outcome);
      assert.deepEqual(outcomes.toSorted(), ["aborted", "complete"]);
      assert.equal(model.asked.length, 1);
    });

    it("is recorded when it goes while it sends", async () => {
      const model = await upstream();
      const door = await gateway({ upstreams: { gpu: { url: model.url } } });
      const request = httpRequest(`${door.origin}${chat}`, {
        method: "POST",
        agent: false,
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${door.key}`,
          "content-length": "1000",
        },
      });
      request.on("error", () => undefined);
      request.write('{"model":');
      await new Promise<void>((resolve) => request.on("socket", (s) => s.on("connect", resolve)));
      request.socket?.end();
      request.destroy();
      const [audited] = await ends(door, 1);
      assert.equal(audited?.final?.outcome, "aborted");
      assert.equal(model.asked.length, 0);
    });
  });

  describe("an upstream that fails", () => {
    for (const [how, fail] of [
      ["ends the connection", ({ response }: Asked) => response.destroy()],
      ["is busy", ({ response }: Asked) => response.writeHead(503).end('{"error":{}}')],
      ["has lost its server", ({ response }: Asked) => response.writeHead(502).end("bad")],
    ] as [string, (asked: Asked) => void][]) {
      it(`is replaced by the next when it ${how}`, async () => {
        const [bad, good] = [await upstream(fail), await upstream(answerWhole)];
        const door = await gateway(inOrder(bad, good));
        const response = await send(door, question).response;
        assert.equal(response.statusCode, 200);
        assert.equal(await textOf(response), whole);
        const [audited] = await ends(door, 1);
        assert.deepEqual(audited?.final?.tried, ["u0"]);
        assert.equal(audited?.final?.upstream, "u1");
        assert.equal(good.asked[0]?.body, bad.asked[0]?.body);
      });
    }

    it("is heard when it is the last", async () => {
      const said = '{"error":{"message":"busy","type":"Service Unavailable","code":503}}';
      const busy = await upstream(({ response }) =>
        response.writeHead(503, { "content-type": "application/json" }).end(said),
      );
      const door = await gateway(inOrder(busy));
      const response = await send(door, streamed).response;
      assert.equal(response.statusCode, 503);
      assert.equal(await textOf(response), said);
      const [audited] = await ends(door, 1);
      assert.deepEqual([audited?.final?.outcome, audited?.final?.status], ["failed", 503]);
    });

    it("is told of when it cannot be reached", async () => {
      const gone = await upstream(({ response }) => response.destroy());
      const door = await gateway(inOrder(gone));
      const response = await send(door, question).response;
      assert.equal(response.statusCode, 502);
      assert.equal(JSON.parse(await textOf(response)).error.code, "upstream_failed");
    });

    it("in the middle of a stream is never replaced, and the client hears of it", async () => {
      const dying = await upstream((asked) => {
        begin(asked);
        asked.response.write(content("hel"), () => asked.response.destroy());
      });
      const other = await upstream(answerWhole);
      const door = await gateway(inOrder(dying, other));
      const text = await textOf(await send(door, streamed).response);
      assert.ok(text.startsWith(content("hel")));
      assert.match(text, /data: \{"error":\{.*"code":"upstream_failed"\}\}\n\n$/);
      assert.doesNotMatch(text, /\[DONE\]/);
      assert.equal(other.asked.length, 0);
      const [audited] = await ends(door, 1);
      assert.deepEqual([audited?.final?.outcome, audited?.final?.status], ["failed", 200]);
    });

    it("never looks complete when it ends early", async () => {
      const early = await upstream((asked) => {
        begin(asked);
        asked.response.end(`${content("hel")}data: [DONE]\n\n`);
      });
      const door = await gateway(inOrder(early));
      const text = await textOf(await send(door, streamed).response);
      assert.match(text, /"code":"upstream_failed"/);
      assert.doesNotMatch(text, /\[DONE\]/);
    });

    it("in the middle of a whole answer is a failure", async () => {
      const dying = await upstream(({ response }) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.write(whole.slice(0, 20), () => response.destroy());
      });
      const door = await gateway(inOrder(dying));
      const response = await send(door, question).response;
      assert.equal(response.statusCode, 502);
    });

    it("is not waited for longer than it may be silent", async () => {
      const silent = await upstream((asked) => {
        begin(asked);
        asked.response.write(content("hel"));
      });
      const door = await gateway({ ...inOrder(silent), timeouts: { silenceMs: 50 } });
      const text = await textOf(await send(door, streamed).response);
      assert.match(text, /"code":"upstream_timeout"/);
      await silent.asked[0]?.isOver;
    });

    for (const [what, more] of [
      ["says nothing more", undefined],
      ["never stops talking", ": still here\n\n"],
    ] as const) {
      it(`is not waited for behind the end of its answer when it ${what}`, async () => {
        const open = await upstream((asked) => {
          begin(asked);
          asked.response.write(content("hel") + finished);
          if (more === undefined) return;
          const timer = setInterval(() => asked.response.write(more), 20);
          void asked.isOver.then(() => clearInterval(timer));
        });
        const door = await gateway(inOrder(open));
        const text = await textOf(await send(door, streamed).response);
        assert.match(text, /"stop"[\s\S]*data: \[DONE\]\n\n(: still here\n\n)*$/);
        await open.asked[0]?.isOver;
        const [audited] = await ends(door, 1);
        assert.equal(audited?.final?.outcome, "complete");
        assert.deepEqual(audited?.final?.usage, { promptTokens: 3, completionTokens: 2 });
      });
    }

    it("is not waited for longer than a first byte may take", async () => {
      const silent = await upstream(() => undefined);
      const door = await gateway({ ...inOrder(silent), timeouts: { firstByteMs: 50 } });
      const response = await send(door, question).response;
      assert.equal(response.statusCode, 504);
      await silent.asked[0]?.isOver;
    });
  });

  describe("a stream that waits for long", () => {
    const patient = { admission: { headersAfterMs: 20 } };

    it("gets its headers and comments, and then its answer", async () => {
      const model = await upstream();
      const door = await gateway({ ...inOrder(model), ...patient });
      const response = await send(door, streamed).response;
      assert.equal(response.statusCode, 200);
      assert.match(String(response.headers["content-type"]), /^text\/event-stream/);
      const asked = await model.next();
      begin(asked);
      asked.response.end(content("hi") + finished);
      const text = await textOf(response);
      assert.match(text, /^(: waiting\n\n)+data: /);
      assert.match(text, /data: \[DONE\]\n\n$/);
    });

    it("hears of a failure as an event", async () => {
      const model = await upstream();
      const door = await gateway({ ...inOrder(model), ...patient });
      const response = await send(door, streamed).response;
      const { response: answer } = await model.next();
      answer.writeHead(400, { "content-type": "application/json" });
      answer.end('{"error":{"message":"too long","code":400}}');
      const text = await textOf(response);
      assert.match(
        text,
        /^(: waiting\n\n)+data: \{"error":\{"message":"too long","code":400\}\}\n\n$/,
      );
    });
  });

  it("keeps to what a slow client reads", async () => {
    const piece = content("x".repeat(60_000));
    let written = 0;
    const model = await upstream((asked) => {
      begin(asked);
      const more = () => {
        while (written < 600) {
          written += 1;
          if (!asked.response.write(piece)) return void asked.response.once("drain", more);
        }
        asked.response.end(finished);
      };
      more();
    });
    const door = await gateway(inOrder(model));
    const response = await send(door, streamed).response;
    let read = 0;
    let lead = 0;
    for await (const chunk of response) {
      read += chunk.length;
      lead = Math.max(lead, written * piece.length - read);
      // Others get more done than this client reads.
      for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    }
    assert.ok(read > 600 * piece.length);
    assert.ok(lead < 16 * 1024 * 1024, `${lead} bytes were on their way at once`);
  });
});

async function waitForWaiting(gateway: TestGateway): Promise<void> {
  for (let left = patience; left > 0; left--) {
    if ((await gateway.audited()).length >= 2) return;
  }
  throw new Error("The second request has not come.");
}
