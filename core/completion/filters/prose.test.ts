import assert from "node:assert/strict";
import { filtered } from "../cursor-marks.ts";
import { dropProse } from "./prose.ts";

function check(document: string, text: string, expected: string, languageId?: string) {
  assert.equal(filtered(dropProse, document, text, languageId), expected);
}

describe("dropProse", () => {
  for (const sentence of [
    "Here is the code:",
    "Here is the completed code:\n\nb;",
    "Here's the missing part of the function:",
    "Sure, here is the function:",
    "Sure! b;",
    "Certainly!",
    "The missing code is `b`.",
    "To complete the function, you need a return:",
    "I'm sorry, but I need more context",
    "\n\nLet me complete this for you.\n",
    "This function adds two numbers and returns them.",
    "Natürlich ist hier der fehlende Code:",
    "Вот недостающий код для этой функции:",
    "以下是补全的代码：\nb;",
  ]) {
    it(`drops ${JSON.stringify(sentence)}`, () => check("a = ║\n", sentence, "a = ║\n"));
  }
  for (const code of [
    "sure = true;",
    "sure.then(b)",
    "ok, err := f()",
    "this.code.has(b)",
    "here.is.the.code",
    "To(a).fix(b)",
    "The",
    "Note that(b)",
    "let me = a ? b : c;",
    "SELECT a FROM b WHERE c IS NOT NULL",
    "变量",
  ]) {
    it(`keeps ${code}`, () => check("a(║\n", code, `a(├${code}┤\n`));
  }
  const sentence = "Here is what this function does:";
  it("keeps a sentence in a comment", () => check("// ║", sentence, `// ├${sentence}┤`));
  it("keeps a sentence in a comment of several lines", () =>
    check("/**\n║", sentence, `/**\n├${sentence}┤`));
  it("keeps a sentence in a string", () => check('a("║")', sentence, `a("├${sentence}┤")`));
  it("keeps a sentence in a template of several lines", () =>
    check("a(`b\n║", sentence, `a(\`b\n├${sentence}┤`));
  it("keeps a sentence in a docstring", () =>
    check('def f():\n  """\n  ║', sentence, `def f():\n  """\n  ├${sentence}┤`, "python"));
  it("keeps a sentence in Markdown", () => check("║", sentence, `├${sentence}┤`, "markdown"));
});
