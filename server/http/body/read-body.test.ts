import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { GatewayError } from "../../gateway-error.ts";
import { type BodyLimits, readBody } from "./read-body.ts";

const limits: BodyLimits = { maxBytes: 1000, timeoutMs: 5_000 };

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
  const read = (request: IncomingMessage, own: Partial<BodyLimits> = {}) =>
    readBody(request, { ...limits, ...own }, new AbortController().signal);

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
    const reading = readBody(request, limits, controller.signal);
    const reason = new Error("shutting down");
    controller.abort(reason);
    await assert.rejects(reading, reason);
    await assert.rejects(readBody(request, limits, controller.signal), reason);
    assert.equal(request.isPaused(), true);
  });
});
