import assert from "node:assert/strict";
import { bucketed, cumulative, sampleCount, shareAt } from "./histogram.ts";

const tens = { first: 1, ratio: 10, counts: [0, 2, 0, 0, 6] };

/** What the curve of a histogram is, as `ms:count`. */
function check(histogram: Parameters<typeof cumulative>[0], expected: string) {
  it(`${JSON.stringify(histogram.counts)}: ${expected || "no curve"}`, () => {
    const steps = cumulative(histogram).map(({ ms, count }) => `${Math.round(ms)}:${count}`);
    assert.equal(steps.join(" "), expected);
  });
}

describe("the curve of a histogram", () => {
  check({ first: 1, ratio: 10, counts: [] }, "");
  check({ first: 1, ratio: 10, counts: [0, 0] }, "");
  check({ first: 1, ratio: 10, counts: [5] }, "1:0 10:5");
  check({ first: 1, ratio: 10, counts: [0, 1, 3] }, "10:0 100:1 1000:4");
  // Nothing between 100 and 10,000: it stays flat until there.
  check(tens, "10:0 100:2 10000:2 100000:8");

  it("has shares between its edges, and none or all of them beyond", () => {
    const steps = cumulative(tens);
    const shares = [1, 10, 100, 500, 10_000, 100_000, 1e9].map((ms) => shareAt(steps, ms));
    assert.deepEqual(shares, [0, 0, 0.25, 0.25, 0.25, 1, 1]);
    assert.equal(shareAt(steps, 10 ** 1.5).toFixed(6), "0.125000");
    assert.equal(shareAt([], 100), 0);
  });
});

describe("counting samples", () => {
  it("keeps every number and nothing else", () => {
    const samples = [0, -1, 0.1, 1, 10, 1000, Number.NaN, Number.POSITIVE_INFINITY];
    assert.equal(sampleCount(bucketed(samples)), 6);
    assert.deepEqual(bucketed([]).counts, []);
  });

  it("puts a sample between the edges of its bucket, also at an edge", () => {
    for (const ms of [0.1, 0.15, 1, 7, 10, 99.9, 100, 200, 1328, 1e5, 1e6]) {
      const [from, to] = cumulative(bucketed([ms]));
      assert.ok(from && to);
      assert.ok(from.ms <= ms * (1 + 1e-9) && ms < to.ms, `${from.ms} ≤ ${ms} < ${to.ms}`);
    }
  });

  it("gives shares that are off by less than a bucket", () => {
    const samples = Array.from({ length: 10_000 }, (_, index) => 1 + index);
    const steps = cumulative(bucketed(samples));
    for (const ms of [200, 1328, 5000]) {
      assert.ok(Math.abs(shareAt(steps, ms) - ms / 10_000) < 0.05 * (ms / 10_000), `${ms}`);
    }
  });
});
