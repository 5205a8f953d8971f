// What several attempts at one case say: pass@k (at least one of k passes) and pass^k (all of k pass).

/**
 * Unbiased pass@k from n attempts of which c passed: 1 − C(n−c, k) / C(n, k), computed as a product (M. Chen et al.,
 * arXiv 2107.03374, §2.1). Undefined for n < k.
 */
export function passAtK(n: number, c: number, k: number): number | undefined {
  if (n < k) return undefined;
  if (n - c < k) return 1;
  let allFail = 1;
  for (let i = n - c + 1; i <= n; i += 1) allFail *= 1 - k / i;
  return 1 - allFail;
}

/** pass^k from n attempts of which c passed: C(c, k) / C(n, k). Undefined for n < k. */
export function passHatK(n: number, c: number, k: number): number | undefined {
  if (n < k) return undefined;
  let all = 1;
  for (let i = 0; i < k; i += 1) all *= Math.max(0, c - i) / (n - i);
  return all;
}
