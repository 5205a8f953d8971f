import assert from "node:assert/strict";
import { placeAt } from "../cursor-marks.ts";
import { completeLength } from "./block-end.ts";

/** `│` in the answer is the expected end; without it more has to come. */
function check(document: string, marked: string, languageId?: string, isFinished = false) {
  const text = marked.replace("│", "");
  const length = completeLength(text, placeAt(document, languageId), isFinished);
  assert.equal(
    length === undefined ? text : `${text.slice(0, length)}│${text.slice(length)}`,
    marked,
  );
}

describe("completeLength", () => {
  describe("of a line", () => {
    it("waits for the end of the line", () => check("a = ║", "b + c"));
    it("ends with the line", () => check("a = ║", "b;│\nc"));
    it("offers nothing when the answer begins with a new line", () => check("a = ║", "│\nb"));
    it("offers nothing when the line is blank", () => check("a = ║", "│  \nb"));
    it("stops a loop", () => check("a = [║", `0, │${"0, ".repeat(20)}`));
    it("stops a loop that the cursor's line began", () =>
      check("a = [0, 0, ║", `│${"0, ".repeat(20)}`));
  });

  describe("of a block", () => {
    it("waits for the last line", () => check("{\n  ║\n}", "a();\n}"));
    it("waits inside a block", () => check("f() {║", "\n  a();\n\n  b();\n"));
    it("ends with the bracket that closes the cursor's line", () =>
      check("f() {║", "\n  a();\n}│\n\ng"));
    it("ends with the bracket that closes its own block", () =>
      check("{\n  ║\n}", "if (a) {\n    b();\n  }│\n  c();\n"));
    it("goes on with else", () =>
      check("{\n  ║\n}", "if (a) {\n    b();\n  } else {\n    c();\n  }│\n"));
    it("ends before the bracket that closes what is around it", () =>
      check("{\n  ║", "a();\n  b();│\n}\n"));
    it("ends with a line that closes what is around it at its end", () =>
      check("foo(\n  ║", "a,\n  b);│\nbar();\n"));
    it("ends before a line that dedents", () =>
      check("def f():\n    ║", "a()\n    b()│\nc()\n", "python"));
    it("ends a Python block before the next statement", () =>
      check("def f():\n    ║", "for a in b:\n        c()│\n    d()\n", "python"));
    it("goes on with Python's else", () =>
      check("def f():\n    ║", "if a:\n        b()\n    else:\n        c()│\n    d()\n", "python"));
    it("ends a Python function before the next one", () =>
      check("def f():║", "\n    a()\n\n    b()│\n\ndef g():\n", "python"));
    it("includes the end of a Ruby block", () =>
      check("  ║", "if a\n    b\n  end│\n  c\n", "ruby"));
    it("ends at a blank line behind a statement", () => check("{\n  ║", "a();│\n\n  b();\n"));
    it("goes on at a blank line behind a comment", () => check("║", "// a\n\nb();\n"));
    it("ends at two blank lines anywhere", () => check("f() {║", "\n  a();│\n\n\n  b();\n"));
    it("ends before a declaration at the margin", () => check("║", "type A = 1;│\ntype B = 2;\n"));
    it("keeps a comment and what it is about together", () =>
      check("║", "// a\nfunction f() {\n}│\n"));
    it("keeps a decorator and what it decorates together", () =>
      check("║", "@a\ndef f():\n    b()│\ndef g():\n", "python"));
    it("counts no bracket in strings and comments", () =>
      check("f() {║", "\n  a('}'); // }\n  b();\n}│\n"));
    it("judges no line of a string by its indentation", () =>
      check("{\n  ║", "a = `\nb\n\n\nc`;│\n\n  d();\n"));
    it("ends after a dozen lines", () => {
      const lines = Array.from({ length: 12 }, (_, index) => `a${index}();`);
      check("{\n║", `${lines.join("\n")}│\nb();\n`);
    });
    it("keeps the first of three equal lines", () => check("{\n  ║", "a();│\n  a();\n  a();\n"));
    it("keeps the first of three equal lines with gaps between them", () =>
      check("f() {║", "\n  a();│\n\n  a();\n\n  a();\n"));
    it("keeps the first round of a loop", () => check("║", `abc │${"abc ".repeat(12)}`));
    it("is not misled by indentation written twice", () => check("{\n  ║", "  a();\n  b();│\n\n"));
    it("reads carriage returns", () => check("f() {║", "\r\n  a();\r\n}\r│\n\r\ng"));
    it("reads tabs", () => check("func f() {║", "\n\ta()\n}│\n\n", "go"));
  });

  describe("of a finished answer", () => {
    it("judges the last line, too", () => check("{\n  ║", "a();│\n}", undefined, true));
    it("finds nothing to cut in a whole block", () =>
      check("f() {║", "\n  a();\n}│", undefined, true));
    it("finds nothing to cut in a statement", () => check("{\n  ║", "a();", undefined, true));
  });
});
