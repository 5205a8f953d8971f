import assert from "node:assert/strict";
import { loopAtEnd } from "./repetition.ts";

/** The text before the loop and its unit. */
function check(text: string, expected: [before: string, unit: string] | undefined) {
  const loop = loopAtEnd(text);
  const found = loop && [text.slice(0, loop.start), text.slice(loop.start, loop.start + loop.unit)];
  assert.deepEqual(found, expected);
}

describe("loopAtEnd", () => {
  it("finds nothing in an empty text", () => check("", undefined));
  it("finds nothing in code", () => check("for (const a of b) { c(a); d(a); e(a); }", undefined));
  it("finds one character", () => check(`x = ${"a".repeat(50)}`, ["x = ", "a"]));
  it("finds a unit", () => check(`x${" foo()".repeat(9)}`, ["x", " foo()"]));
  it("finds a unit whose last round was cut", () => check(`${"abcd-".repeat(9)}ab`, ["", "abcd-"]));
  it("finds emoji and Chinese", () => check("再试🎉".repeat(12), ["", "再试🎉"]));
  it("leaves short data", () => check("[0, 0, 0, 0, 0, 0", undefined));
  it("leaves a ruler", () => check(`// ${"-".repeat(77)}`, undefined));
  it("finds a ruler without an end", () => check("-".repeat(200), ["", "-"]));
  it("leaves a loop that something follows", () => check(`${"ab".repeat(40)}; done`, undefined));
});
