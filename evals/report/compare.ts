// Two runs over the same cases, case by case. Only cases that both have graded count.
import type {
  CaseResult,
  Comparison,
  Evaluation,
  RunHeader,
} from "../../core/protocol/evaluation.ts";
import { holm } from "../statistics/holm.ts";
import { detectableDifference, mcnemar } from "../statistics/mcnemar.ts";
import { pairedDifference } from "../statistics/paired-difference.ts";
import { caseScores } from "./case-scores.ts";
import { compareLoad, loadCaveats, type Measured, scalingOf } from "./compare-load.ts";

/** A difference below this many points is no finding, however sure. */
const leastDifference = 0.05;

type Pair = { id: string; cluster: string; category: string; before: boolean; after: boolean };

/** What a run is held against; anything but its cases and its load test is for the reader. */
export type Baseline = Pick<Evaluation, "run" | "cases" | "load">;

/** A case counts as passed when more than half of its epochs passed. */
export function compare(
  {
    run,
    results,
    load,
  }: Pick<Measured, "load"> & { run: RunHeader; results: readonly CaseResult[] },
  baseline: Baseline,
): Comparison {
  const after = passedById(results);
  const before = passedById(baseline.cases);
  const pairs: Pair[] = [...after].flatMap(([id, { passed, ...own }]) => {
    const other = before.get(id);
    return other === undefined ? [] : [{ id, ...own, before: other.passed, after: passed }];
  });
  const scopes = new Set(pairs.map(({ category }) => category));
  const counted = [
    countRow("all", pairs),
    ...[...scopes].map((scope) =>
      countRow(
        scope,
        pairs.filter(({ category }) => category === scope),
      ),
    ),
  ];
  const adjusted = holm(
    counted.map(({ onlyBaseline, onlyThis }) => mcnemar(onlyBaseline, onlyThis)),
  );
  const { id, endpoint } = baseline.run;
  const caveats = [...caveatsOf(run, baseline.run), ...loadCaveats(load, baseline.load)];
  const loadRows = compareLoad(load, baseline.load);
  const scaling = scalingOf({ run, load }, baseline);
  return {
    baseline: { id, model: endpoint.model, isSimulated: endpoint.isSimulated },
    rows: counted.map((row, index) => judged(row, adjusted[index] ?? 1)),
    regressed: pairs.filter((pair) => pair.before && !pair.after).map((pair) => pair.id),
    improved: pairs.filter((pair) => !pair.before && pair.after).map((pair) => pair.id),
    unpaired: after.size + before.size - 2 * pairs.length,
    ...(caveats.length === 0 ? {} : { caveats }),
    ...(loadRows.length === 0 ? {} : { load: loadRows }),
    ...(scaling === undefined ? {} : { scaling }),
  };
}

/** A difference may have other causes than the model. */
function caveatsOf(run: RunHeader, baseline: RunHeader): string[] {
  const facts: [string, string | number, string | number][] = [
    ["suite", baseline.suite.hash, run.suite.hash],
    ["profile", baseline.profile, run.profile],
    ["seed", baseline.seed, run.seed],
  ];
  return facts
    .filter(([, before, now]) => before !== now)
    .map(([what, before, now]) => `The baseline has another ${what}: ${before}, here ${now}.`);
}

type Counted = Pick<
  Comparison["rows"][number],
  "scope" | "both" | "onlyBaseline" | "onlyThis" | "neither" | "low" | "high"
>;

function countRow(scope: string, pairs: readonly Pair[]): Counted {
  const count = (before: boolean, after: boolean) =>
    pairs.filter((pair) => pair.before === before && pair.after === after).length;
  return {
    scope,
    both: count(true, true),
    onlyBaseline: count(true, false),
    onlyThis: count(false, true),
    neither: count(false, false),
    ...pairedDifference(pairs),
  };
}

/** `pValue` is adjusted for the number of scopes (Holm). */
function judged(row: Counted, pValue: number): Comparison["rows"][number] {
  const { onlyBaseline, onlyThis } = row;
  const n = row.both + onlyBaseline + onlyThis + row.neither;
  const difference = n === 0 ? 0 : (onlyThis - onlyBaseline) / n;
  const isFinding = pValue < 0.05 && Math.abs(difference) >= leastDifference;
  return {
    ...row,
    difference,
    pValue,
    verdict: !isFinding ? "no detectable change" : difference < 0 ? "regression" : "improvement",
    detectable: Math.max(leastDifference, detectableDifference(n, onlyBaseline + onlyThis)),
  };
}

function passedById(results: readonly CaseResult[]) {
  const categoryOf = new Map(results.map(({ id, category }) => [id, category]));
  return new Map(
    caseScores(results).graded.map(({ id, cluster, score }) => [
      id,
      { cluster, category: categoryOf.get(id) ?? "", passed: score > 0.5 },
    ]),
  );
}
