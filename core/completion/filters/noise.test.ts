import assert from "node:assert/strict";
import { filtered } from "../cursor-marks.ts";
import { dropNoise } from "./noise.ts";

function check(document: string, text: string, expected: string, languageId?: string) {
  assert.equal(filtered(dropNoise, document, text, languageId), expected);
}

describe("dropNoise", () => {
  for (const text of ["//", "#", "/*", "------", "====", ".", "…", "....", "***"]) {
    it(`drops ${text}`, () => check("║", text, "║"));
  }
  for (const text of [")", ");", "}", ";", "++", "=", " {", '"', "=>", "🎉", "完", "a"]) {
    it(`keeps ${text}`, () => check("a║", text, `a├${text}┤`));
  }
  it("keeps the rest of a ruler", () => check("// --║", "--------", "// --├--------┤"));
});
