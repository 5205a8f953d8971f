import assert from "node:assert/strict";
import { attachedFiles } from "./selected-code.ts";
import { turnParts } from "./turn-parts.ts";

const text = [
  "Why?",
  "",
  "## Open file: b.ts",
  "",
  "```ts",
  "b",
  "```",
  "",
  "## File: a.md",
  "",
  "````md",
  "```",
  "## File: inside.ts",
  "```",
  "````",
  "",
  "## Not of ours",
].join("\n");

describe("turnParts", () => {
  it("finds words and material, and no heading inside of material", () => {
    const { words, parts } = turnParts(text);
    assert.equal(words, "Why?");
    assert.deepEqual(
      parts.map(({ heading }) => heading),
      ["Open file: b.ts", "File: a.md"],
    );
  });

  it("finds files, those named by hand first", () =>
    assert.deepEqual(attachedFiles(text), [
      { path: "a.md", languageId: "md", code: "```\n## File: inside.ts\n```" },
      { path: "b.ts", languageId: "ts", code: "b" },
    ]));

  it("takes a fence without an end to its end", () => {
    const { parts } = turnParts("## File: a.ts\n\n```ts\na\nb");
    assert.deepEqual(parts[0]?.blocks, [{ languageId: "ts", code: "a\nb" }]);
  });
});
