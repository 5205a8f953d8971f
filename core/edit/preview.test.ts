import assert from "node:assert/strict";
import { lineHunks } from "./hunks.ts";
import { type HunkDecision, previewLines, previewText } from "./preview.ts";

const before = "a\nb\nc\nd\n";
const after = "a\nx\ny\nc\n";

/** Each line as its mark, its text and its hunk. */
function check(decisions: HunkDecision[], expected: string) {
  const lines = previewLines(
    { before, hunks: lineHunks(before, after) },
    (hunk) => decisions[hunk]!,
  );
  const marks = { same: " ", removed: "-", added: "+" };
  assert.equal(
    lines.map(({ text, kind, hunk }) => `${marks[kind]}${text}${hunk ?? ""}`).join(","),
    expected,
  );
}

describe("previewLines", () => {
  it("shows pending hunks with both sides", () =>
    check(["pending", "pending"], " a,-b0,+x0,+y0, c,-d1"));
  it("shows only what an accepted hunk adds", () =>
    check(["accepted", "pending"], " a, x0, y0, c,-d1"));
  it("shows only what stood where a hunk is rejected", () =>
    check(["rejected", "pending"], " a, b0, c,-d1"));
  it("shows nothing of a removal that is accepted", () =>
    check(["rejected", "accepted"], " a, b0, c"));
  it("shows a text without changes", () =>
    assert.deepEqual(
      previewLines({ before: "a\r\nb", hunks: [] }, () => "pending"),
      [
        { text: "a", kind: "same" },
        { text: "b", kind: "same" },
      ],
    ));
  it("makes one line of text of each line", () => {
    const lines = previewLines({ before, hunks: lineHunks(before, after) }, () => "pending");
    assert.equal(previewText(lines), "a\nb\nx\ny\nc\nd");
  });
});
