// How far two shares of the same cases lie apart, with an interval. Knows nothing of what the cases are.
import { wilson } from "../../core/statistics/wilson.ts";
import { effectiveSize } from "./effective-size.ts";

/** One case in both runs. */
export type Pair = { cluster: string; before: boolean; after: boolean };

/**
 * The 95 % interval of share after − share before: the two Wilson intervals, joined with what the pairs have in common
 * (R. G. Newcombe, Statistics in Medicine 17, 1998, 2635–2650, method 10), at the effective sample size, because variants
 * of one problem change together. Undefined without pairs.
 */
export function pairedDifference(
  pairs: readonly Pair[],
): { low: number; high: number } | undefined {
  const n = pairs.length;
  if (n === 0) return undefined;
  const changes = pairs.map(({ cluster, before, after }) => ({
    cluster,
    score: Number(after) - Number(before),
  }));
  const scale = effectiveSize(changes, variance(changes.map(({ score }) => score))) / n;
  const count = (before: boolean, after: boolean) =>
    scale * pairs.filter((pair) => pair.before === before && pair.after === after).length;
  return methodTen({
    both: count(true, true),
    onlyAfter: count(false, true),
    onlyBefore: count(true, false),
    neither: count(false, false),
  });
}

type Cells = { both: number; onlyAfter: number; onlyBefore: number; neither: number };

function methodTen(cells: Cells): { low: number; high: number } {
  const { both, onlyAfter, onlyBefore, neither } = cells;
  const n = both + onlyAfter + onlyBefore + neither;
  const after = arms(both + onlyAfter, n);
  const before = arms(both + onlyBefore, n);
  const phi = correlation(cells, n);
  const difference = (onlyAfter - onlyBefore) / n;
  const down = joined(after.below, before.above, phi);
  const up = joined(after.above, before.below, phi);
  return { low: Math.max(-1, difference - down), high: Math.min(1, difference + up) };
}

/** How far Wilson's interval reaches below and above the share. */
function arms(passed: number, n: number): { below: number; above: number } {
  // Scaled counts may miss their sum by what rounding leaves.
  const { low, high } = wilson(Math.min(passed, n), n);
  return { below: passed / n - low, above: high - passed / n };
}

function joined(left: number, right: number, phi: number): number {
  return Math.sqrt(Math.max(0, left ** 2 - 2 * phi * left * right + right ** 2));
}

/** Phi of the fourfold table; a positive one with the continuity correction of method 10. */
function correlation({ both, onlyAfter, onlyBefore, neither }: Cells, n: number): number {
  const product =
    (both + onlyAfter) * (onlyBefore + neither) * (both + onlyBefore) * (onlyAfter + neither);
  if (product === 0) return 0;
  const cross = both * neither - onlyAfter * onlyBefore;
  const corrected = cross > 0 ? Math.max(0, cross - n / 2) : cross;
  return corrected / Math.sqrt(product);
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  return values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length;
}
