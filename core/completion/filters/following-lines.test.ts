import assert from "node:assert/strict";
import { filtered } from "../cursor-marks.ts";
import { cutFollowingLines } from "./following-lines.ts";

function check(document: string, text: string, expected: string, languageId?: string) {
  assert.equal(filtered(cutFollowingLines, document, text, languageId), expected);
}

describe("cutFollowingLines", () => {
  it("keeps other lines", () => check("║\nsecond(2);", "first(1);", "├first(1);┤\nsecond(2);"));
  it("drops the next line", () => check("  ║\n  second(2);", "second(2);", "  ║\n  second(2);"));
  it("drops the next line, half of it typed", () =>
    check("  sec║\n  second(2);", "ond(2);", "  sec║\n  second(2);"));
  it("drops the next line in other words of white space", () =>
    check("  ║\n\n  second(1, 2);", "second( 1,2 )", "  ║\n\n  second(1, 2);"));
  it("drops a short next line", () => check("  ║\n  b,", "b,", "  ║\n  b,"));
  it("cuts where the next line comes", () =>
    check(
      "  ║\n  second(2);\n  third(3);",
      "first(1);\n  second(2);\n  third(3);",
      "  ├first(1);┤\n  second(2);\n  third(3);",
    ));
  it("cuts half of the next line", () =>
    check("  ║\n  second(2, 3);", "first(1);\n  second(2, 3", "  ├first(1);┤\n  second(2, 3);"));
  it("cuts a blank line before the next line", () =>
    check("║\nsecond(2);", "first(1);\n\nsecond(2);", "├first(1);┤\nsecond(2);"));
  it("keeps the same line inside a block", () =>
    check(
      "  ║\n  return null;",
      "if (a) {\n    return null;\n  }",
      "  ├if (a) {\n    return null;\n  }┤\n  return null;",
    ));
  it("cuts a branch that is there", () =>
    check(
      "  ║\n  else:\n    b()",
      "if a:\n    c()\n  else:\n    d()",
      "  ├if a:\n    c()┤\n  else:\n    b()",
      "python",
    ));
  it("cuts a short line that a long one bears out", () =>
    check(
      "  ║\n  f(\n    first(1),",
      "a();\n  f(\n    first(1),",
      "  ├a();┤\n  f(\n    first(1),",
    ));
  it("keeps a short line by itself", () =>
    check(
      "  ║\n  f(\n    first(1),",
      "a();\n  f(\n    second(2),",
      "  ├a();\n  f(\n    second(2),┤\n  f(\n    first(1),",
    ));
  it("cuts the end of a Ruby block", () => check("  ║\nend", "a\nend", "  ├a┤\nend", "ruby"));
  it("keeps the end of a Ruby block of its own", () =>
    check("  ║\nend", "if a\n    b\n  end", "  ├if a\n    b\n  end┤\nend", "ruby"));
  it("cuts the end of a docstring", () =>
    check('  """║\n  """', 'Adds.\n  """', '  """├Adds.┤\n  """', "python"));
  it("cuts a closing tag", () =>
    check("  <p>\n    ║\n  </p>", "a\n  </p>", "  <p>\n    ├a┤\n  </p>", "html"));
  it("reads Chinese", () =>
    check("║\n打印(说明, 完成);", "打印(说明,完成)", "║\n打印(说明, 完成);"));
});
