import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { CacheError, cached, cacheFolder } from "./cache-folder.ts";

describe("cached", () => {
  const own = process.env.TANDEM_CACHE;
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "tandem-cache-"));
    process.env.TANDEM_CACHE = root;
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
    if (own === undefined) delete process.env.TANDEM_CACHE;
    else process.env.TANDEM_CACHE = own;
  });
  const fill = (text: string) => (draft: string) => writeFile(path.join(draft, "file"), text);
  async function check(makers: ((draft: string) => Promise<void>)[], expected: string) {
    const folders = await Promise.all(makers.map((maker) => cached("a/b", maker)));
    for (const folder of folders) {
      assert.equal(folder, path.join(root, "a/b"));
      assert.equal(readFileSync(path.join(folder, "file"), "utf8"), expected);
    }
    assert.deepEqual(await readdir(path.join(root, "a")), ["b"]);
  }

  it("is where the environment says", () => assert.equal(cacheFolder(), root));
  it("makes a folder once", async () => {
    await check([fill("one")], "one");
    await check([fill("two")], "one");
  });
  it("makes it once for all who ask at the same time", () =>
    check([fill("one"), fill("two")], "one"));
  it("says what to do when it cannot be written", async () => {
    await writeFile(path.join(root, "file"), "in the way");
    process.env.TANDEM_CACHE = path.join(root, "file/deeper");
    await assert.rejects(cached("a/b", fill("one")), CacheError);
    await assert.rejects(cached("a/b", fill("one")), /\(ENOTDIR\): set TANDEM_CACHE/);
    process.env.TANDEM_CACHE = root;
    const full = async () => {
      throw Object.assign(new Error("full"), { code: "ENOSPC", syscall: "write" });
    };
    await assert.rejects(cached("a/b", full), /\(ENOSPC\)/);
  });
  it("is never a relative folder that nobody asked for", () => {
    const { HOME, XDG_CACHE_HOME } = process.env;
    process.env.TANDEM_CACHE = "";
    Object.assign(process.env, { HOME: "", XDG_CACHE_HOME: "relative" });
    try {
      assert.ok(path.isAbsolute(cacheFolder()));
    } finally {
      delete process.env.HOME;
      delete process.env.XDG_CACHE_HOME;
      Object.assign(process.env, HOME === undefined ? {} : { HOME });
      Object.assign(process.env, XDG_CACHE_HOME === undefined ? {} : { XDG_CACHE_HOME });
    }
  });
  it("leaves nothing of what failed, and tries again", async () => {
    const failing = async (draft: string) => {
      await fill("half")(draft);
      throw new RangeError("full");
    };
    await assert.rejects(cached("a/b", failing), RangeError);
    assert.equal(existsSync(path.join(root, "a/b")), false);
    assert.deepEqual(await readdir(path.join(root, "a")), []);
    await check([fill("two")], "two");
  });
});
