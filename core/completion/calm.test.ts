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
    quiet.shown(1);
    assert.equal(quiet.holdsBack(placeAt("a = foo║")), false);
  });

  /** Of nine wishes behind a space, how many are asked for after requests that were seen or not. */
  function asksAfter(requests: number, areSeen: boolean): number {
    const quiet = createQuiet();
    for (let id = 1; id <= requests; id += 1) {
      quiet.asked(id, placeAt("a = ║"));
      if (areSeen) quiet.shown(id);
    }
    return Array.from({ length: 9 }, () => quiet.holdsBack(placeAt("b = ║"))).filter(
      (isHeldBack) => !isHeldBack,
    ).length;
  }
  it("asks until experience speaks against it", () => assert.equal(asksAfter(2, false), 9));
  it("asks now and then where requests are hardly ever seen", () =>
    assert.equal(asksAfter(10, false), 3));
  it("goes on asking where they are seen", () => assert.equal(asksAfter(10, true), 9));
  it("tells kinds of places apart", () => {
    const quiet = createQuiet();
    for (let id = 1; id <= 10; id += 1) quiet.asked(id, placeAt("a = ║"));
    assert.equal(quiet.holdsBack(placeAt("a.║")), false);
  });
});
