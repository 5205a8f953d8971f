// What is found exists, and what is missing says what was looked for.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { languages } from "../../core/protocol/language.ts";
import { findToolchains } from "./find-toolchains.ts";

const never = new AbortController().signal;

async function check(search: string | undefined, missing: readonly string[] | undefined) {
  const before = process.env.PATH;
  if (search !== undefined) process.env.PATH = search;
  try {
    const toolchains = await findToolchains(never);
    for (const { language, version, programs, mounts } of toolchains.found.values()) {
      assert.match(version, /\d/, language);
      for (const file of [...Object.values(programs), ...mounts]) {
        assert.ok(path.isAbsolute(file) && existsSync(file), `${language}: ${file}`);
      }
    }
    for (const sentence of toolchains.missing.values()) assert.match(sentence, /^looked for /);
    assert.equal(toolchains.found.size + toolchains.missing.size, languages.length);
    if (missing !== undefined) assert.deepEqual([...toolchains.missing.keys()], missing);
  } finally {
    process.env.PATH = before;
  }
}

describe("findToolchains", function () {
  this.timeout(30_000);
  it("finds what this machine has", () => check(undefined, undefined));
  it("finds Node.js without any PATH, and nothing else", () =>
    check("/nowhere", ["python", "go", "rust", "java", "cpp"]));
  it("stops when aborted", async () => {
    const reason = new Error("stopped");
    await assert.rejects(findToolchains(AbortSignal.abort(reason)), reason);
  });
});
