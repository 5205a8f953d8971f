import assert from "node:assert/strict";
import type { ScorecardRow } from "../../../core/protocol/evaluation.ts";
import { rowReason } from "./row-reason.ts";

const stored = "As it was stored.";
const row = (changes: Partial<ScorecardRow>, rate = 0.8): ScorecardRow => ({
  ...{ id: "sql", title: "SQL generation", verdict: "PASS", reason: stored },
  measure: { kind: "rate", passed: 8, n: 10, clusters: 10, rate, low: 0.5, high: 0.9 },
  thresholds: { pass: 0.9, marginal: 0.75, minN: 10 },
  ...{ coverage: 1, badges: [] },
  ...changes,
});

describe("rowReason", () => {
  const table: [ScorecardRow, string][] = [
    [row({}), "At least 90 %."],
    [row({ verdict: "FAIL" }), "Below 75 %."],
    [row({ verdict: "MARGINAL" }), "Below 90 %."],
    // Its interval or one of its languages decided: the row does not say which.
    [row({ verdict: "MARGINAL" }, 0.9), stored],
    [row({ verdict: "INSUFFICIENT" }), stored],
    [row({ measure: { kind: "ttft", n: 30, p50Ms: 100 } }), stored],
  ];
  for (const [given, expected] of table) {
    const { verdict, measure } = given;
    it(`${verdict} of ${measure.kind}: ${expected}`, () =>
      assert.equal(rowReason(given), expected));
  }
});
