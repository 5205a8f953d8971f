import assert from "node:assert/strict";
import { type Figure, figureOf, intervalOf } from "./figure.ts";

const upTo = (count: number) => Array.from({ length: count }, (_, index) => count - index);

describe("figureOf", () => {
  function check(samples: number[], expected: Figure) {
    assert.deepEqual(figureOf(samples), expected);
  }

  it("says nothing about nothing", () => check([], { n: 0 }));
  it("takes one sample as it is", () => check([7], { n: 1, p50Ms: 7 }));
  it("takes the middle of an odd number", () => check([9, 1, 5], { n: 3, p50Ms: 5 }));
  it("takes the mean of the two in the middle of an even number", () =>
    check([9, 1, 5, 3], { n: 4, p50Ms: 4 }));
  it("has no p95 of 19 samples", () => check(upTo(19), { n: 19, p50Ms: 10 }));
  it("has the nearest rank as p95 from 20 samples on", () =>
    check(upTo(20), { n: 20, p50Ms: 10.5, p95Ms: 19 }));
  it("leaves the order of the samples alone", () => {
    const samples = [3, 1, 2];
    figureOf(samples);
    assert.deepEqual(samples, [3, 1, 2]);
  });
});

describe("intervalOf", () => {
  function check(count: number, of: number, expected: [low: number, high: number] | undefined) {
    const interval = intervalOf(count, of);
    const rounded = interval && [interval.low, interval.high].map((end) => Number(end.toFixed(4)));
    assert.deepEqual(rounded, expected);
  }

  it("has none of nothing", () => check(0, 0, undefined));
  it("stays above zero at no hit", () => check(0, 10, [0, 0.2775]));
  it("stays below one at hits only", () => check(10, 10, [0.7225, 1]));
  it("surrounds the share", () => check(41, 120, [0.2629, 0.4303]));
});
