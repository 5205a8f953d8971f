import assert from "node:assert/strict";
import type { ScorecardRow } from "../../../core/protocol/evaluation.ts";
import { type BarScale, scaleOf } from "./interval-bar.ts";

function check(
  measure: ScorecardRow["measure"],
  [pass, marginal]: [number, number],
  expected: BarScale | undefined,
) {
  it(measure.kind, () => assert.deepEqual(scaleOf(measure, { pass, marginal, minN: 1 }), expected));
}

describe("scaleOf", () => {
  check({ kind: "none" }, [0.9, 0.75], undefined);
  check(
    { kind: "rate", passed: 14, n: 15, clusters: 15, rate: 0.93, low: 0.7, high: 0.99 },
    [0.9, 0.8],
    { at: 0.93, low: 0.7, high: 0.99, ticks: [0.8, 0.9] },
  );
  check({ kind: "rating", n: 80, mean: 10, low: 5.5, high: 10 }, [10, 1], {
    at: 1,
    low: 0.5,
    high: 1,
    ticks: [0, 1],
  });
  check({ kind: "ttft", n: 30, p50Ms: 100 }, [10, 1_000_000], {
    at: 1 / 3,
    ticks: [1, 0],
  });
  check({ kind: "throughput", n: 128, tokensPerSecond: 400 }, [800, 500], {
    at: 0.4,
    ticks: [0.5, 0.8],
  });
  check({ kind: "throughput", n: 0, tokensPerSecond: 0 }, [0, 0], { at: 0, ticks: [0, 0] });
});
