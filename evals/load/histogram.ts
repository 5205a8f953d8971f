// Counts times into buckets of equal ratio, on one grid for all histograms so that any two can be laid over each other.
import type { LogHistogram } from "../../core/protocol/load-test.ts";

const ratio = 1.05;
/** The grid starts at a hundredth of a millisecond; whatever is shorter counts as that. */
const leastMs = 0.01;

/** Undefined without samples. */
export function histogramOf(samples: readonly number[]): LogHistogram | undefined {
  const byBucket = new Map<number, number>();
  for (const sample of samples) {
    const bucket = bucketOf(sample);
    byBucket.set(bucket, (byBucket.get(bucket) ?? 0) + 1);
  }
  if (byBucket.size === 0) return undefined;
  const lowest = Math.min(...byBucket.keys());
  const highest = Math.max(...byBucket.keys());
  const counts = Array.from(
    { length: highest - lowest + 1 },
    (_, index) => byBucket.get(lowest + index) ?? 0,
  );
  return { first: leastMs * ratio ** lowest, ratio, counts };
}

function bucketOf(sample: number): number {
  return Math.floor(Math.log(Math.max(sample, leastMs) / leastMs) / Math.log(ratio));
}
