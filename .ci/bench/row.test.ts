import assert from "node:assert/strict";
import { describeRow, type Row, statistic } from "./row.ts";

const twenty = Array.from({ length: 20 }, (_, index) => index + 1);

describe("statistic", () => {
  it("takes the middle, or the mean of the two in the middle", () => {
    assert.equal(statistic([9, 1, 5], "median"), 5);
    assert.equal(statistic([9, 1, 5, 3], "median"), 4);
  });

  it("takes the nearest rank as p95", () => {
    assert.equal(statistic(twenty, "p95"), 19);
  });
});

describe("describeRow", () => {
  function check(row: Partial<Row>, expected: RegExp): void {
    assert.match(describeRow({ what: "it", unit: "ms", samples: [3, 1, 2], ...row }), expected);
  }

  it("says n, median and spread", () => check({}, /^ {2}it: median 2 ms, min–max 1–3, n = 3$/));

  it("says whether a budget is met, at the limit too", () => {
    check({ budget: { atMost: 2 } }, /budget median ≤ 2 ms: met$/);
    check({ budget: { atMost: 1 } }, /MISSED$/);
    check({ budget: { atLeast: 3 } }, /budget median ≥ 3 ms: MISSED$/);
  });

  it("judges by the statistic that the row names", () => {
    check({ budget: { atMost: 2 }, judgedBy: "max" }, /budget max ≤ 2 ms: MISSED$/);
    check({ samples: twenty, budget: { atMost: 19 }, judgedBy: "p95" }, /met \(p95 19\)$/);
  });

  it("judges no p95 below 20 samples", () =>
    check({ budget: { atMost: 9 }, judgedBy: "p95" }, /NOT JUDGED/));

  it("marks what is simulated", () => check({ isSimulated: true }, /it \(simulated\): /));
});
