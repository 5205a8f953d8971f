import assert from "node:assert/strict";
import { filtered } from "../cursor-marks.ts";
import { cutTrailingSpace } from "./trailing-space.ts";

function check(document: string, text: string, expected: string, languageId?: string) {
  assert.equal(filtered(cutTrailingSpace, document, text, languageId), expected);
}

describe("cutTrailingSpace", () => {
  it("keeps text", () => check("║", " a\n b", "├ a\n b┤"));
  it("cuts blanks", () => check("║", "a \t", "├a┤"));
  it("cuts lines", () => check("║", "a\n\n  ", "├a┤"));
  it("cuts wide blanks", () => check("║", "a\u3000", "├a┤"));
  it("drops what is blank", () => check("║", " \n\t", "║"));
});
