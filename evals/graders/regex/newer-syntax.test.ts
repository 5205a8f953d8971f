import assert from "node:assert/strict";
import { needsNewerEngine } from "./newer-syntax.ts";

function check(pattern: string, expected: { old: boolean; new: boolean }): void {
  const found = {
    old: needsNewerEngine(pattern, () => false),
    new: needsNewerEngine(pattern, () => true),
  };
  assert.deepEqual(found, expected);
}

describe("needsNewerEngine", () => {
  for (const pattern of ["(?i:a)", "x(?ms-i:a)", "(?-s:.)", "(?<w>a)|(?<w>b)"]) {
    it(`${pattern}: only where the engine is old`, () => check(pattern, { old: true, new: false }));
  }
  for (const pattern of ["(?:a", "(?<w>a", "(?<w>a)(?<v>b", "(?=a)[", "(?x:a)"]) {
    it(`${pattern}: wrong everywhere`, () => check(pattern, { old: false, new: false }));
  }
  it("asks the engine that runs this", () => assert.equal(needsNewerEngine("(?i:a)"), false));
});
