import assert from "node:assert/strict";
import { commentedOut, languageName } from "./languages.ts";

function check(languageId: string, text: string, expected: string) {
  assert.equal(commentedOut(text, languageId), expected);
}

describe("commentedOut", () => {
  it("comments one line", () => check("rust", "a", "// a"));
  it("comments every line and keeps its indentation", () =>
    check("python", "a:\n    b", "# a:\n#     b"));
  it("leaves no space behind the comment of an empty line", () =>
    check("lua", "a\n\nb", "-- a\n--\n-- b"));
  it("closes comments that have an end", () => check("html", "<b>\n", "<!-- <b> -->\n<!-- -->"));
  it("takes slashes where it does not know the language", () => check("brainfuck", "+", "// +"));
  it("does not take a property of objects for a language", () => check("constructor", "a", "// a"));
});

describe("languageName", () => {
  const names: [string, string][] = [
    ["typescriptreact", "TypeScript"],
    ["cpp", "C++"],
    ["plaintext", ""],
    ["__proto__", ""],
  ];
  for (const [languageId, name] of names) {
    it(`calls ${languageId} “${name}”`, () => assert.equal(languageName(languageId), name));
  }
});
