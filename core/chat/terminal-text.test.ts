import assert from "node:assert/strict";
import { terminalText } from "./terminal-text.ts";

function check(raw: string, expected: string) {
  assert.equal(terminalText(raw), expected);
}

describe("terminalText", () => {
  it("leaves plain lines as they are", () => check("a\n\tb  c\n\nd", "a\n\tb  c\n\nd"));
  it("takes colours and cursor moves out", () =>
    check("\u001b[1;31mError\u001b[0m \u001b[2K\u001b[1Gat \u009b32mx", "Error at x"));
  it("takes titles and links out, however they end", () => {
    check("\u001b]0;title\u0007a", "a");
    check("\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\", "link");
    check("\u001bP1$r0m\u009cb", "b");
  });
  it("loses no line to a sequence that never ends", () => {
    check("\u001b]0;title\nnext", "next");
    check("a\u001b", "a");
    check("a\u001b[", "a");
  });
  it("takes other escapes out", () => check("\u001b(Ba\u001b=b\u001bc", "ab"));
  it("shows what a line said last", () => {
    check("10%\r50%\r100%\ndone", "100%\ndone");
    check("10%\r\n", "10%");
    check("kept\r", "kept");
  });
  it("carries backspaces out", () => check("abc\b\bd\b\b\b\be", "e"));
  it("takes control characters and turned writing out", () =>
    check("a\u0000\u0007\u007f\u202eb\u200bc", "abc"));
  it("takes no line ends around the output", () => check("\r\n\na  \r\n\r\n", "a"));
});
