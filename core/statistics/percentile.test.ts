import assert from "node:assert/strict";
import { median, nearestRank } from "./percentile.ts";

const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

describe("percentiles", () => {
  const check = (name: string, actual: number | undefined, expected: number | undefined) =>
    it(name, () => assert.equal(actual, expected));
  check("the middle of an odd number", median([1, 5, 9]), 5);
  check("the mean of two in the middle", median([1, 5, 9, 11]), 7);
  check("nothing of nothing", median([]), undefined);
  check("the 95th of a hundred", nearestRank(upTo(100), 95), 95);
  check("the 95th of twenty", nearestRank(upTo(20), 95), 19);
  check("the 99th of ten is the last", nearestRank(upTo(10), 99), 10);
  check("no rank of nothing", nearestRank([], 50), undefined);
});
