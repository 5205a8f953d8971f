import assert from "node:assert/strict";
import { lineHunks } from "../../../core/edit/hunks.ts";
import type { HunkDecision } from "../../../core/edit/preview.ts";
import { lastChangedLine, previewContent } from "./preview-content.ts";

const before = "one\ntwo\nthree\nfour\nfive\n";
const after = "one\n2\n2½\nthree\nfour\nfive\nsix\n";

function contentOf(...decisions: HunkDecision[]) {
  const hunks = lineHunks(before, after);
  return previewContent({ before, hunks }, (hunk) => decisions[hunk] ?? "pending");
}

describe("previewContent", () => {
  it("shows removed lines above added ones, each with its mark", () => {
    const { text, marks, pending } = contentOf();
    assert.equal(text, "one\ntwo\n2\n2½\nthree\nfour\nfive\nsix");
    assert.deepEqual(marks, [
      { kind: "removed", startLine: 1, endLine: 1 },
      { kind: "added", startLine: 2, endLine: 3 },
      { kind: "added", startLine: 7, endLine: 7 },
    ]);
    assert.deepEqual(pending, [
      { hunk: 0, startLine: 1, endLine: 3 },
      { hunk: 1, startLine: 7, endLine: 7 },
    ]);
  });

  it("collapses a decided hunk to its result and leaves the others where they are", () => {
    const accepted = contentOf("accepted");
    assert.equal(accepted.text, "one\n2\n2½\nthree\nfour\nfive\nsix");
    assert.deepEqual(accepted.pending, [{ hunk: 1, startLine: 6, endLine: 6 }]);
    const rejected = contentOf("rejected", "rejected");
    assert.equal(rejected.text, "one\ntwo\nthree\nfour\nfive");
    assert.deepEqual(rejected.marks, []);
  });

  it("keeps hunks that touch each other apart", () => {
    const hunks = lineHunks("a\nb\n", "x\nb\n");
    const { pending } = previewContent({ before: "a\nb\n", hunks }, () => "pending");
    assert.deepEqual(pending, [{ hunk: 0, startLine: 0, endLine: 1 }]);
  });
});

describe("lastChangedLine", () => {
  const check = (from: string, to: string, expected: number | undefined) =>
    assert.equal(lastChangedLine(from, to), expected);

  it("is the line that has just been written", () => {
    check("a\nb\nc", "a\nx\nb\nc", 1);
    check("a\nb\nc", "a\nb\nc\nd", 3);
    check("a", "abc", 0);
    check("a\nlong line\nc", "a\nlonger line\nc", 1);
  });

  it("is none when nothing was written", () => check("a\nb", "a\nb", undefined));
});
