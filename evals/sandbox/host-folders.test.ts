// Whatever the environment says, there is a folder to work in, and the home folder is known.
import assert from "node:assert/strict";
import { mkdtempSync, rmdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { userInfo } from "node:os";
import path from "node:path";
import { homeFolders, makeTemporaryFolder } from "./host-folders.ts";

describe("folders of the host", () => {
  const { HOME, TMPDIR } = process.env;
  const root = "/tmp";
  before(function () {
    if (process.platform === "win32") this.skip();
  });
  afterEach(() => {
    set("HOME", HOME);
    set("TMPDIR", TMPDIR);
  });
  const set = (name: "HOME" | "TMPDIR", value: string | undefined) => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };

  async function check(temporary: string | undefined, expected: string) {
    set("TMPDIR", temporary);
    const folder = await makeTemporaryFolder();
    try {
      assert.equal(path.dirname(folder), expected);
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  it("are made where the environment says, if that can be", async () => {
    const own = mkdtempSync(path.join(root, "own-"));
    await check(own, own);
    rmdirSync(own);
    await check(own, root);
    for (const odd of [undefined, "", ".", "a/b", `${root}/it's`, `${root}/${"x".repeat(90)}`]) {
      await check(odd, root);
    }
  });

  it("are private by the environment and by the system", () => {
    const { homedir } = userInfo();
    for (const [home, expected] of [
      [homedir, [homedir]],
      ["/elsewhere", ["/elsewhere", homedir]],
      ["", [homedir]],
      ["relative", [homedir]],
    ] as const) {
      process.env.HOME = home;
      assert.deepEqual(homeFolders(), expected);
    }
  });
});
