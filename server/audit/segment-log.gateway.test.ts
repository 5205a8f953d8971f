import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { withFolder } from "./journal-stand.ts";
import { readSegments } from "./segment-files.ts";

const run = promisify(execFile);
const program = path.join(import.meta.dirname, "segment-process.ts");

describe("a log in segment files", function () {
  this.timeout(30_000);

  it("writes nothing to a file whose name may not be on the disk", () =>
    withFolder(async (folder) => {
      const command = 'ulimit -n 64 && exec "$0" "$@"';
      const { stdout } = await run("sh", ["-c", command, process.execPath, program, folder]);
      assert.deepEqual(JSON.parse(stdout), { failure: "EMFILE", segments: [0] });
      const texts: unknown[] = [];
      for await (const { meta } of readSegments(folder, "gateway", 0)) {
        texts.push(JSON.parse(meta.toString()).of);
      }
      assert.deepEqual(texts, ["1", "2"]);
    }));
});
