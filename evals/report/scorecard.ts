// What an endpoint may be deployed for: one row a capability, each with the rule that decided it. Reads graded results;
// knows neither how they came about nor how they are shown.
import { categories } from "../../core/protocol/case-file.ts";
import type { CaseResult, RunHeader, ScorecardRow } from "../../core/protocol/evaluation.ts";
import published from "../reference/h100-qwen3-coder.json" with { type: "json" };
import { clusteredRate } from "../statistics/clustered-rate.ts";
import { caseScores } from "./case-scores.ts";
import { type Load, loadRows } from "./load-rows.ts";
import { type RatingRow, ratingRow } from "./rating-row.ts";
import { decideRate, type RowRule, rowRules } from "./row-rule.ts";
import { commonestFailure, commonestReason } from "./ungraded.ts";

/** Rows whose categories the run did not ask for are left out, and so are those of the load test from a part of the suite. */
export function scorecard(
  results: readonly CaseResult[],
  run: Pick<RunHeader, "suites" | "toolParser" | "judge">,
  load: Load = {},
): ScorecardRow[] {
  const graded = rowRules
    .filter((rule) => rule.categories.every((category) => run.suites.includes(category)))
    .map((rule) => {
      const own = results.filter((result) => belongsTo(rule, result));
      return rule.measure === "rating" ? ratingRow(rule, own, run.judge) : rateRow(rule, own, run);
    });
  const isWhole = categories.every((category) => run.suites.includes(category));
  const hasLoad = load.loadTest !== undefined || load.failure !== undefined;
  return [...graded, ...(isWhole || hasLoad ? loadRows(load) : [])].map(withPublished);
}

function belongsTo({ categories, topics }: RowRule, { category, topic }: CaseResult): boolean {
  return (
    categories.includes(category) &&
    (topics === undefined || (topic !== undefined && topics.includes(topic)))
  );
}

function rateRow(
  rule: RowRule,
  results: readonly CaseResult[],
  { toolParser }: Pick<RunHeader, "toolParser">,
): ScorecardRow {
  const scores = caseScores(results);
  const rate = clusteredRate(scores.graded);
  const planned = new Set(results.map(({ id }) => id)).size;
  const coverage = planned === 0 ? 0 : scores.graded.length / planned;
  const infraShare =
    results.length === 0
      ? 0
      : results.filter(({ verdict }) => verdict === "infra").length / results.length;
  const parserFault =
    rule.id === "tool-use" && toolParser?.ok === false ? toolParser.message : undefined;
  const weakest = rule.eachLanguage === undefined ? undefined : weakestLanguage(results);
  const facts = {
    rate,
    coverage,
    infraShare,
    parserFault,
    weakest,
    ungraded: planned === 0 ? "none was asked" : commonestReason(results),
    failure: commonestFailure(results),
  };
  const { verdict, reason } = decideRate(rule, facts);
  const badges = [
    ...(coverage < 1 && planned > 0 ? ["partial coverage"] : []),
    ...(parserFault === undefined ? [] : ["parser suspect"]),
  ];
  const { pass, marginal, minN } = rule;
  return {
    id: rule.id,
    title: rule.title,
    verdict,
    reason,
    measure: rate === undefined ? { kind: "none" } : { kind: "rate", ...rate },
    thresholds: { pass, marginal, minN },
    coverage,
    badges,
  };
}

/** The language with the smallest share of passed cases. */
function weakestLanguage(results: readonly CaseResult[]) {
  const byLanguage = Map.groupBy(results, ({ language }) => language ?? "");
  const shares = [...byLanguage].flatMap(([language, own]) => {
    const rate = clusteredRate(caseScores(own).graded);
    return rate === undefined ? [] : [{ language, share: rate.rate }];
  });
  return shares.sort((left, right) => left.share - right.share)[0];
}

function withPublished(row: ScorecardRow | RatingRow): ScorecardRow {
  const evidence = (published.scorecard as Record<string, ScorecardRow["published"]>)[row.id];
  return evidence === undefined ? row : { ...row, published: evidence };
}
