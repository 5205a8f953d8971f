import assert from "node:assert/strict";
import { filtered } from "../cursor-marks.ts";
import { cutRepeatedLineHead } from "./line-head.ts";

function check(document: string, text: string, expected: string, languageId?: string) {
  assert.equal(filtered(cutRepeatedLineHead, document, text, languageId), expected);
}

describe("cutRepeatedLineHead", () => {
  it("keeps what goes on", () => check("const x = ║", "5;", "const x = ├5;┤"));
  it("cuts the line so far", () => check("  const x =║", "const x = 5;", "  const x =├ 5;┤"));
  it("cuts the line so far with its indentation", () =>
    check("  const x =║", "  const x = 5;", "  const x =├ 5;┤"));
  it("cuts Chinese", () => check("说明 = 完成 + ║", "说明 = 完成 + 再试", "说明 = 完成 + ├ 再试┤"));
  it("drops nothing but the line so far", () => check("const x = ║", "const x =", "const x = ║"));
  it("keeps one word that follows itself", () =>
    check("max(║", "max(a, b), c)", "max(├max(a, b), c)┤"));
  it("keeps data that repeats itself", () =>
    check('"a b", ║', '"a b", "c"', '"a b", ├"a b", "c"┤'));
  it("keeps short repetitions", () => check("a b ║", "a b c", "a b ├a b c┤"));
});
