import assert from "node:assert/strict";
import { points, pointsRange, pValueText } from "./difference-text.ts";

function check<T>(write: (value: T) => string, value: T, expected: string) {
  it(`${JSON.stringify(value)}: ${expected}`, () => assert.equal(write(value), expected));
}

describe("points", () => {
  check(points, 0.042, "+4.2 points");
  check(points, -0.1, "−10.0 points");
  check(points, 0, "±0.0 points");
  check(points, -0.0001, "±0.0 points");
});

describe("pointsRange", () =>
  check(pointsRange, { low: -0.1, high: 0.012 }, "−10.0 to +1.2 points"));

describe("pValueText", () => {
  check(pValueText, 1, "1.000");
  check(pValueText, 0.03125, "0.031");
  check(pValueText, 0.0009, "<0.001");
  check(pValueText, 0, "<0.001");
});
