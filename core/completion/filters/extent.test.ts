import assert from "node:assert/strict";
import { filtered } from "../cursor-marks.ts";
import { cutToExtent } from "./extent.ts";

function check(document: string, text: string, expected: string, languageId?: string) {
  assert.equal(filtered(cutToExtent, document, text, languageId), expected);
}

describe("cutToExtent", () => {
  it("keeps one line", () => check("a = ║", "b;", "a = ├b;┤"));
  it("cuts to one line", () => check("a = ║", "b;\nc;", "a = ├b;┤"));
  it("drops what begins on the next line", () => check("a = ║", "\nb;", "a = ║"));
  it("keeps a block", () => check("  ║", "b;\n  c;", "  ├b;\n  c;┤"));
});
