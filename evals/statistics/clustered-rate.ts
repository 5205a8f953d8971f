// A share over cases that are not independent: variants of one problem stand or fall together.
import type { Rate } from "../../core/protocol/evaluation.ts";
import { wilson } from "../../core/statistics/wilson.ts";
import { effectiveSize, type Scored } from "./effective-size.ts";

/** The mean score with a Wilson interval at the effective sample size. Undefined without cases. */
export function clusteredRate(cases: readonly Scored[]): Rate | undefined {
  const n = cases.length;
  if (n === 0) return undefined;
  const passed = cases.reduce((total, { score }) => total + score, 0);
  const share = passed / n;
  const effective = effectiveSize(cases, share * (1 - share));
  const { low, high } = wilson(share * effective, effective);
  const clusters = new Set(cases.map(({ cluster }) => cluster)).size;
  return { passed, n, clusters, rate: share, low, high };
}
