import assert from "node:assert/strict";
import { fineMilliseconds, percent, percentRange, percentUp, rating } from "./figure-text.ts";

function check<T>(write: (value: T) => string, value: T, expected: string) {
  it(`${JSON.stringify(value)}: ${expected}`, () => assert.equal(write(value), expected));
}

describe("percent", () => {
  check(percent, 0, "0 %");
  check(percent, 0.001, "<1 %");
  check(percent, 0.29, "29 %");
  check(percent, 0.57, "57 %");
  check(percent, 14 / 15, "93 %");
  // Below a threshold of 95 %, and seen to be.
  check(percent, 0.946, "94 %");
  check(percent, 0.8999, "89 %");
  check(percent, 0.9999, "99 %");
  check(percent, 1, "100 %");
  it("keeps every whole percentage", () => {
    for (let whole = 1; whole <= 100; whole += 1) {
      assert.equal(percent(whole / 100), `${whole} %`);
      assert.equal(percentUp(whole / 100), `${whole} %`);
    }
  });
});

describe("percentUp", () => {
  check(percentUp, 0, "0 %");
  check(percentUp, 0.051, "6 %");
  check(percentUp, 1, "100 %");
});

describe("percentRange", () => check(percentRange, { low: 0.676, high: 0.951 }, "67 %–96 %"));

describe("rating", () => {
  check(rating, 8.496, "8.49");
  check(rating, 8.5, "8.50");
  check(rating, 8.29, "8.29");
});

describe("fineMilliseconds", () => {
  check(fineMilliseconds, 5.816, "5.8 ms");
  check(fineMilliseconds, 99.94, "99.9 ms");
  check(fineMilliseconds, 99.96, "100 ms");
  check(fineMilliseconds, 1608.4, "1,608 ms");
});
