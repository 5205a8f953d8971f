import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { SuiteError } from "./suite-error.ts";
import { readSuiteFiles } from "./suite-files.ts";

describe("readSuiteFiles", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-suite-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const check = (files: readonly string[], expected: readonly string[]) =>
    it(files.join(", "), async () => {
      for (const name of files) {
        await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
        await writeFile(path.join(folder, name), name);
      }
      const read = await readSuiteFiles(folder);
      assert.deepEqual(
        [...read],
        expected.map((name) => [name, name]),
      );
    });
  check(["sql/b/case.yaml", "sql/a/case.yaml"], ["sql/a/case.yaml", "sql/b/case.yaml"]);
  check(["a/case.yaml", "a/src/x.py", "a/x.py"], ["a/case.yaml", "a/src/x.py", "a/x.py"]);
  check(["a/case.yaml", "node_modules/x.js", "README.md", "ab/x"], ["a/case.yaml"]);

  it("reads the folder that a case names as its cluster", async () => {
    for (const [name, text] of [
      ["s/a/case.yaml", "cluster: shared\n"],
      ["s/b/case.yaml", "cluster: shared\n"],
      ["s/shared/oracle.js", "x"],
      ["s/other/y.js", "y"],
    ] as const) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
    const names = [...(await readSuiteFiles(folder)).keys()];
    assert.deepEqual(names, ["s/a/case.yaml", "s/b/case.yaml", "s/shared/oracle.js"]);
  });

  it("says which folder cannot be read", () =>
    assert.rejects(
      readSuiteFiles(path.join(folder, "none")),
      (error) =>
        error instanceof SuiteError && /none:1: cannot be read \(ENOENT\)/.test(error.message),
    ));
});
