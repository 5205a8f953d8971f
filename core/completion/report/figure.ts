// What may be said about a list of samples: how many, the median, and a 95th percentile once there are enough; and about
// a share: its 95 % interval. Knows nothing of what was measured.

export type Figure = { n: number; p50Ms?: number; p95Ms?: number };

/** Fewer samples than this say nothing about a 95th percentile. */
const leastForP95 = 20;

/** The median is the middle sample or the mean of the two in the middle; the 95th percentile is the nearest rank. */
export function figureOf(samples: readonly number[]): Figure {
  const sorted = samples.toSorted((a, b) => a - b);
  const figure: Figure = { n: sorted.length };
  const low = sorted[Math.ceil(sorted.length / 2) - 1];
  const high = sorted[Math.floor(sorted.length / 2)];
  if (low !== undefined && high !== undefined) figure.p50Ms = (low + high) / 2;
  const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1];
  if (p95 !== undefined && sorted.length >= leastForP95) figure.p95Ms = p95;
  return figure;
}

/** Wilson's 95 % interval of a share, both ends between 0 and 1; undefined where nothing was counted. */
export function intervalOf(count: number, of: number): { low: number; high: number } | undefined {
  if (of === 0) return undefined;
  const z = 1.96;
  const share = count / of;
  const scale = 1 + z ** 2 / of;
  const centre = (share + z ** 2 / (2 * of)) / scale;
  const half = (z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))) / scale;
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
