import assert from "node:assert/strict";
import { scanBrackets } from "./brackets.ts";

/** `open` and `unmatched` as strings; a closer that nothing waited for is followed by `!`. */
function check(text: string, open: string, unmatched = "", languageId = "typescript", before = "") {
  const brackets = scanBrackets(text, languageId, [...before]);
  assert.equal(brackets.open.join(""), open);
  assert.equal(
    brackets.unmatched.map(({ closer, isOuter }) => closer + (isOuter ? "!" : "")).join(""),
    unmatched,
  );
}

describe("scanBrackets", () => {
  it("finds nothing in a balanced text", () => check("f(a[{}]);", ""));
  it("finds what is open", () => check("f(a[{", ")]}"));
  it("finds what closes something from before", () => check("a)]", "}", ")]", "go", "}])"));
  it("finds what closes nothing", () => check("a)", "", ")!"));
  it("closes what was left open inside", () => check("(a[b)", ""));
  it("skips strings", () => check("f(')', \"]\", `}`)", ""));
  it("skips escaped quotes", () => check("'\\')'", ""));
  it("ends a string with its line", () => check("'a\n(", ")"));
  it("follows code in a template", () => check("`a${b(", "`})"));
  it("follows a template over lines", () => check("`a\n)", "`"));
  it("skips line comments", () => check("a // (\n", ""));
  it("skips block comments", () => check("/* ( */ [", "]"));
  it("takes no division in Python for a comment", () => check("a // (b", ")", "", "python"));
  it("skips comments of Python", () => check("a # (\n", "", "", "python"));
  it("takes no private field for a comment", () => check("this.#a(", ")"));
  it("skips triple quotes", () => check('"""\n(" \n"""', "", "", "python"));
  it("closes the string the text stands in", () => check('a")', "", '")', "go", ')"'));
  it("takes no apostrophe for a quote", () => check("don't (", ")", "", "plaintext"));
  it("takes no lifetime for a quote", () => check("&'a str, (", ")", "", "rust"));
  it("skips characters of Rust", () => check("'(' '\\'' '\\u{28}'", "", "", "rust"));
  it("counts what crosses and what closes nothing", () => {
    assert.equal(scanBrackets("([)] }", "go").flaws, 3);
    assert.equal(scanBrackets("([]{})", "go").flaws, 0);
  });
  it("follows angles where it is told to", () => {
    const { open, unmatched } = scanBrackets("Map<a, b>>", "typescript", [">"], true);
    assert.deepEqual([open, unmatched.length], [[], 1]);
  });
});
