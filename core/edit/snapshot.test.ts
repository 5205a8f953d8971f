import assert from "node:assert/strict";
import { selectedText, snapshotLines } from "./snapshot.ts";

/** `├` and `┤` mark the selection in the text; the expected text is what the snapshot covers. */
function check(marked: string, expected: string) {
  const start = marked.indexOf("├");
  const end = marked.indexOf("┤") - 1;
  const text = marked.replace(/[├┤]/g, "");
  assert.equal(selectedText(snapshotLines(text, start, end)), expected);
}

describe("snapshotLines", () => {
  it("widens a part of a line to the line", () => check("a\nb├bb┤b\nc", "bbbb"));
  it("widens several lines", () => check("a\nb├b\nc┤c\nd", "bb\ncc"));
  it("leaves out a line that is only touched at its start", () => check("├a\nb\n┤c", "a\nb"));
  it("takes the line of a cursor", () => check("a\nb├┤b\nc", "bb"));
  it("takes an empty line of a cursor", () => check("a\n├┤\nc", ""));
  it("keeps a carriage return out", () => check("a\r\n├b┤\r\nc", "b"));
  it("keeps a carriage return out when the line ending is selected", () =>
    check("a\r\n├b\r\n┤c", "b"));
  it("reaches the end of a text without a last newline", () => check("a\n├b┤", "b"));
  it("works at the end of a text", () => check("a\n├┤", ""));
  it("takes an empty first line", () => {
    const snapshot = snapshotLines("\na\n", 0, 0);
    assert.deepEqual([snapshot.startOffset, snapshot.endOffset], [0, 0]);
  });
  it("takes an empty line that ends in CRLF", () => {
    const snapshot = snapshotLines("a\r\n\r\nb", 3, 3);
    assert.deepEqual([snapshot.startOffset, snapshot.endOffset], [3, 3]);
  });
  it("takes the empty line after the last newline", () => {
    const snapshot = snapshotLines("a\n", 2, 2);
    assert.deepEqual([snapshot.startOffset, snapshot.endOffset], [2, 2]);
  });
  it("works on an empty text", () => check("├┤", ""));
  it("counts UTF-16 code units", () => check("😀\n├😀┤😀\n", "😀😀"));
  it("takes everything", () => check("├a\nb\n┤", "a\nb"));
});
