import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
// @ts-expect-error plain JavaScript: it runs before there is a Node that reads types.
import { withLock } from "./lock.mjs";

describe("withLock", () => {
  let folder = "";
  const file = () => path.join(folder, "lock");

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-lock-"));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("lets one in at a time", async () => {
    let inside = 0;
    const work = async () => {
      inside++;
      assert.equal(inside, 1);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
    };
    await Promise.all([withLock(file(), work), withLock(file(), work)]);
    assert.deepEqual(await readdir(folder), []);
  });

  it("takes over a lock whose owner has stopped refreshing it", async () => {
    await writeFile(file(), "somebody");
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(file(), longAgo, longAgo);
    assert.equal(await withLock(file(), async () => "done"), "done");
  });

  it("lets go when the work fails", async () => {
    await assert.rejects(
      withLock(file(), () => Promise.reject(new Error("failed"))),
      /failed/,
    );
    assert.deepEqual(await readdir(folder), []);
  });
}).timeout(10_000);
