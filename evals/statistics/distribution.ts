// The spread of measured times. No percentile is given that too few samples carry.
import type { Distribution } from "../../core/protocol/run-facts.ts";
import { leastSamples, median, nearestRank } from "../../core/statistics/percentile.ts";

/** Undefined without samples. Unit: that of the samples. */
export function distributionOf(samples: readonly number[]): Distribution | undefined {
  const sorted = samples.toSorted((left, right) => left - right);
  const n = sorted.length;
  const p50 = median(sorted);
  if (p50 === undefined) return undefined;
  const p95 = n < leastSamples.p95 ? undefined : nearestRank(sorted, 95);
  const p99 = n < leastSamples.p99 ? undefined : nearestRank(sorted, 99);
  return {
    n,
    p50,
    ...(p95 === undefined ? {} : { p95 }),
    ...(p99 === undefined ? {} : { p99 }),
  };
}
