import assert from "node:assert/strict";
import { cursorAt } from "../cursor-marks.ts";
import { type Multiline, type NoPlace, type Place, placeOf } from "./place.ts";

type Expected = Place["extent"] | NoPlace["refusal"];

function check(
  document: string,
  expected: Expected,
  languageId = "typescript",
  multiline: Multiline = "auto",
  asked?: Place["extent"],
) {
  const place = placeOf(cursorAt(document, languageId), multiline, asked);
  assert.equal("refusal" in place ? place.refusal : place.extent, expected);
}

describe("placeOf", () => {
  it("describes the cursor's line", () => {
    const cursor = cursorAt("a\n\t b(║);\nc");
    assert.deepEqual(placeOf(cursor, "auto"), {
      cursor,
      linePrefix: "\t b(",
      lineSuffix: ");",
      indent: "\t ",
      extent: "line",
    });
  });
  it("accepts an empty document", () => check("║", "block"));
  it("accepts a document of one character", () => check("a║", "line"));

  describe("refuses", () => {
    for (const [what, document, expected] of [
      ["the middle of a word", "con║st", "mid_word"],
      ["the start of a word", "let ║a", "mid_word"],
      ["before an underscore", "let ║_a", "mid_word"],
      ["before a digit", "a[║0]", "mid_word"],
      ["before a Chinese word", "let ║变量", "mid_word"],
      ["before a Cyrillic word", "let ║имя", "mid_word"],
      ["before an astral letter", "let ║𝒳", "mid_word"],
      ["before more of the line", "let a = ║ + b;", "mid_line"],
      ["before a comment", "foo(║) // why", "mid_line"],
      ["before an emoji", 'log("║🎉")', "mid_line"],
      ["inside an emoji", "a\ud83c║\udf89", "split_character"],
      ["before what modifies an emoji", "👍║🏽", "split_character"],
      ["inside a family of emoji", "👩\u200d║👧", "split_character"],
      ["before a combining accent", "e║\u0301", "split_character"],
    ] as const) {
      it(what, () => check(document, expected));
    }
  });

  describe("accepts behind the cursor", () => {
    for (const rest of [
      "",
      "  ",
      ")",
      ");",
      "})",
      '"])',
      " }",
      "),",
      ") {",
      ") => {",
      "`;",
      '" />',
      "</p>",
      " */",
      ">;",
      "）",
      "」",
    ]) {
      it(JSON.stringify(rest), () =>
        check(
          `a(b║${rest}
`,
          "line",
        ),
      );
    }
  });

  describe("wants a line", () => {
    for (const [what, document, languageId] of [
      ["in a statement", "const a = ║\n"],
      ["in a block that has a body", "function f() {║\n  a();\n}"],
      ["in a Python function that has a body", "def f():║\n    pass", "python"],
      ["behind a colon where it opens no block", "case 1:║\n"],
      ["in a comment", "// adds║\n"],
      ["in the second line of a comment", "// adds\n// two║\n"],
      ["between brackets", "foo(║)"],
      ["before a bracket on a blank line", "foo(\n  ║)"],
    ] as const) {
      it(what, () => check(document, "line", languageId));
    }
  });

  it("wants a line everywhere with `never`", () => check("  ║\n", "line", "go", "never"));
  it("wants a block everywhere with `always`", () => check("a = ║\n", "block", "go", "always"));
  it("tears no line apart with `always`", () => check("foo(║)\n", "line", "go", "always"));
  it("keeps the block that is typed through", () =>
    check("  a║\n", "block", "go", "auto", "block"));
  it("keeps the line that is typed through", () => check("  ║\n", "line", "go", "auto", "line"));
});
