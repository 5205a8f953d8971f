import assert from "node:assert/strict";
import { pairedDifference } from "./paired-difference.ts";

type Cells = [both: number, onlyAfter: number, onlyBefore: number, neither: number];

/** Every case a problem of its own, or so many variants of each. */
function pairs([both, onlyAfter, onlyBefore, neither]: Cells, variants = 1) {
  const kinds = [
    ...new Array(both).fill([true, true]),
    ...new Array(onlyAfter).fill([false, true]),
    ...new Array(onlyBefore).fill([true, false]),
    ...new Array(neither).fill([false, false]),
  ];
  return kinds.flatMap(([before, after], at) =>
    Array.from({ length: variants }, () => ({ cluster: String(at), before, after })),
  );
}

const rounded = (interval: { low: number; high: number } | undefined) =>
  interval && [interval.low, interval.high].map((end) => Number(end.toFixed(3)));

describe("pairedDifference", () => {
  const check = (cells: Cells, expected: [number, number]) =>
    it(`${cells.join(", ")}: ${expected.join(" to ")}`, () =>
      assert.deepEqual(rounded(pairedDifference(pairs(cells))), expected));
  // Textbook examples of the method.
  check([14, 5, 0, 22], [0.011, 0.226]);
  check([20, 12, 2, 16], [0.056, 0.329]);
  // Phi is 0 where a margin is empty: what is left are the Wilson arms, 0.0876 for 40 of 40.
  check([40, 0, 0, 0], [-0.088, 0.088]);
  check([0, 0, 0, 40], [-0.088, 0.088]);

  it("turns around with the runs", () => {
    const { low, high } = pairedDifference(pairs([20, 12, 2, 16]))!;
    const turned = pairedDifference(pairs([20, 2, 12, 16]))!;
    assert.deepEqual(rounded(turned), rounded({ low: -high, high: -low }));
  });

  it("counts problems, not their variants", () => {
    const single = rounded(pairedDifference(pairs([20, 0, 0, 0])));
    assert.deepEqual(rounded(pairedDifference(pairs([20, 0, 0, 0], 3))), single);
    const width = (cells: Cells, variants: number) => {
      const { low, high } = pairedDifference(pairs(cells, variants))!;
      return high - low;
    };
    // Twelve times as wide a sample of the same 50 problems says hardly more than they do once.
    assert.ok(width([20, 12, 2, 16], 12) > 0.95 * width([20, 12, 2, 16], 1));
  });

  it("stays within what a difference of shares can be", () => {
    for (const cells of [
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 500, 0, 0],
      [1, 0, 1, 0],
    ] as Cells[]) {
      const { low, high } = pairedDifference(pairs(cells))!;
      assert.ok(low >= -1 && high <= 1 && low <= high, `${cells}: ${low} to ${high}`);
    }
  });

  it("says nothing of nothing", () => assert.equal(pairedDifference([]), undefined));
});
