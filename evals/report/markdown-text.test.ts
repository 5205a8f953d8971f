import assert from "node:assert/strict";
import { code, markdownTable, markdownText } from "./markdown-text.ts";

describe("markdownText", () => {
  const check = (text: string, expected: string) =>
    it(JSON.stringify(text), () => assert.equal(markdownText(text), expected));
  check("At least 90 %.", "At least 90 %.");
  check("1.00× of 1,608 ms (n 12)", "1.00× of 1,608 ms (n 12)");
  check("a | b", "a \\| b");
  check("a \\| b", "a \\\\\\| b");
  check("<img src=x onerror=y>", "&lt;img src=x onerror=y&gt;");
  check("&lt;", "&amp;lt;");
  check("[click](javascript:x)", "\\[click\\](javascript:x)");
  check("![pixel](x)", "\\!\\[pixel\\](x)");
  check("`code` *b* _i_ ~s~ $m$", "\\`code\\` \\*b\\* \\_i\\_ \\~s\\~ \\$m\\$");
  check("@team #12", "@&#8203;team #&#8203;12");
  check("see https://x.y and www.x.y", "see https:&#8203;//x.y and www&#8203;.x.y");
  check("- item", "-&#8203; item");
  check("1. item", "1&#8203;. item");
  check("# title", "#&#8203; title");
  check("two\r\nlines\u001b[31m", "two lines \\[31m");
  check("\ud800", "\ufffd");
  it("ends somewhere", () => assert.equal(markdownText("x".repeat(900)).length, 400));
});

describe("code", () => {
  const check = (text: string, expected: string) =>
    it(JSON.stringify(text), () => assert.equal(code(text), expected));
  check("sql.a#1.0", "`sql.a#1.0`");
  check("a`b", "`` a`b ``");
  check("``", "``` `` ```");
  check("a|b", "a\\|b");
  check("", "");
});

describe("markdownTable", () => {
  it("has as many cells in every line", () =>
    assert.equal(
      markdownTable(
        {
          title: "T",
          head: ["a", "b"],
          align: ["left", "right"],
          rows: [["x | y", "1"]],
        },
        3,
      ),
      "### T\n\n| a | b |\n| --- | ---: |\n| x \\| y | 1 |",
    ));
});
