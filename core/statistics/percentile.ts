// Percentiles of samples, with the numbers of samples below which they say nothing.

/** Fewer samples than this say nothing about that percentile. */
export const leastSamples = { p95: 20, p99: 100 } as const;

/** The middle sample or the mean of the two in the middle; `sorted` ascends. Undefined when it is empty. */
export function median(sorted: readonly number[]): number | undefined {
  const low = sorted[Math.ceil(sorted.length / 2) - 1];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/** The nearest rank: the smallest sample that at least so many percent do not exceed. `sorted` ascends. */
export function nearestRank(sorted: readonly number[], percent: number): number | undefined {
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1];
}
