import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { canShare, type Doors, openDoors, tryPort } from "./doors.ts";

const host = "127.0.0.1";
const count = 64;

describe("doors", () => {
  let server: Server;
  let doors: Doors | undefined;
  let clients: Socket[];

  before(function () {
    if (!canShare) this.skip();
  });
  beforeEach(async () => {
    clients = [];
    server = createServer().listen({ host, port: 0, reusePort: true });
    await once(server, "listening");
    doors = undefined;
  });
  afterEach(async () => {
    for (const client of clients) client.destroy();
    server.close();
    await doors?.close();
  });

  const port = () => (server.address() as AddressInfo).port;
  const open = async () => {
    doors = await openDoors(server, { backlog: 100 });
  };

  /** In how many turns of the event loop that many connections came in that were there at once. */
  async function turnsToAccept(): Promise<number> {
    const turns = new Set<number>();
    let turn = 0;
    let accepted = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    server.on("connection", (socket: Socket) => {
      socket.on("error", () => undefined).destroy();
      turns.add(turn);
      accepted += 1;
      if (accepted === count) resolve();
    });
    for (let each = 0; each < count; each += 1) {
      clients.push(connect(port(), host).on("error", () => undefined));
    }
    const next = () => {
      turn += 1;
      if (accepted < count) setImmediate(next);
    };
    next();
    await promise;
    return turns.size;
  }

  it("take many connections in one turn of the event loop", async () => {
    await open();
    const turns = await turnsToAccept();
    assert.ok(turns < count / 2, `${turns}`);
  });

  it("hide from nobody that a port is taken", async () => {
    await open();
    await assert.rejects(tryPort({ host, port: port() }), { code: "EADDRINUSE" });
    const before = port();
    await new Promise((resolve) => server.close(resolve));
    await doors?.close();
    await tryPort({ host, port: before });
  });

  it("take nothing once they are closed", async () => {
    await open();
    const place = port();
    server.close();
    await doors?.close();
    for (let each = 0; each < count; each += 1) {
      const client = connect(place, host);
      clients.push(client);
      const [error] = await once(client, "error");
      assert.equal(error.code, "ECONNREFUSED");
    }
  });
});
