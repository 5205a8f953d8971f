import assert from "node:assert/strict";
import { filtered } from "../cursor-marks.ts";
import { cutLaterClosers } from "./later-closers.ts";

function check(document: string, text: string, expected: string, languageId?: string) {
  assert.equal(filtered(cutLaterClosers, document, text, languageId), expected);
}

describe("cutLaterClosers", () => {
  it("keeps what the text opened", () =>
    check("{\n  ║\n}", "if (a) {\n  }", "{\n  ├if (a) {\n  }┤\n}"));
  it("cuts the end of the block around it", () =>
    check("{\n  ║\n}", "a();\n}", "{\n  ├a();\n┤}".replace("┤", "┤\n")));
  it("cuts the end of the cursor's block", () =>
    check("if (a) {║\n}", "\n  b();\n}", "if (a) {├\n  b();\n┤\n}"));
  it("cuts the end of the cursor's block on its line", () =>
    check("if (a) {║\n}", " return; }", "if (a) {├ return; ┤\n}"));
  it("cuts what ends on the next line", () =>
    check("f(g(\n  a║\n));", ", b));", "f(g(\n  a├, b┤\n));"));
  it("cuts what ends some lines below", () =>
    check("f({\n  a: ║\n  b: 1,\n});", "2 });", "f({\n  a: ├2 ┤\n  b: 1,\n});"));
  it("keeps the end of a method in a class that ends below", () =>
    check("class A {\n  f() {║\n}", "\n    a();\n  }", "class A {\n  f() {├\n    a();\n  }┤\n}"));
  it("keeps an end that is nowhere below", () => check("f(║\ng();", "a);", "f(├a);┤\ng();"));
  it("keeps an end when another block ends below", () =>
    check("{\n  f(║\n}", "a);", "{\n  f(├a);┤\n}"));
  it("keeps what goes on with an end", () =>
    check("f(() => {\n  g(() => {\n  }║\n});", ");", "f(() => {\n  g(() => {\n  }├);┤\n});"));
  it("reads tabs", () => check("func f() {\n\t║\n}", "a()\n}", "func f() {\n\t├a()\n┤\n}", "go"));
});
