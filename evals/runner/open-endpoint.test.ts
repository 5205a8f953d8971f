import assert from "node:assert/strict";
import { createServer, type Server, type Socket } from "node:net";
import { ModelError } from "../../core/model/errors.ts";
import type { SetTimer } from "../../core/model/inactivity.ts";
import { type Simulator, startSimulator } from "../simulator/server.ts";
import { openEndpoint } from "./open-endpoint.ts";

/** The endpoint of the tests that is reached by a proxy alone. */
const behind = { http: "http://gpu.example:8000/v1", https: "https://gpu.example:8000/v1" };

/** Lets every wait expire at once, and writes down how long it would have been. */
function impatient(waits: number[]): SetTimer {
  return (callback, delayMs) => {
    waits.push(delayMs);
    const timer = setImmediate(callback);
    return () => clearImmediate(timer);
  };
}

describe("openEndpoint", () => {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  let simulator: Simulator | undefined;
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    for (const server of servers.splice(0)) server.close();
    await simulator?.close();
    simulator = undefined;
  });

  /** Counts connections and does what is asked with the first bytes of each. */
  const proxy = async (onRequest: (socket: Socket) => void) => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      sockets.add(socket);
      socket.on("error", () => {}).once("data", () => onRequest(socket));
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    const host = `127.0.0.1:${address.port}`;
    return { host, url: `http://user:secret@${host}`, connections: () => connections };
  };
  const { signal } = new AbortController();
  const refusal = async (url: string, environment: Record<string, string>, setTimer?: SetTimer) => {
    const means = { environment, ...(setTimer === undefined ? {} : { setTimer }) };
    const error = await openEndpoint({ url }, signal, means).then(
      () => assert.fail("It opened."),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ModelError, String(error));
    return error;
  };

  for (const [scheme, url] of Object.entries(behind)) {
    for (const [how, hangUp] of [
      ["ends", (socket: Socket) => socket.end()],
      ["resets", (socket: Socket) => socket.resetAndDestroy()],
    ] as const) {
      it(`${scheme}: asks a proxy that ${how} the connection no second time, and names it`, async () => {
        const closing = await proxy(hangUp);
        const error = await refusal(url, { http_proxy: closing.url });
        assert.equal(error.code, "unreachable");
        assert.equal(
          error.summary,
          `The connection to gpu.example:8000 through the proxy ${closing.host} failed.`,
        );
        assert.ok(closing.connections() <= 2, String(closing.connections()));
      });
    }

    it(`${scheme}: waits a minute at most for a proxy that says nothing, and names it`, async () => {
      const silent = await proxy(() => {});
      const waits: number[] = [];
      const error = await refusal(url, { http_proxy: silent.url }, impatient(waits));
      assert.equal(error.code, "timeout_first_byte");
      assert.equal(
        error.summary,
        `The endpoint sent nothing for 60 seconds through the proxy ${silent.host}.`,
      );
      assert.deepEqual(waits, [60_000]);
    });
  }

  it("tells a proxy that is not there from an endpoint that is not", async () => {
    const gone = await proxy(() => {});
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    const error = await refusal(behind.http, { http_proxy: gone.url });
    assert.equal(
      error.summary,
      `The connection to gpu.example:8000 through the proxy ${gone.host}, where nothing is listening, failed.`,
    );
    const direct = await refusal(`http://${gone.host}/v1`, {});
    assert.deepEqual(
      [direct.code, direct.summary],
      ["refused", `Nothing is listening at ${gone.host}.`],
    );
  });

  it("shows no proxy address that cannot be read, because a password may be in it", async () => {
    const error = await refusal(behind.http, { http_proxy: "user:secret@proxy:3128" });
    assert.match(error.summary, /through a proxy whose address is no http:\/\/ URL failed\.$/);
    assert.doesNotMatch(error.summary, /secret/);
  });

  it("asks an endpoint on this machine directly, and then waits as long as tool turns take", async () => {
    simulator = await startSimulator();
    const closing = await proxy((socket) => socket.end());
    const open = await openEndpoint({ url: simulator.url }, signal, {
      environment: { http_proxy: closing.url },
    });
    assert.equal(open.served.id, "qwen3-coder");
    assert.equal((await open.client.listModels(signal)).length, 1);
    assert.equal(closing.connections(), 0);
  });
});
