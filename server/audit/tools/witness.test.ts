import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { createWitness } from "./witness.ts";

function failing(): never {
  throw new Error("It was not to fail.");
}

describe("a witness", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-witness-"));
  });
  after(() => rm(folder, { recursive: true }));

  /** Answers as `status` says, and keeps what it was sent. */
  async function serverWith(status: (count: number) => number) {
    const got: string[] = [];
    const server = createServer(async (request, response) => {
      got.push(await text(request));
      response.writeHead(status(got.length)).end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    // A server that listens on a port has an address with one.
    const { port } = server.address() as AddressInfo;
    const close = async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    };
    return { url: `http://127.0.0.1:${port}/`, got, close };
  }

  it("appends heads to a file, an empty line behind each", async () => {
    const file = path.join(folder, "heads");
    for (const note of ["one\n", "two\n"]) {
      const witness = createWitness([file], { onError: failing });
      witness.ship(note);
      await witness.close();
    }
    assert.equal(await readFile(file, "utf8"), "one\n\ntwo\n\n");
  });

  it("posts heads, and of those that come meanwhile the newest", async () => {
    const server = await serverWith(() => 204);
    const witness = createWitness([server.url], { onError: failing });
    for (const note of ["1", "2", "3"]) witness.ship(note);
    await witness.close();
    assert.deepEqual(server.got, ["1", "3"]);
    await server.close();
  });

  it("tells once that a target fails, tries again with the newest, and holds up no other", async () => {
    const { promise: accepted, resolve } = Promise.withResolvers<void>();
    const server = await serverWith((count) => {
      if (count >= 3) resolve();
      return count < 3 ? 500 : 200;
    });
    const file = path.join(folder, "beside");
    const failures: string[] = [];
    const onError = (target: string) => void failures.push(target);
    const well: string[] = [];
    const onWell = (target: string) => void well.push(target);
    const witness = createWitness([server.url, file], { onError, onWell, retryMs: 1 });
    witness.ship("1");
    await accepted;
    witness.ship("2");
    await witness.close();
    assert.deepEqual([failures, well], [[server.url], [server.url]]);
    assert.deepEqual(server.got, ["1", "1", "1", "2"]);
    assert.equal(await readFile(file, "utf8"), "1\n2\n");
    await server.close();
  });

  it("ends though a target fails to the last", async () => {
    const target = path.join(folder, "a-folder");
    await mkdir(target);
    const errors: unknown[] = [];
    const witness = createWitness([target], { onError: (_, error) => void errors.push(error) });
    witness.ship("1");
    await witness.close();
    witness.ship("2");
    assert.deepEqual(
      errors.map((error) => error instanceof Error && "code" in error && error.code),
      ["EISDIR"],
    );
  });
});
