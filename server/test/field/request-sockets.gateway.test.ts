import assert from "node:assert/strict";
import { startTestGateway, type TestGateway } from "../gateway.ts";
import { type RawUpstream, startRawUpstream } from "../raw-upstream.ts";
import { done, finish, question, streamed, token } from "./answers.ts";
import { ends, fieldStand, until } from "./stand.ts";
import { ask, bytesOf, openWire } from "./wire.ts";

const body = JSON.stringify(question);

describe("sockets of clients", () => {
  const stand = fieldStand();
  let model: RawUpstream;
  let gateway: TestGateway;

  before(async () => {
    model = await startRawUpstream({
      answer: ({ response, body: asked }) => {
        if (!JSON.parse(asked).stream) {
          response.writeHead(200, { "content-type": "application/json" }).end(`{"asked":${asked}}`);
          return;
        }
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.end(token("a") + finish + done);
      },
    });
    gateway = await startTestGateway({ config: { upstreams: { gpu: { url: model.url } } } });
  });
  after(async () => {
    gateway.hurry();
    await gateway.end();
    await model.close();
  });

  async function serves(): Promise<void> {
    assert.equal((await ask(gateway, question)).status, 200);
  }

  it("answers pipelined requests in their order, each with its own answer", async () => {
    const wire = await stand.wire(gateway);
    const asked = Array.from({ length: 40 }, (_, index) =>
      JSON.stringify({ ...question, user: `u${index}` }),
    );
    const last = bytesOf(gateway, body, { headers: { connection: "close" } });
    wire.send(
      asked.map((each) => bytesOf(gateway, each)).join("") +
        bytesOf(gateway, JSON.stringify(streamed)) +
        last,
    );
    const seen = await wire.isOver;
    const users = [...seen.matchAll(/"user":"u(\d+)"/g)].map(([, index]) => Number(index));
    assert.deepEqual(
      users,
      asked.map((_, index) => index),
    );
    const ids = [...seen.matchAll(/x-request-id: (\w+)/gi)].map(([, id]) => id);
    assert.equal(new Set(ids).size, asked.length + 2);
    assert.match(seen, /"u39"[\s\S]*\[DONE\][\s\S]*"asked"/);
  });

  it("survives a client that pipelines and goes", async () => {
    const wire = await stand.wire(gateway);
    wire.send(bytesOf(gateway, JSON.stringify(streamed)).repeat(200));
    await wire.sees("HTTP/1.1 200");
    wire.socket.resetAndDestroy();
    await serves();
    await until("no open request", async () =>
      (await gateway.audited()).every(({ final }) => final !== undefined),
    );
  });

  it("takes a client that ends its half of the connection for one that goes, as vLLM does", async () => {
    const waiting = await stand.http();
    const door = await stand.gateway([waiting]);
    const wire = await stand.wire(door);
    wire.send(bytesOf(door, JSON.stringify(streamed)));
    const call = await waiting.next();
    wire.socket.end();
    await call.isOver;
    const [audited] = await ends(door);
    assert.deepEqual([audited?.final?.outcome, audited?.final?.status], ["aborted", 499]);
  });

  /** Whatever is wrong with how long a request is, nothing behind it may pass for a request of its own. */
  describe("smuggles nothing", () => {
    const smuggled = "POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n{}";
    for (const [what, headers, rest] of [
      [
        "a length beside chunks",
        "content-length: 4\r\ntransfer-encoding: chunked",
        `0\r\n\r\n${smuggled}`,
      ],
      [
        "chunks beside a length",
        `transfer-encoding: chunked\r\ncontent-length: 4`,
        `0\r\n\r\n${smuggled}`,
      ],
      ["two lengths", `content-length: 0\r\ncontent-length: ${smuggled.length}`, smuggled],
      ["two lengths in one", `content-length: 0, ${smuggled.length}`, smuggled],
      ["a length with a sign", "content-length: +0", smuggled],
      ["a negative length", "content-length: -1", smuggled],
      ["a length in hexadecimal", "content-length: 0x0", smuggled],
      ["a length that is too long to count", "content-length: 99999999999999999999", smuggled],
      ["chunks by another name", "transfer-encoding: xchunked", `0\r\n\r\n${smuggled}`],
      ["chunks that are not last", "transfer-encoding: chunked, identity", `0\r\n\r\n${smuggled}`],
      [
        "chunks twice",
        "transfer-encoding: chunked\r\ntransfer-encoding: identity",
        `0\r\n\r\n${smuggled}`,
      ],
      ["a name with a space", "content-length : 0\r\ncontent-length: 4", smuggled],
      ["a folded line", "x-folded: a\r\n content-length: 0", smuggled],
      ["lines that end with LF", "x-a: b\ncontent-length: 0\n", smuggled],
      ["a lone CR in a header", "x-a: b\rcontent-length: 0", smuggled],
      ["a NUL in a header", "x-a: b\0c", smuggled],
      ["a chunk's length that is none", "transfer-encoding: chunked", `z\r\n${smuggled}`],
      [
        "a chunk that is longer than it says",
        "transfer-encoding: chunked",
        `1\r\nabc\r\n0\r\n\r\n${smuggled}`,
      ],
      ["a chunk that ends with LF", "transfer-encoding: chunked", `1\na\n0\n\n${smuggled}`],
    ] as const) {
      it(`by ${what}`, async () => {
        const before = model.asked.length;
        const wire = await stand.wire(gateway);
        const head = `POST /v1/chat/completions HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${gateway.key}\r\ncontent-type: application/json\r\n${headers}\r\n\r\n`;
        wire.send(head + rest);
        const seen = await wire.isOver;
        assert.match(seen, /^HTTP\/1.1 400 /);
        assert.equal(seen.split("HTTP/1.1 ").length, 2, seen);
        assert.equal(model.asked.length, before);
        await serves();
      });
    }
  });

  for (const [what, text] of [
    ["a request line of 64 kB", `GET /${"x".repeat(65_536)} HTTP/1.1\r\nhost: a\r\n\r\n`],
    [
      "64 kB in one header",
      `GET /healthz HTTP/1.1\r\nhost: a\r\ncookie: ${"x".repeat(65_536)}\r\n\r\n`,
    ],
    [
      "64 kB in many headers",
      `GET /healthz HTTP/1.1\r\nhost: a\r\n${"x-a: b\r\n".repeat(8192)}\r\n`,
    ],
    [
      "headers that never end",
      `GET /healthz HTTP/1.1\r\nhost: a\r\n${"x-a: b\r\n".repeat(100_000)}`,
    ],
  ] as const) {
    it(`refuses ${what}, and lives`, async () => {
      const wire = await stand.wire(gateway);
      wire.send(text);
      assert.match(await wire.isOver, /^HTTP\/1.1 431 [\s\S]*"headers_too_large"/);
      await serves();
    });
  }

  it("refuses 64 kB of trailers", async () => {
    const wire = await stand.wire(gateway);
    const trailers = "x-a: b\r\n".repeat(8192);
    const headers = { "transfer-encoding": "chunked" };
    wire.send(
      `${bytesOf(gateway, "", { headers })}${body.length.toString(16)}\r\n${body}\r\n0\r\n${trailers}\r\n`,
    );
    await wire.isOver;
    await serves();
  });

  it("knows no upgrade and no other protocol", async () => {
    const wire = await stand.wire(gateway);
    wire.send(
      "GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n",
    );
    await wire.sees("HTTP/1.1 200 OK");
    const other = await stand.wire(gateway);
    other.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    await other.isOver;
    const proxied = await stand.wire(gateway);
    proxied.send("CONNECT example.com:443 HTTP/1.1\r\nhost: example.com\r\n\r\n");
    assert.doesNotMatch(await proxied.isOver, /^HTTP\/1.1 2/);
    await serves();
  });

  it("serves on beside three hundred clients that stop within their headers", async () => {
    const slow = await Promise.all(Array.from({ length: 300 }, () => openWire(gateway.origin)));
    stand.owns(() => {
      for (const { socket } of slow) socket.destroy();
    });
    for (const wire of slow) wire.send("POST /v1/chat/completions HTTP/1.1\r\nx-a");
    await serves();
    for (const wire of slow) wire.send(": b");
    await serves();
  });

  it("does not wait for idle and half-sent connections when it ends", async () => {
    const other = await startTestGateway({ config: { upstreams: { gpu: { url: model.url } } } });
    const idle = await openWire(other.origin);
    const half = await openWire(other.origin);
    half.send("POST /v1/chat/completions HTTP/1.1\r\nx-a");
    await other.end();
    await Promise.all([idle.isOver, half.isOver]);
  });

  describe("that nobody reads from any more", () => {
    /** Writes as long as somebody takes it. */
    async function flood(head: Record<string, string>, first: string, piece: string) {
      let written = 0;
      const writer = await stand.http(({ response }) => {
        response.writeHead(200, head);
        response.write(first);
        const more = () => {
          while (!response.destroyed) {
            written += piece.length;
            if (!response.write(piece)) return void response.once("drain", more);
          }
        };
        more();
      });
      return { writer, written: () => written };
    }

    for (const [what, asked, head, first, piece] of [
      [
        "a stream",
        streamed,
        { "content-type": "text/event-stream" },
        token("a"),
        token("x".repeat(60_000)),
      ],
      [
        "a long answer",
        question,
        { "content-type": "application/json" },
        '{"a":"',
        "x".repeat(60_000),
      ],
    ] as const) {
      it(`stop ${what} at its upstream, and end it after a while`, async () => {
        const { writer, written } = await flood(head, first, piece);
        const door = await stand.gateway([writer], { timeouts: { silenceMs: 300 } });
        const wire = await stand.wire(door);
        wire.socket.pause();
        wire.send(bytesOf(door, JSON.stringify(asked)));
        const call = await writer.next();
        await call.isOver;
        assert.ok(written() < 24 * 2 ** 20, `${written()} bytes were taken`);
        const [audited] = await ends(door);
        assert.deepEqual([audited?.final?.outcome, audited?.final?.status], ["aborted", 499]);
      });
    }

    it("hold up nobody else", async () => {
      const { writer } = await flood(
        { "content-type": "text/event-stream" },
        token("a"),
        token("x".repeat(60_000)),
      );
      const door = await stand.gateway([writer]);
      const wires = await Promise.all(Array.from({ length: 10 }, () => stand.wire(door)));
      for (const wire of wires) {
        wire.socket.pause();
        wire.send(bytesOf(door, JSON.stringify(streamed)));
        await writer.next();
      }
      const reader = await stand.wire(door);
      reader.send(bytesOf(door, JSON.stringify(streamed)));
      await until("a megabyte of a stream", () => reader.seen.length > 2 ** 20);
    });
  });
});
