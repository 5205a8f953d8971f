import assert from "node:assert/strict";
import { type Reference, referenceLabel } from "./reference.ts";

function check(reference: Reference, expected: string) {
  assert.equal(referenceLabel(reference), expected);
}

const place = { path: "src/cart.ts", languageId: "typescript" };

describe("referenceLabel", () => {
  it("names file, lines and language of a selection", () =>
    check(
      { kind: "selection", ...place, startLine: 3, endLine: 9, text: "" },
      "cart.ts:3–9 · typescript",
    ));
  it("names a single line once", () =>
    check(
      { kind: "selection", ...place, startLine: 3, endLine: 3, text: "" },
      "cart.ts:3 · typescript",
    ));
  it("names the lines around a selection", () =>
    check(
      { kind: "surroundings", ...place, startLine: 1, endLine: 40, before: "", after: "" },
      "around it: lines 1–40",
    ));
  it("counts problems", () => {
    const problem = { severity: "error", message: "m", line: 1 } as const;
    check({ kind: "problems", path: "a.ts", problems: [problem] }, "1 problem");
    check({ kind: "problems", path: "a.ts", problems: [problem, problem] }, "2 problems");
  });
  it("names files and folders by their last part", () => {
    check({ kind: "file", origin: "mention", ...place, text: "" }, "cart.ts");
    check({ kind: "folder", path: "src/lib", listing: [], files: [] }, "lib/");
  });
  it("names a symbol as its language does", () =>
    check(
      { kind: "symbol", name: "Cart.total", ...place, startLine: 1, endLine: 2, text: "" },
      "Cart.total",
    ));
  it("says which changes", () =>
    check({ kind: "changes", scope: "staged", diff: "", files: [] }, "staged changes"));
  it("names a command, else the terminal", () => {
    const terminal = { kind: "terminal", output: "" } as const;
    check({ ...terminal, origin: "command", command: "npm test" }, "npm test");
    check({ ...terminal, origin: "selection" }, "terminal selection");
  });
  it("names an image", () =>
    check({ kind: "image", name: "a.png", mediaType: "image/png", base64: "" }, "a.png"));
});
