// What may be said about a list of samples: how many, the median, and a 95th percentile once there are enough; and about
// a share: its 95 % interval. Knows nothing of what was measured.
import { leastSamples, median, nearestRank } from "../../statistics/percentile.ts";
import { type Interval, wilson } from "../../statistics/wilson.ts";

export type Figure = { n: number; p50Ms?: number; p95Ms?: number };

export function figureOf(samples: readonly number[]): Figure {
  const sorted = samples.toSorted((a, b) => a - b);
  const figure: Figure = { n: sorted.length };
  const p50Ms = median(sorted);
  if (p50Ms !== undefined) figure.p50Ms = p50Ms;
  const p95Ms = nearestRank(sorted, 95);
  if (p95Ms !== undefined && sorted.length >= leastSamples.p95) figure.p95Ms = p95Ms;
  return figure;
}

/** Wilson's 95 % interval of a share, both ends between 0 and 1; undefined where nothing was counted. */
export function intervalOf(count: number, of: number): Interval | undefined {
  return of === 0 ? undefined : wilson(count, of);
}
