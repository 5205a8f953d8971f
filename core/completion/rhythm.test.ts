import assert from "node:assert/strict";
import { createRhythm, debounceMs } from "./rhythm.ts";

function check(gaps: number[], expected: number | undefined) {
  const rhythm = createRhythm();
  let at = 0;
  rhythm.keyAt(at);
  for (const gap of gaps) {
    at += gap;
    rhythm.keyAt(at);
  }
  assert.equal(rhythm.gapMs(), expected);
}

describe("createRhythm", () => {
  it("knows nothing after one key", () => check([], undefined));
  it("tells the typical gap", () => check([100, 500, 120, 110, 130], 120));
  it("starts anew after a pause", () => check([100, 100, 2000], undefined));
  it("remembers how somebody types over a pause", () => check([100, 100, 2000, 300], 100));
});

describe("debounceMs", () => {
  const cases: [number | undefined, number, number][] = [
    [undefined, 90, 0],
    [120, 90, 25],
    [60, 90, 25],
    [240, 90, 0],
    [400, 90, 0],
    [180, 90, 13],
    // A faster model needs less calm.
    [120, 10, 13],
  ];
  for (const [gapMs, answerMs, expected] of cases) {
    it(`waits ${expected} ms at gaps of ${gapMs} ms and answers of ${answerMs} ms`, () =>
      assert.equal(debounceMs(gapMs, answerMs), expected));
  }
});
