import assert from "node:assert/strict";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { Pool } from "undici";
import { type Answer, ask } from "./dispatch.ts";
import { createPhaseTimers } from "./phase-timer.ts";

const head = "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n";

describe("ask", () => {
  const opened = new AsyncDisposableStack();
  let upstream: { socket: Promise<Socket>; pool: Pool };

  beforeEach(async () => {
    const { promise: socket, resolve } = Promise.withResolvers<Socket>();
    const server = createServer((each) => {
      each.on("error", () => undefined).once("data", () => resolve(each));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const pool = new Pool(`http://127.0.0.1:${port}`);
    upstream = { socket, pool };
    opened.defer(async () => {
      await pool.destroy();
      server.close();
    });
  });

  after(() => opened.disposeAsync());

  async function answerTo(first: string): Promise<{ answer: Answer; socket: Socket }> {
    const asked = ask(
      {
        pool: upstream.pool,
        path: "/",
        headers: [],
        body: Buffer.from("{}"),
        timer: createPhaseTimers()(),
        firstByteMs: 60_000,
        mayFlow: () => true,
      },
      new AbortController().signal,
    );
    const socket = await upstream.socket;
    socket.write(first);
    return { answer: await asked, socket };
  }

  it("brings one piece at most to a reader who paused while it was given what had come before", async () => {
    const { answer, socket } = await answerTo(`${head}abc`);
    let seen = "";
    let onPiece = () => {};
    const ended = Promise.withResolvers<void>();
    answer.read({
      piece(chunk) {
        seen += chunk;
        onPiece();
        if (seen === "abc") answer.pause();
      },
      end: ended.resolve,
      broken: ended.reject,
    });
    assert.equal(seen, "abc");
    const more = new Promise<void>((resolve) => {
      onPiece = resolve;
    });
    socket.write("d");
    await more;
    socket.write("ef");
    // Far longer than it takes to come.
    for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate);
    assert.equal(seen, "abcd");
    assert.equal(answer.resume(), true);
    await ended.promise;
    assert.equal(seen, "abcdef");
  });

  it("says when there is nothing to go on with", async () => {
    const { answer } = await answerTo(`${head}abcdef`);
    const ended = Promise.withResolvers<void>();
    answer.read({ piece() {}, end: ended.resolve, broken: ended.reject });
    await ended.promise;
    answer.pause();
    assert.equal(answer.resume(), false);
  });
});
