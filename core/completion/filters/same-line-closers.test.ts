import assert from "node:assert/strict";
import { filtered } from "../cursor-marks.ts";
import { coverSameLineClosers } from "./same-line-closers.ts";

function check(document: string, text: string, expected: string, languageId?: string) {
  assert.equal(filtered(coverSameLineClosers, document, text, languageId), expected);
}

describe("coverSameLineClosers", () => {
  it("covers a bracket", () => check("f(║)", "a)", "f(├a)┤"));
  it("covers brackets of several kinds", () => check("f([{║}])", "a: 1 }])", "f([{├a: 1 }])┤"));
  it("covers a bracket behind white space", () => check("f({ ║ })", "a })", "f({ ├a })┤"));
  it("covers only what the text has", () => check("f(g(║))", "a)", "f(g(├a)┤)"));
  it("covers what the text has among others", () => check("f({║)", "a })", "f({├a })┤"));
  it("covers a bracket of a call over lines", () => check("f(\n  a║)", ", b)", "f(\n  a├, b)┤"));
  it("covers a quote and a bracket", () => check('f("║")', 'a")', 'f("├a")┤'));
  it("leaves brackets of the text's own", () => check("f(║)", "g(a)", "f(├g(a)┤)"));
  it("leaves brackets in a string", () => check("f(║)", '")"', 'f(├")"┤)'));
  it("leaves a bracket in the string the cursor is in", () => check('f("║")', "a)", 'f("├a)┤")'));
  it("trims what nothing is open for", () => check("f([║])", "a)", "f([├a┤])"));
  it("trims what comes in the wrong order", () => check("f([║])", "a)]", "f([├a┤])"));
  it("covers a terminator", () => check("a = ║;", "b;", "a = ├b;┤"));
  it("trims another terminator", () => check("f(║),", "a);", "f(├a)┤,"));
  it("covers the start of a body", () => check("if (║) {", "a) {", "if (├a) {┤"));
  it("covers a fat arrow", () => check("f((║) => {", "a) => {", "f((├a) => {┤"));
  it("covers a type's angle", () => check("a: Map<║>;", "b, c>;", "a: Map<├b, c>;┤"));
  it("leaves an angle that compares", () => check("f(║)", "a > b", "f(├a > b┤)"));
  it("covers a tag", () => check("<p>║</p>", "a</p>", "<p>├a</p>┤"));
  it("leaves a tag of the text's own", () => check("<p>║</p>", "<p>a</p>", "<p>├<p>a</p>┤</p>"));
  it("covers full-width quotes never", () => check('f("「║」")', "完成", 'f("「├完成┤」")'));
  it("covers the end of a string that the text began", () =>
    check('a ║");', 'f("b");', 'a ├f("b");┤'));
  it("covers a bracket that the text opened", () => check("a ║);", "f(b);", "a ├f(b);┤"));
  it("leaves the bracket of a call over lines", () => check("f(\n  ║)", "g(a)", "f(\n  ├g(a)┤)"));
  it("changes nothing at the end of a line", () => check("f(║\n)", "a)", "f(├a)┤\n)"));
});
