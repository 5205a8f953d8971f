// Whether a run ends with a negative verdict, for pipelines that read nothing but the exit status.

import { plural } from "../../core/figures/figure-text.ts";
import type {
  CategorySummary,
  Comparison,
  Evaluation,
  ScorecardRow,
} from "../../core/protocol/evaluation.ts";

type Gated = {
  rows: readonly ScorecardRow[];
  summaries: readonly CategorySummary[];
  /** Planned questions without an answer. */
  missing: number;
  comparison?: Comparison | undefined;
};

export function gateOf({ rows, summaries, missing, comparison }: Gated): Evaluation["gate"] {
  const reasons = [
    ...(missing > 0 ? [`${plural(missing, "question")} without an answer.`] : []),
    ...rows.filter(({ verdict }) => verdict === "FAIL").map(({ title }) => `${title}: FAIL.`),
    // Profiles too small for a verdict still show that nothing works.
    ...summaries
      .filter(({ counts }) => counts.pass === 0 && counts.fail > 0)
      .map(({ category }) => `${category}: nothing passed.`),
    ...summaries
      .filter(({ counts }) => counts.infra > 0 && counts.pass + counts.fail === 0)
      .map(({ category }) => `${category}: every request failed.`),
    // A pipeline without a sandbox or compiler must not read that as good news.
    ...summaries
      .filter(({ counts }) => counts.skipped > 0 && counts.pass + counts.fail === 0)
      .map(({ category }) => `${category}: nothing could be graded here.`),
    ...(comparison?.rows ?? [])
      .filter(({ verdict }) => verdict === "regression")
      .map(({ scope }) => `${scope}: worse than the baseline.`),
    // Whoever names a baseline wants to hear of a regression; here none could be seen.
    ...(comparison !== undefined && isEmpty(comparison)
      ? ["No case was graded both here and in the baseline."]
      : []),
  ];
  return { ok: reasons.length === 0, reasons };
}

function isEmpty({ rows }: Comparison): boolean {
  return rows.every(({ both, onlyBaseline, onlyThis, neither }) => {
    return both + onlyBaseline + onlyThis + neither === 0;
  });
}
