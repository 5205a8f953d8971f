import assert from "node:assert/strict";
import { blockLanguage } from "./block-language.ts";

const known = ["typescript", "python", "shellscript", "cpp", "plaintext", "css"];

function check(info: string, expected: string) {
  assert.equal(blockLanguage(info, known), expected);
}

describe("blockLanguage", () => {
  it("knows the names that models write", () => {
    check("ts", "typescript");
    check("Python", "python");
    check("bash", "shellscript");
    check("c++", "cpp");
    check("css", "css");
  });
  it("looks at the first word only", () => check('ts title="a.ts"', "typescript"));
  it("is plain text for everything else", () => {
    check("", "plaintext");
    check("klingon", "plaintext");
    check("constructor", "plaintext");
  });
});
