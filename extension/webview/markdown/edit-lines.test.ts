import assert from "node:assert/strict";
import { editReader, isEdit } from "./edit-lines.ts";

function read(text: string): string[] {
  const reader = editReader();
  return text.split("\n").flatMap((line) => {
    const shown = reader.read(line);
    if (!shown) return [];
    return shown.kind === "end" ? ["end"] : [`${shown.kind}: ${shown.text}`];
  });
}

describe("editReader", () => {
  it("tells what goes and what comes", () => {
    assert.deepEqual(read("src/a.ts\n<<<<<<< SEARCH\nold\n\n=======\nnew\n>>>>>>> REPLACE"), [
      "path: src/a.ts",
      "removed: old",
      "removed: ",
      "added: new",
      "end",
    ]);
  });

  it("reads several pairs and files, and leaves blank lines and fences between them out", () => {
    assert.deepEqual(
      read(
        "<<<<<<< SEARCH\na\n=======\n>>>>>>> REPLACE\n\n```\n`b.py`:\n```py\n<<<<<<< SEARCH\n=======\nb\n>>>>>>> REPLACE",
      ),
      ["removed: a", "end", "path: b.py", "added: b", "end"],
    );
  });

  it("keeps marks of a merge conflict inside the replacement as text", () => {
    assert.deepEqual(
      read("<<<<<<< SEARCH\n<<<<<<< HEAD\n=======\nx\n=======\n>>>>>>> main\n>>>>>>> REPLACE"),
      ["removed: <<<<<<< HEAD", "added: x", "added: =======", "added: >>>>>>> main", "end"],
    );
  });

  it("starts over where a pair was never finished", () => {
    assert.deepEqual(
      read("<<<<<<< SEARCH\na\n=======\nb\n<<<<<<< SEARCH src/b.ts\nc\n=======\n>>>>>>> REPLACE"),
      ["removed: a", "added: b", "path: src/b.ts", "removed: c", "end"],
    );
  });
});

describe("isEdit", () => {
  function check(text: string, expected: boolean | undefined, isComplete = false) {
    assert.equal(isEdit(text, isComplete), expected, JSON.stringify(text));
  }

  it("waits until it is sure", () => {
    check("", undefined);
    check("<<<", undefined);
    check("<<<<<<< SEAR", undefined);
    check("src/a", undefined);
    check("src/a.ts\n", undefined);
    check("src/a.ts\n<<<<<<< S", undefined);
  });

  it("is sure as soon as it can be", () => {
    check("<<<<<<< SEARCH\n", true);
    check("<<<<< SEARCH src/a.ts\n", true);
    check("src/my file.ts\n<<<<<<< SEARCH\nx", true);
    check("C:\\src\\a.ts\n<<<<<<< SEARCH\n", true);
    check("const a = 1", false);
    check("src/a.ts\nx", false);
    check("<div>", false);
    check("<<<<<<< HEAD", false);
    check("\n", false);
    check("npm install\n", false);
  });

  it("is no change when the text ends too early", () => {
    check("", false, true);
    check("src/a.ts", false, true);
    check("src/a.ts\n<<<<<<< SEA", false, true);
    check("<<<<<<< SEARCH", true, true);
  });
});
