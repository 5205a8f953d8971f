// Intervals for shares. Knows nothing of what was counted.

export type Interval = { low: number; high: number };

/** The standard normal quantile for 95 %, two-sided. */
const z95 = 1.959964;

/**
 * Wilson's score interval, 95 % (E. B. Wilson, JASA 22, 1927). `n` may be fractional: an effective sample size.
 * @throws RangeError when n is not positive or passed lies outside 0…n
 */
export function wilson(passed: number, n: number): Interval {
  if (!(n > 0) || passed < 0 || passed > n) throw new RangeError(`No share: ${passed} of ${n}.`);
  const share = passed / n;
  const z2 = z95 ** 2;
  const centre = share + z2 / (2 * n);
  const spread = z95 * Math.sqrt((share * (1 - share) + z2 / (4 * n)) / n);
  // Rounding must not push the ends past what shares can be.
  const low = passed === 0 ? 0 : Math.max(0, (centre - spread) / (1 + z2 / n));
  const high = passed === n ? 1 : Math.min(1, (centre + spread) / (1 + z2 / n));
  return { low, high };
}
