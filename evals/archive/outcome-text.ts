// What came out of a stored run, as the one line that the list of runs shows. Decides nothing.
import { percent, plural, tokensPerSecond } from "../../core/figures/figure-text.ts";
import type { Evaluation } from "../../core/protocol/evaluation.ts";
import type { LoadTest } from "../../core/protocol/load-test.ts";
import type { RepositoryRun } from "../../core/protocol/repository-run.ts";

export function evaluationOutcome({ scorecard, status, totals }: Evaluation): string {
  const passed = scorecard.filter(({ verdict }) => verdict === "PASS").length;
  const verdict = `${passed} of ${scorecard.length} PASS`;
  if (status === "complete") return verdict;
  const graded = Object.values(totals.counts).reduce((sum, count) => sum + count, 0);
  return `${verdict}, ${graded.toLocaleString("en")} of ${plural(totals.planned, "question")} graded`;
}

/** A question that failed and was asked again stands in the transcripts twice. */
export function askedOutcome(asked: number, planned: number): string {
  const least = Math.min(asked, planned);
  return `${least.toLocaleString("en")} of ${plural(planned, "question")} asked`;
}

export function loadOutcome({ rows, plannedRows, status }: LoadTest): string {
  const count =
    status === "complete"
      ? plural(rows.length, "row")
      : `${rows.length} of ${plural(plannedRows, "row")}`;
  const rates = rows.flatMap(({ outputTokensPerSecond }) => outputTokensPerSecond ?? []);
  return rates.length === 0 ? count : `${count}, peak ${tokensPerSecond(Math.max(...rates))}`;
}

export function repositoryOutcome({ insufficient, summaries, planned }: RepositoryRun): string {
  if (insufficient !== undefined) return insufficient;
  const all = summaries.find(({ kind }) => kind === "all");
  const count = `${all?.n ?? 0} of ${plural(planned, "hole")}`;
  return all?.exact === undefined ? count : `${count}, ${percent(all.exact.rate)} exact`;
}
