// Folds a run's graded results into its document. Reads no clock and no file: the same results give the same bytes.
import { categories } from "../../core/protocol/case-file.ts";
import {
  type CaseResult,
  type CategorySummary,
  type Comparison,
  type Counts,
  type Evaluation,
  type RunHeader,
  schemaVersion,
} from "../../core/protocol/evaluation.ts";
import { verdicts } from "../../core/protocol/grade.ts";
import { sumOfRubrics } from "../judge/rubric-checks.ts";
import { clusteredRate } from "../statistics/clustered-rate.ts";
import { distributionOf } from "../statistics/distribution.ts";
import { passAtK, passHatK } from "../statistics/repeated.ts";
import { type CaseScores, caseScores } from "./case-scores.ts";
import { gateOf } from "./gate.ts";
import type { Load } from "./load-rows.ts";
import { scorecard } from "./scorecard.ts";

export type Finished = {
  run: RunHeader;
  /** In the order of the plan. */
  results: readonly CaseResult[];
  planned: number;
  comparison?: Comparison;
  load?: Load;
  /** What asking has taken by the clock; nothing here looks at one. */
  wallSeconds?: number | undefined;
};

export function buildEvaluation(finished: Finished): Evaluation {
  const { run, results, planned, comparison, load, wallSeconds } = finished;
  const rows = scorecard(results, run, load);
  const summaries = categories
    .filter((category) => run.suites.includes(category))
    .map((category) =>
      summary(
        category,
        results.filter((result) => result.category === category),
        run,
      ),
    );
  return {
    schemaVersion,
    run,
    status: results.length < planned ? "interrupted" : "complete",
    totals: {
      planned,
      counts: countsOf(results),
      retried: sum(results.map(({ retried }) => retried.length)),
      promptTokens: sum(results.map(({ usage }) => usage?.promptTokens ?? 0)),
      completionTokens: sum(results.map(({ usage }) => usage?.completionTokens ?? 0)),
      askedSeconds:
        sum(results.flatMap(({ timings }) => timings.map(({ e2elMs }) => e2elMs))) / 1000,
      ...(wallSeconds === undefined ? {} : { wallSeconds }),
    },
    gate: gateOf({ rows, summaries, missing: planned - results.length, comparison }),
    scorecard: rows,
    categories: summaries,
    latency: latencyOf(results),
    ...(load?.loadTest === undefined ? {} : { load: load.loadTest }),
    ...(comparison === undefined ? {} : { comparison }),
    cases: [...results],
  };
}

function summary(
  category: CategorySummary["category"],
  results: readonly CaseResult[],
  { judge }: Pick<RunHeader, "judge">,
): CategorySummary {
  const { graded, flipped } = caseScores(results);
  const rate = clusteredRate(graded);
  const repeated = repeatedOf(graded);
  const rubric = sumOfRubrics(results.flatMap(({ checks }) => checks));
  return {
    category,
    counts: countsOf(results),
    ...(rate === undefined ? {} : { rate }),
    flipped: flipped.length,
    ...(repeated === undefined ? {} : { repeated }),
    // A judge of whom nothing is known may be the model itself.
    ...(rubric === undefined
      ? {}
      : { rubric: { ...rubric, isSelfJudged: judge?.isSelf !== false } }),
    failClasses: tally(results.flatMap(({ failClass }) => failClass ?? [])),
    skipped: tally(
      results.flatMap(({ verdict, reason }) => (verdict === "skipped" ? (reason ?? "") : [])),
    ),
  };
}

/** Over the cases that were graded as often as the most of them; averaged over cases, never over attempts. */
function repeatedOf(graded: CaseScores["graded"]): CategorySummary["repeated"] {
  const attempts = Math.max(0, ...graded.map((one) => one.attempts));
  if (attempts < 2) return undefined;
  const whole = graded.filter((one) => one.attempts === attempts);
  const mean = (of: typeof passAtK, k: number) =>
    sum(whole.map(({ passes }) => of(attempts, passes, k) ?? 0)) / whole.length;
  const ks = Array.from({ length: attempts }, (_, index) => index + 1);
  return {
    attempts,
    passAtK: ks.map((k) => mean(passAtK, k)),
    passHatK: ks.map((k) => mean(passHatK, k)),
  };
}

function countsOf(results: readonly CaseResult[]): Counts {
  const entries = verdicts.map((verdict) => [
    verdict,
    results.filter((result) => result.verdict === verdict).length,
  ]);
  // One entry for each verdict.
  return Object.fromEntries(entries) as Counts;
}

/** Of cases that are one question: a conversation's later turns find their prompt in the cache. */
function latencyOf(results: readonly CaseResult[]): Evaluation["latency"] {
  const single = results.flatMap(({ timings }) => (timings.length === 1 ? timings : []));
  const ttftMs = distributionOf(single.flatMap((timing) => timing.ttftMs ?? []));
  const tpotMs = distributionOf(single.flatMap((timing) => timing.tpotMs ?? []));
  const e2elMs = distributionOf(single.map((timing) => timing.e2elMs));
  return {
    ...(ttftMs === undefined ? {} : { ttftMs }),
    ...(tpotMs === undefined ? {} : { tpotMs }),
    ...(e2elMs === undefined ? {} : { e2elMs }),
  };
}

function tally<Key extends string>(keys: readonly Key[]): Record<Key, number> {
  const groups = [...Map.groupBy([...keys].sort(), (key) => key)];
  // Only keys that occur; a partial record to whoever looks one up.
  return Object.fromEntries(groups.map(([key, all]) => [key, all.length])) as Record<Key, number>;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
