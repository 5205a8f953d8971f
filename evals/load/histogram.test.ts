import assert from "node:assert/strict";
import { histogramOf } from "./histogram.ts";

describe("histogramOf", () => {
  it("is undefined without samples", () => assert.equal(histogramOf([]), undefined));

  const check = (what: string, samples: number[], counts: number[]) =>
    it(what, () => {
      const histogram = histogramOf(samples);
      assert.ok(histogram);
      assert.deepEqual(histogram.counts, counts);
      const { first, ratio } = histogram;
      const least = Math.max(0.01, Math.min(...samples));
      const slack = 1 + 1e-9;
      assert.ok(first <= least * slack && least < first * ratio * slack, `${first} for ${least}`);
      assert.ok(Math.max(...samples) < first * ratio ** counts.length * slack);
    });
  check("one sample", [200], [1]);
  check("equal samples", [7, 7, 7], [3]);
  check("samples a tenth apart", [100, 110.5, 100.1], [2, 0, 1]);
  check("a gap of nothing", [0, 0.001], [2]);

  it("puts the same time into the same bucket of any histogram", () => {
    const bucket = (samples: number[], at: number) => {
      const { first, ratio } = histogramOf(samples) ?? assert.fail();
      return first * ratio ** at;
    };
    assert.ok(Math.abs(bucket([50], 0) / bucket([50, 51, 90], 0) - 1) < 1e-9);
  });
});
