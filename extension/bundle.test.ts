// What the two files of the extension hold. That they work together is seen inside VS Code, where every test runs on them.
import assert from "node:assert/strict";
import type { Metafile } from "esbuild";
import { buildExtension } from "./bundle.ts";

describe("the two files of the extension", () => {
  let start: string[];
  let later: string[];

  before(async () => {
    const built = await buildExtension({
      bundle: true,
      platform: "node",
      format: "cjs",
      loader: { ".md": "text" },
      logLevel: "silent",
      write: false,
    });
    start = contentOf(built.start);
    later = contentOf(built.later);
  });

  it("share no source file, because each would have its own state", () => {
    const both = start.filter((file) => later.includes(file));
    // What esbuild is given to begin with, and the names of VS Code's API.
    assert.deepEqual(both.sort(), ["<stdin>", "vscode:vscode"]);
  });

  it("have what both need in the first, where the second takes it", () => {
    assert.ok(start.includes("extension/words.ts"));
    assert.ok(later.includes("start:extension/words.ts"));
  });

  it("leave what activation does not need to the second", () => {
    const heavy = ["core/model/client.ts", "extension/completion/service.ts"];
    assert.deepEqual(
      start.filter((file) => /node_modules|\.md$/.test(file)),
      [],
    );
    for (const file of heavy) {
      assert.ok(!start.includes(file), file);
      assert.ok(later.includes(file), file);
    }
  });
});

function contentOf({ metafile }: { metafile: Metafile }): string[] {
  return Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
}
