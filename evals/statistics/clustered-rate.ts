// A share over cases that are not independent: variants of one problem stand or fall together.
import type { Rate } from "../../core/protocol/evaluation.ts";
import { wilson } from "../../core/statistics/wilson.ts";

/** One case. `score` is 1 or 0, or with several epochs the share of them that passed. */
export type Scored = { cluster: string; score: number };

/**
 * The mean score with a Wilson interval at the effective sample size n / design effect. The design effect is the ratio
 * of the cluster-robust (sandwich) variance to the binomial one, never below 1. Where nothing varies, so that it cannot
 * be estimated, only clusters are counted: ten variants of one problem, all passed, are one observation.
 * Undefined without cases.
 */
export function clusteredRate(cases: readonly Scored[]): Rate | undefined {
  const n = cases.length;
  if (n === 0) return undefined;
  const passed = sum(cases.map(({ score }) => score));
  const groups = [...Map.groupBy(cases, ({ cluster }) => cluster).values()];
  const share = passed / n;
  const effective = effectiveSize(groups, share, n);
  const { low, high } = wilson(share * effective, effective);
  return { passed, n, clusters: groups.length, rate: share, low, high };
}

function effectiveSize(groups: readonly (readonly Scored[])[], share: number, n: number): number {
  if (groups.length === n) return n;
  const binomial = (share * (1 - share)) / n;
  if (binomial === 0 || groups.length < 2) return groups.length;
  const residuals = groups.map((group) => sum(group.map(({ score }) => score - share)));
  const squares = sum(residuals.map((residual) => residual ** 2));
  const robust = ((squares / n ** 2) * groups.length) / (groups.length - 1);
  return Math.min(n, Math.max(1, n / Math.max(1, robust / binomial)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
