import assert from "node:assert/strict";
import type { EditBlock } from "./change.ts";
import { locate } from "./locate.ts";
import type { Rung } from "./rung.ts";

const text =
  "class Cart {\n  // Adds what every item costs.\n  total() {\n    return this.sum;\n  }\n}\n";

function check(search: string, rung: Rung, startOffset: number, replace = "x\n") {
  const located = locate(text, { path: "a.ts", search, replace });
  assert.deepEqual("rung" in located && [located.rung, located.startOffset], [rung, startOffset]);
}

describe("locate", () => {
  it("names the rung that found the place", () => {
    check("  total() {\n", "exact", text.indexOf("  total"));
    check("  total() {  \n", "whitespace", text.indexOf("  total"));
    check("\n  total() {\n", "whitespace", text.indexOf("  total"));
    check("total() {\n", "indentation", text.indexOf("  total"));
    const misquoted = text.replace("costs.", "costs");
    check(misquoted, "fuzzy", 0, misquoted.replace("this.sum", "0"));
  });
  it("covers whole lines with their endings", () => {
    const located = locate(text, { path: "a.ts", search: "  total() {\n", replace: "  sum() {\n" });
    assert.deepEqual(located, {
      startOffset: text.indexOf("  total"),
      endOffset: text.indexOf("    return"),
      replacement: "  sum() {\n",
      rung: "exact",
    });
  });
  it("gives up on texts that were made to take forever", () => {
    const lines = (count: number, line: (nth: number) => string) =>
      Array.from({ length: count }, (_, nth) => `${line(nth)}\n`).join("");
    const hostile: [text: string, search: string][] = [
      [lines(200_000, () => "a"), lines(1000, (nth) => (nth === 999 ? "b" : "a"))],
      [lines(100_000, (nth) => `x = ${nth};`), lines(150, (nth) => `x = ${nth}0;`)],
      [lines(100_000, (nth) => (nth % 2 === 0 ? "  a" : "\ta")), lines(500, () => "a")],
      [`${" ".repeat(500_000)}a\n`, `${" ".repeat(400_000)}b\n`],
      [
        lines(3, (nth) => `${nth}${"ab".repeat(100_000)}`),
        lines(3, (nth) => `${nth}${"ba".repeat(3000)}`),
      ],
    ];
    for (const [whole, search] of hostile) {
      const block: EditBlock = { path: "a.ts", search, replace: "" };
      assert.ok("code" in locate(whole, block));
    }
  });
});
