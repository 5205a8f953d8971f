import assert from "node:assert/strict";
import { filtered } from "../cursor-marks.ts";
import { cutLoops } from "./loops.ts";

function check(document: string, text: string, expected: string, languageId?: string) {
  assert.equal(filtered(cutLoops, document, text, languageId), expected);
}

describe("cutLoops", () => {
  it("keeps code", () => check("║", "for (const a of b) c(a);", "├for (const a of b) c(a);┤"));
  it("keeps the first round", () => check("a = [║", "0, ".repeat(30), "a = [├0, ┤"));
  it("drops a loop that was begun before", () =>
    check("a = [0, 0, ║", "0, ".repeat(30), "a = [0, 0, ║"));
  it("keeps a ruler", () => check("// ║", "-".repeat(70), `// ├${"-".repeat(70)}┤`));
  it("drops a line that nobody reads", () =>
    check("║", "ab".repeat(10) + "c d e f ".repeat(60), "║"));
  it("cuts before a line that nobody reads", () =>
    check("║", `a();\nb(${"c, d, e".repeat(60)});`, "├a();┤"));
});
