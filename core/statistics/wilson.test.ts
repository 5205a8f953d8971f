import assert from "node:assert/strict";
import { wilson } from "./wilson.ts";

/** Ends rounded to three places. */
function check(passed: number, n: number, low: number, high: number) {
  it(`${passed} of ${n}`, () => {
    const interval = wilson(passed, n);
    assert.equal(Number(interval.low.toFixed(3)), low);
    assert.equal(Number(interval.high.toFixed(3)), high);
  });
}

describe("wilson", () => {
  // Worked by hand from the formula with z = 1.96; the all-passed column is n / (n + z²).
  check(8, 8, 0.676, 1);
  check(15, 15, 0.796, 1);
  check(29, 29, 0.883, 1);
  check(160, 160, 0.977, 1);
  check(0, 10, 0, 0.278);
  check(14, 15, 0.702, 0.988);
  check(5, 10, 0.237, 0.763);
  check(2.5, 5, 0.17, 0.83);

  for (const [passed, n] of [
    [1, 0],
    [-1, 4],
    [5, 4],
  ] as const) {
    it(`refuses ${passed} of ${n}`, () => assert.throws(() => wilson(passed, n), RangeError));
  }
});
