import assert from "node:assert/strict";
import { filtered } from "../cursor-marks.ts";
import { cutRepeatedLines } from "./repeated-lines.ts";

function check(document: string, text: string, expected: string, languageId?: string) {
  assert.equal(filtered(cutRepeatedLines, document, text, languageId), expected);
}

describe("cutRepeatedLines", () => {
  it("keeps new lines", () =>
    check("a.push(1);\n║", "a.push(2);\na.push(3);", "a.push(1);\n├a.push(2);\na.push(3);┤"));
  it("drops the line above", () => check("  a.push(1);\n  ║", "a.push(1);", "  a.push(1);\n  ║"));
  it("drops the line above, half of it typed", () =>
    check("  a.push(1);\n  a.pu║", "sh(1);", "  a.push(1);\n  a.pu║"));
  it("cuts at a line that comes twice", () =>
    check("║", "a.push(1);\na.push(1);\nb();", "├a.push(1);┤"));
  it("cuts at lines that come twice", () =>
    check("║", "first(1);\nb();\nfirst(1);\nb();\nc();", "├first(1);\nb();┤"));
  it("drops the lines above", () =>
    check("first(1);\nb();\n║", "first(1);\nb();\nc();", "first(1);\nb();\n║"));
  it("keeps brackets", () => check("║", "  }\n  }\n}", "├  }\n  }\n}┤"));
  it("keeps equal lines with others between them", () =>
    check(
      "║",
      "if (a) {\n  return null;\n}\nif (b) {\n  return null;\n}",
      "├if (a) {\n  return null;\n}\nif (b) {\n  return null;\n}┤",
    ));
  it("keeps the same at another indentation", () =>
    check("║", "</section>\n  </section>", "├</section>\n  </section>┤"));
});
