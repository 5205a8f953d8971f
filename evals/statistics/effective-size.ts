// How many independent cases stand behind scores that come in clusters: variants of one problem stand or fall together.

/** One case. `score` is 1 or 0, or with several epochs the share of them that passed. */
export type Scored = { cluster: string; score: number };

/**
 * n / design effect: the ratio of the cluster-robust (sandwich) variance of the mean to the one of independent cases, of
 * which `variance` is that of a single case; never below 1. Where nothing varies, so that it cannot be estimated, only
 * clusters are counted: ten variants of one problem, all passed, are one observation.
 */
export function effectiveSize(cases: readonly Scored[], variance: number): number {
  const n = cases.length;
  const groups = [...Map.groupBy(cases, ({ cluster }) => cluster).values()];
  if (groups.length === n) return n;
  const independent = variance / n;
  if (independent === 0 || groups.length < 2) return groups.length;
  const mean = sum(cases.map(({ score }) => score)) / n;
  const residuals = groups.map((group) => sum(group.map(({ score }) => score - mean)));
  const squares = sum(residuals.map((residual) => residual ** 2));
  const robust = ((squares / n ** 2) * groups.length) / (groups.length - 1);
  return Math.min(n, Math.max(1, n / Math.max(1, robust / independent)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
