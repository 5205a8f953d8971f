import assert from "node:assert/strict";
import { wilson } from "../../core/statistics/wilson.ts";
import { clusteredRate } from "./clustered-rate.ts";

/** `a1 a0 b1`: cluster and score; a percentage is a score over several epochs. */
function rateOf(text: string) {
  const cases = text.split(" ").map((word) => ({
    cluster: word.slice(0, 1),
    score: word.endsWith("%") ? Number(word.slice(1, -1)) / 100 : Number(word.slice(1)),
  }));
  return clusteredRate(cases);
}

/** `effective`: the number of independent cases that the interval has to be that of. */
function check(text: string, share: number, effective: number) {
  it(text, () => {
    const rate = rateOf(text);
    assert.ok(rate);
    assert.equal(Number(rate.rate.toFixed(6)), Number(share.toFixed(6)));
    const { low, high } = wilson(share * effective, effective);
    assert.deepEqual(
      [rate.low, rate.high].map((end) => end.toFixed(6)),
      [low, high].map((end) => end.toFixed(6)),
    );
  });
}

describe("clusteredRate", () => {
  describe("counts every case where each stands alone", () => check("a1 b1 c0 d1", 0.75, 4));
  describe("counts clusters where nothing varies", () => {
    check("a1 a1 b1 b1 c1 c1", 1, 3);
    check("a0 a0 b0 b0", 0, 2);
    check("a1 a1 a1", 1, 1);
  });
  // Clusters of two that agree inside: the sandwich variance is 4/3 · 2 of the binomial one.
  describe("widens where variants stand and fall together", () =>
    check("a1 a1 b0 b0 c1 c1 d0 d0", 0.5, 3));
  describe("never narrows below independence", () => check("a1 a0 b1 b0", 0.5, 4));
  describe("takes the share of passed epochs as score", () => check("a50% b100% c0%", 0.5, 3));

  it("says nothing of nothing", () => assert.equal(clusteredRate([]), undefined));
});
