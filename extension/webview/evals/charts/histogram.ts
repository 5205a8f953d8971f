// Cumulative shares from counts over logarithmic buckets, and such counts from raw samples.
import type { LogHistogram } from "../../../../core/protocol/load-test.ts";

const firstMs = 0.1;
const bucketsPerDecade = 50;
/** What floating point leaves below the edge of a bucket. */
const slack = 1e-9;

/** Counts of samples in ms; what lies below the first bucket is counted in it, what is no number is left out. */
export function bucketed(samplesMs: readonly number[]): LogHistogram {
  const counts: number[] = [];
  for (const ms of samplesMs) {
    if (!Number.isFinite(ms)) continue;
    const decades = Math.log10(Math.max(ms, firstMs) / firstMs);
    const bucket = Math.floor(decades * bucketsPerDecade + slack);
    while (counts.length <= bucket) counts.push(0);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return { first: firstMs, ratio: 10 ** (1 / bucketsPerDecade), counts };
}

/** At or below `ms` lie `count` samples, a `share` of all. */
export type Cumulative = { ms: number; count: number; share: number };

/** From the lower edge of the first bucket that holds something to the upper edge of the last; flat parts stay flat. */
export function cumulative(histogram: LogHistogram): Cumulative[] {
  const { counts } = histogram;
  const total = sampleCount(histogram);
  const steps: Cumulative[] = [];
  let count = 0;
  counts.forEach((inBucket, bucket) => {
    if (inBucket === 0) return;
    if (counts[bucket - 1] === 0 || count === 0) {
      steps.push({ ms: edge(histogram, bucket), count, share: count / total });
    }
    count += inBucket;
    steps.push({ ms: edge(histogram, bucket + 1), count, share: count / total });
  });
  return steps;
}

/** Between two edges as if the samples of the bucket were spread evenly over the logarithmic axis. */
export function shareAt(steps: readonly Cumulative[], ms: number): number {
  const after = steps.findIndex((step) => step.ms >= ms);
  const next = steps[after];
  if (next === undefined) return steps.length === 0 ? 0 : 1;
  const before = steps[after - 1];
  if (before === undefined) return next.share;
  const part = Math.log(ms / before.ms) / Math.log(next.ms / before.ms);
  return before.share + part * (next.share - before.share);
}

export function sampleCount({ counts }: LogHistogram): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function edge({ first, ratio }: LogHistogram, bucket: number): number {
  return first * ratio ** bucket;
}
