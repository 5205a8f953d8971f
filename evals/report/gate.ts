// Whether a run ends with a negative verdict, for pipelines that read nothing but the exit status.
import type {
  CategorySummary,
  Comparison,
  Evaluation,
  ScorecardRow,
} from "../../core/protocol/evaluation.ts";

export function gateOf(
  rows: readonly ScorecardRow[],
  summaries: readonly CategorySummary[],
  comparison: Comparison | undefined,
): Evaluation["gate"] {
  const reasons = [
    ...rows.filter(({ verdict }) => verdict === "FAIL").map(({ title }) => `${title}: FAIL.`),
    // Profiles too small for a verdict still show that nothing works.
    ...summaries
      .filter(({ counts }) => counts.pass === 0 && counts.fail > 0)
      .map(({ category }) => `${category}: nothing passed.`),
    ...summaries
      .filter(({ counts }) => counts.infra > 0 && counts.pass + counts.fail === 0)
      .map(({ category }) => `${category}: every request failed.`),
    ...(comparison?.rows ?? [])
      .filter(({ verdict }) => verdict === "regression")
      .map(({ scope }) => `${scope}: worse than the baseline.`),
  ];
  return { ok: reasons.length === 0, reasons };
}
