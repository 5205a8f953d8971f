import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { GatewayError } from "../../gateway-error.ts";
import { type BodyLimits, type BodyRoom, firstBytes, readBody } from "./read-body.ts";

const limits: BodyLimits = { maxBytes: 1000, timeoutMs: 5_000, idleMs: 5_000 };
const endless: BodyRoom = { grow: () => undefined };
const kiB = 1024;

describe("readBody", () => {
  let server: ReturnType<typeof createServer>;
  let sockets: Socket[];
  beforeEach(async () => {
    sockets = [];
    server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });

  /** Sends the head and the first pieces of a request; the server's side of it. */
  async function begin(headers: string, ...pieces: (string | Buffer)[]) {
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    sockets.push(socket);
    socket.write(`POST / HTTP/1.1\r\nhost: x\r\n${headers}\r\n\r\n`);
    for (const piece of pieces) socket.write(piece);
    const [request, response] = await once(server, "request");
    return { socket, request: request as IncomingMessage, response };
  }
  const read = (request: IncomingMessage, own: Partial<BodyLimits> = {}, room = endless) =>
    readBody(request, { ...limits, ...own }, room, new AbortController().signal);

  /** Gives room when told to. */
  function narrowRoom() {
    const asked: number[] = [];
    let next = Promise.withResolvers<() => void>();
    return {
      asked,
      /** Resolves with what gives it, once it is asked for. */
      wish: () => next.promise,
      grow(bytes: number) {
        asked.push(bytes);
        const { promise, resolve } = Promise.withResolvers<void>();
        next.resolve(resolve);
        next = Promise.withResolvers();
        return promise;
      },
    };
  }

  const rejects = (reading: Promise<Buffer>, code: string, message?: RegExp) =>
    assert.rejects(reading, (error) => {
      assert.ok(error instanceof GatewayError, `${error}`);
      assert.equal(error.code, code);
      if (message !== undefined) assert.match(error.message, message);
      return true;
    });

  it("reads a body of a known length", async () => {
    const { request } = await begin("content-length: 5", "he", "llo");
    assert.equal((await read(request)).toString(), "hello");
  });

  it("reads a chunked body up to the limit", async () => {
    const { request } = await begin(
      "transfer-encoding: chunked",
      `3e8\r\n${"x".repeat(1000)}\r\n0\r\n\r\n`,
    );
    assert.equal((await read(request)).length, 1000);
  });

  it("takes what has come with the headers, and leaves the connection to the next request", async () => {
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, "127.0.0.1");
    sockets.push(socket);
    const bodies: string[] = [];
    const said = Promise.withResolvers<void>();
    server.on("request", async (request: IncomingMessage, response) => {
      // What has come is looked at before anybody else has his turn.
      await null;
      const reading = read(request);
      assert.equal(request.listenerCount("data"), 0);
      bodies.push((await reading).toString());
      response.end();
      if (bodies.length === 2) said.resolve();
    });
    const asked = "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\n";
    socket.write(`${asked}hello${asked}again`);
    await said.promise;
    assert.deepEqual(bodies, ["hello", "again"]);
  });

  it("reads nothing where there is none", async () => {
    const { request } = await begin("content-length: 0");
    assert.equal((await read(request)).length, 0);
  });

  it("refuses a declared length above the limit before anything of it came", async () => {
    const { request } = await begin("content-length: 1001");
    await rejects(read(request), "body_too_large", /longer than 1000 bytes/);
  });

  it("tells the limit in MiB", async () => {
    const { request } = await begin(`content-length: ${64 * 2 ** 20}`);
    await rejects(
      read(request, { maxBytes: 32 * 2 ** 20 }),
      "body_too_large",
      /longer than 32 MiB/,
    );
  });

  it("refuses a chunked body where it passes the limit", async () => {
    const { request } = await begin(
      "transfer-encoding: chunked",
      `3e8\r\n${"x".repeat(1000)}\r\n1\r\ny\r\n`,
    );
    await rejects(read(request), "body_too_large");
  });

  it("lets a client that writes everything first see the refusal", async () => {
    const big = Buffer.alloc(8 * 2 ** 20, "x");
    const { socket, request, response } = await begin(`content-length: ${big.length}`, big);
    await rejects(read(request), "body_too_large");
    response.writeHead(413).end("no");
    const [answer] = await once(socket, "data");
    assert.match(`${answer}`, /^HTTP\/1.1 413/);
    // The connection is good for another request.
    socket.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\nok");
    const [next] = await once(server, "request");
    assert.equal((await read(next)).toString(), "ok");
  });

  for (const encoding of ["gzip", "br", "identity, gzip", "x"]) {
    it(`refuses a body in ${encoding}`, async () => {
      const { request } = await begin(`content-length: 1\r\ncontent-encoding: ${encoding}`, "x");
      await rejects(read(request), "unsupported_media_type", /without a content-encoding/);
    });
  }

  it("takes identity for what it is", async () => {
    const { request } = await begin("content-length: 1\r\ncontent-encoding: Identity", "x");
    assert.equal((await read(request)).toString(), "x");
  });

  it("gives up a body that does not end in time", async () => {
    const { request } = await begin("content-length: 100", "x");
    await rejects(read(request, { timeoutMs: 20 }), "request_timeout", /within 0.02 s/);
  });

  it("gives up a body of which nothing more comes", async () => {
    const { request } = await begin("content-length: 100", "x");
    await rejects(read(request, { idleMs: 20 }), "request_timeout", /came for 0.02 s/);
  });

  for (const [headers, maxBytes, expected] of [
    ["content-length: 5", 1000, 5],
    ["content-length: 1001", 1000, 0],
    ["content-length: 30000000", 32 * 2 ** 20, 64 * kiB],
    ["transfer-encoding: chunked", 1000, 1000],
    ["transfer-encoding: chunked", 32 * 2 ** 20, 64 * kiB],
  ] as const) {
    it(`begins with room for ${expected} bytes where it says ${headers}`, async () => {
      const { request } = await begin(headers);
      assert.equal(firstBytes(request, { ...limits, maxBytes }), expected);
    });
  }

  it("asks for room as a body comes, never for more than it can be long", async () => {
    const length = 1000 * kiB;
    const asked: number[] = [];
    const grow = (bytes: number) => void asked.push(bytes);
    const { request } = await begin(`content-length: ${length}`, Buffer.alloc(length, "x"));
    assert.equal((await read(request, { maxBytes: length }, { grow })).length, length);
    assert.equal(asked.at(-1), length);
    for (const [index, bytes] of asked.entries()) {
      assert.ok(bytes <= length && bytes > (asked[index - 1] ?? 64 * kiB), `${asked}`);
    }
  });

  it("asks for room also for a body that had come before, where it is longer than what there is room for", async () => {
    const length = 70_000;
    const asked: number[] = [];
    const grow = (bytes: number) => void asked.push(bytes);
    const { request } = await begin(`content-length: ${length}`, Buffer.alloc(length, "x"));
    // As it waits while others have the room.
    while (request.readableLength < length) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.equal((await read(request, { maxBytes: length }, { grow })).length, length);
    assert.deepEqual(asked, [length]);
  });

  it("reads no further while there is no room, and loses nothing", async () => {
    const length = 4096 * kiB;
    const bytes = Buffer.alloc(length, "0123456789");
    const room = narrowRoom();
    const { request } = await begin(`content-length: ${length}`, bytes);
    const reading = read(request, { maxBytes: length, idleMs: 200 }, room);
    let give = await room.wish();
    // Waiting for room is not the client's fault, however long it takes.
    const idle = await begin("content-length: 1");
    await rejects(read(idle.request, { idleMs: 300 }), "request_timeout");
    assert.equal(request.isPaused(), true);
    assert.equal(room.asked.length, 1);
    while (room.asked.at(-1) !== length) {
      const wish = room.wish();
      give();
      give = await wish;
    }
    give();
    assert.ok((await reading).equals(bytes));
  });

  it("puts together what comes byte by byte", async () => {
    const text = "0123456789".repeat(300);
    const chunks = [...text].map((letter) => `1\r\n${letter}\r\n`).join("");
    const { request } = await begin("transfer-encoding: chunked", `${chunks}0\r\n\r\n`);
    assert.equal((await read(request, { maxBytes: 3000 })).toString(), text);
  });

  it("hears of a client that goes away", async () => {
    const { socket, request } = await begin("content-length: 100", "x");
    const reading = read(request);
    socket.destroy();
    await rejects(reading, "client_gone");
  });

  it("hears of a client that had gone before", async () => {
    const { socket, request } = await begin("content-length: 100", "x");
    const isClosed = new Promise((resolve) => request.on("close", resolve).on("error", () => {}));
    socket.destroy();
    await isClosed;
    await rejects(read(request), "client_gone");
  });

  it("stops when aborted", async () => {
    const controller = new AbortController();
    const { request } = await begin("content-length: 100", "x");
    const reading = readBody(request, limits, endless, controller.signal);
    const reason = new Error("shutting down");
    controller.abort(reason);
    await assert.rejects(reading, reason);
    await assert.rejects(readBody(request, limits, endless, controller.signal), reason);
    assert.equal(request.isPaused(), true);
  });
});
