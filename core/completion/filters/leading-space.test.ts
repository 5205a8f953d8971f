import assert from "node:assert/strict";
import { filtered } from "../cursor-marks.ts";
import { cutDoubledSpace } from "./leading-space.ts";

function check(document: string, text: string, expected: string, languageId?: string) {
  assert.equal(filtered(cutDoubledSpace, document, text, languageId), expected);
}

describe("cutDoubledSpace", () => {
  it("cuts a doubled space", () => check("a = ║", " b", "a = ├b┤"));
  it("keeps a single space", () => check("a =║", " b", "a =├ b┤"));
  it("keeps columns", () => check("a ║", "  b", "a ├  b┤"));
  it("keeps the rest of columns", () => check("a  ║", " b", "a  ├ b┤"));
  it("keeps the second space before a comment", () => check("a ║", " # b", "a ├ # b┤"));
  it("keeps a new line", () => check("a = ║", "\n  b", "a = ├\n  b┤"));
  it("cuts doubled indentation", () =>
    check("a();\n  ║", "  b();\n  c();", "a();\n  ├b();\n  c();┤"));
  it("cuts doubled tabs", () => check("\ta()\n\t║", "\tb()", "\ta()\n\t├b()┤", "go"));
  it("cuts the space of a token", () => check("  a();\n  ║", " b();", "  a();\n  ├b();┤"));
  it("keeps indentation at the margin", () => check("{\n║", "  b();", "{\n├  b();┤"));
  it("keeps the rest of indentation", () =>
    check("    a();\n  ║", "  b();", "    a();\n  ├  b();┤"));
  it("keeps the rest of a deeper indentation", () =>
    check("if a:\n    b()\nif c:\n  ║", "  d()", "if a:\n    b()\nif c:\n  ├  d()┤", "python"));
  it("keeps the indentation of a continued line", () =>
    check("a(b,\n  ║", "  c)", "a(b,\n  ├  c)┤"));
  it("keeps the indentation of a chain", () => check("a\n  ║", "  .b()", "a\n  ├  .b()┤"));
});
