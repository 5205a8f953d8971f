// Two runs over the same cases: only the cases on which they differ can tell them apart.

/** Exact two-sided McNemar test: `b` and `c` cases passed in only one of the runs. 1 when they never differ. */
export function mcnemar(b: number, c: number): number {
  const n = b + c;
  if (n === 0) return 1;
  const tail = binomialTail(n, Math.min(b, c));
  return Math.min(1, 2 * tail);
}

/**
 * The smallest difference in shares of n cases that this test calls significant (p < .05) when so many cases are
 * discordant; below six none is, so six are assumed.
 */
export function detectableDifference(n: number, discordant: number): number {
  const all = Math.max(6, discordant);
  let oneWay = all;
  while (mcnemar(oneWay - 1, all - oneWay + 1) < 0.05) oneWay -= 1;
  return n === 0 ? 1 : Math.min(1, (2 * oneWay - all) / n);
}

/** P(X ≤ k) for n fair coins, from the logarithms so that large n neither over- nor underflow. */
function binomialTail(n: number, k: number): number {
  let logTerm = -n * Math.LN2;
  let sum = Math.exp(logTerm);
  for (let i = 1; i <= k; i += 1) {
    logTerm += Math.log((n - i + 1) / i);
    sum += Math.exp(logTerm);
  }
  return sum;
}
