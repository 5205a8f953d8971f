import assert from "node:assert/strict";
import { createQuiet, isFinished } from "./calm.ts";
import { placeAt } from "./cursor-marks.ts";

describe("isFinished", () => {
  const cases: [string, boolean][] = [
    ["a = 1;║\n", true],
    ["}║\n", true],
    ["if (a) { ║\n  b();\n}\n", true],
    ["a = 1║\n", false],
    ["║\n", false],
  ];
  for (const [text, expected] of cases) {
    it(`says ${expected ? "so" : "no"} of ${JSON.stringify(text)}`, () =>
      assert.equal(isFinished(placeAt(text, "typescript", "line")), expected));
  }
});

describe("createQuiet", () => {
  function check(failed: string, now: string, expected: boolean) {
    const quiet = createQuiet();
    quiet.cameToNothing(placeAt(failed));
    assert.equal(quiet.holdsBack(placeAt(now)), expected);
  }
  it("holds back where it came to nothing", () => check("a = fo║", "a = fo║", true));
  it("holds back for the rest of the word", () => check("a = fo║", "a = foo║", true));
  it("ends with the word", () => check("a = fo║", "a = foo.║", false));
  it("counts letters of every script", () => check("a = ф║", "a = фыв║", true));
  it("holds back when the word gets shorter", () => check("a = foo║", "a = fo║", true));
  it("ends with something that was shown", () => {
    const quiet = createQuiet();
    quiet.cameToNothing(placeAt("a = fo║"));
    quiet.broughtSomething();
    assert.equal(quiet.holdsBack(placeAt("a = foo║")), false);
  });
});
