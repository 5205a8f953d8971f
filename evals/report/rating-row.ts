// The row that a judge rates. A model that judges itself flatters itself: its ratings are lowered by the disclosed band,
// and what they say counts only together with what was checked by computation.

import { percent, rating } from "../../core/figures/figure-text.ts";
import type { CaseResult, RunHeader, ScorecardRow } from "../../core/protocol/evaluation.ts";
import { clusteredRate } from "../statistics/clustered-rate.ts";
import { caseScores } from "./case-scores.ts";
import { type Decision, decideRate, failedText, type RowRule, rowRules } from "./row-rule.ts";
import rules from "./thresholds.json" with { type: "json" };
import { commonestFailure } from "./ungraded.ts";

export type RatingRow = ScorecardRow;

export function ratingRow(
  rule: RowRule,
  results: readonly CaseResult[],
  judge: RunHeader["judge"],
): RatingRow {
  const items = [...Map.groupBy(results, ({ id }) => id).values()].map((epochs) =>
    epochs.flatMap(({ ratings = [] }) => ratings.filter((rating) => rating !== null)),
  );
  const rated = items.filter((ratings) => ratings.length > 0);
  const turns = results.filter(({ epoch }) => epoch === 0).flatMap(({ ratings = [] }) => ratings);
  const n = turns.filter((rating) => rating !== null).length;
  const checked = clusteredRate(caseScores(results).graded);
  const mean = meanOf(rated.map(meanOf));
  // One item says nothing of the others.
  const spread = rated.length < 2 ? 10 : 1.96 * standardError(rated.map(meanOf));
  const deflation = judge?.isSelf === true ? rules.selfJudgedDeflation.most : 0;
  const facts = { n, lower: mean - deflation, coverage: turns.length === 0 ? 0 : n / turns.length };
  const failed = results.filter(({ verdict }) => verdict === "infra").length / results.length;
  const decision: Decision =
    failed > rules.maxInfra
      ? { verdict: "INSUFFICIENT", reason: failedText(failed, commonestFailure(results)) }
      : decide(rule, facts, { judge, checked: checked?.rate });
  return {
    id: rule.id,
    title: rule.title,
    ...decision,
    measure:
      n === 0
        ? { kind: "none" }
        : {
            kind: "rating",
            n,
            mean,
            low: Math.max(1, mean - deflation - spread),
            high: Math.min(
              10,
              mean - (deflation > 0 ? rules.selfJudgedDeflation.least : 0) + spread,
            ),
          },
    thresholds: { pass: rule.pass, marginal: rule.marginal, minN: rule.minN },
    coverage: facts.coverage,
    badges: judge?.isSelf === true ? ["self-judged"] : [],
  };
}

type Facts = { n: number; lower: number; coverage: number };

function decide(
  rule: RowRule,
  { n, lower, coverage }: Facts,
  { judge, checked }: { judge: RunHeader["judge"]; checked: number | undefined },
): Decision {
  const insufficient = (reason: string): Decision => ({ verdict: "INSUFFICIENT", reason });
  if (judge === undefined) return insufficient("Nobody judged the answers.");
  const { calibration } = judge;
  if (calibration !== undefined && calibration.right < rules.minJudgeCalibration) {
    return insufficient(
      `The judge rated only ${calibration.right} of ${calibration.of} planted answers rightly.`,
    );
  }
  if (n < rule.minN) return insufficient(`${n} rated turns; a verdict needs ${rule.minN}.`);
  if (coverage < rules.minCoverage) {
    return insufficient(`Only ${percent(coverage)} of the turns were rated.`);
  }
  const byRating =
    lower >= rule.pass ? "PASS" : lower >= rule.marginal ? "MARGINAL" : ("FAIL" as const);
  const rated = `${rating(lower)} of 10${judge.isSelf ? " after deflation" : ""}`;
  if (!judge.isSelf || byRating === "MARGINAL") {
    return { verdict: byRating, reason: `Rated ${rated}.` };
  }
  const byCheck = decideChecked(checked);
  const verdict = byCheck === byRating ? byRating : "MARGINAL";
  const share = checked === undefined ? "nothing" : percent(checked);
  return {
    verdict,
    reason: `Rated ${rated} by itself; of what was computed ${share} was right.`,
  };
}

/** A judge that is the model under test needs a second witness. */
function decideChecked(share: number | undefined) {
  if (share === undefined) return "MARGINAL";
  const math = rowRules.find(({ id }) => id === "math");
  if (math === undefined) return "MARGINAL";
  const rate = { passed: 0, n: math.minN, clusters: 1, rate: share, low: share, high: share };
  return decideRate(math, { rate, coverage: 1, infraShare: 0 }).verdict;
}

function meanOf(values: readonly number[]): number {
  return values.length === 0
    ? 0
    : values.reduce((total, value) => total + value, 0) / values.length;
}

/** Of at least two values. */
function standardError(values: readonly number[]): number {
  const mean = meanOf(values);
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
