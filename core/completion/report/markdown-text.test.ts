import assert from "node:assert/strict";
import { codeBlocks } from "../../edit/code-blocks.ts";
import { fencedText, inlineText, shortened } from "./markdown-text.ts";

describe("inlineText", () => {
  function check(text: string, expected: string) {
    assert.equal(inlineText(text), expected);
  }

  it("leaves plain words alone", () =>
    check("qwen2.5-coder-7b at gpu1:8000", "qwen2.5-coder-7b at gpu1:8000"));
  it("escapes links, code, tables, HTML and entities", () =>
    check(
      "[a](command:x) `b` |c| <d> &#42; ![e]",
      "\\[a\\](command:x) \\`b\\` \\|c\\| \\<d\\> \\&\\#42; \\!\\[e\\]",
    ));
  it("escapes VS Code's icons", () => check("$(flame)", "\\$(flame)"));
  it("stays on its line", () => check("a\r\n# b\u2028- c\n", "a \\# b - c"));
  it("writes out what nobody sees", () => check("a\u0000b\u200Bc", "a␀b⟨U+200B⟩c"));
  it("ends", () => assert.ok(inlineText("x".repeat(1_000_000)).length < 500));
});

describe("fencedText", () => {
  /** The text as a reader of the Markdown gets it. */
  function check(text: string, expected: string) {
    assert.deepEqual(codeBlocks(`${fencedText(text)}\nafter`), [
      { language: "text", code: expected, isClosed: true },
    ]);
  }

  it("holds code", () => check("a\n\tb", "a\n\tb\n"));
  it("holds nothing", () => check("", "\n"));
  it("holds fences", () => check("```\n````ts\n~~~\n", "```\n````ts\n~~~\n"));
  it("holds a fence behind a carriage return", () => check("a\r```\r# b", "a␍```␍# b\n"));
  it("shows the carriage returns of CRLF", () => check("a\r\nb\r\n", "a␍\nb␍\n"));
  it("shows direction marks, tags, soft hyphens and half characters", () =>
    check(
      "\u202Ea\u{E0041}b\u00ADc\uD83Dd\u001B[1m\u007F",
      "⟨U+202E⟩a⟨U+E0041⟩b⟨U+00AD⟩c⟨U+D83D⟩d␛[1m⟨U+007F⟩\n",
    ));
  it("leaves emoji and CJK alone", () => check("😀 漢字", "😀 漢字\n"));
});

describe("shortened", () => {
  function check(text: string, most: number, expected: string) {
    assert.equal(shortened(text, most), expected);
  }

  it("leaves short text alone", () => check("abcd", 4, "abcd"));
  it("leaves the middle out", () => check("abcdefgh", 4, "ab[…]gh"));
  it("halves no character", () => check("a😀bcd😀e", 4, "a[…]e"));
});
