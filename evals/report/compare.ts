// Two runs over the same cases, case by case. Only cases that both have graded count.
import type {
  CaseResult,
  Comparison,
  Evaluation,
  RunHeader,
} from "../../core/protocol/evaluation.ts";
import { holm } from "../statistics/holm.ts";
import { detectableDifference, mcnemar } from "../statistics/mcnemar.ts";
import { caseScores } from "./case-scores.ts";

/** A difference below this many points is no finding, however sure. */
const leastDifference = 0.05;

type Pair = { id: string; category: string; before: boolean; after: boolean };

/** A case counts as passed when more than half of its epochs passed. */
export function compare(
  { run, results }: { run: RunHeader; results: readonly CaseResult[] },
  baseline: Pick<Evaluation, "run" | "cases">,
): Comparison {
  const after = passedById(results);
  const before = passedById(baseline.cases);
  const pairs: Pair[] = [...after].flatMap(([id, { category, passed }]) => {
    const other = before.get(id);
    return other === undefined ? [] : [{ id, category, before: other.passed, after: passed }];
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
  const caveats = caveatsOf(run, baseline.run);
  return {
    baseline: { id, model: endpoint.model, isSimulated: endpoint.isSimulated },
    rows: counted.map((row, index) => judged(row, adjusted[index] ?? 1)),
    regressed: pairs.filter((pair) => pair.before && !pair.after).map((pair) => pair.id),
    improved: pairs.filter((pair) => !pair.before && pair.after).map((pair) => pair.id),
    unpaired: after.size + before.size - 2 * pairs.length,
    ...(caveats.length === 0 ? {} : { caveats }),
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
  "scope" | "both" | "onlyBaseline" | "onlyThis" | "neither"
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
    caseScores(results).graded.map(({ id, score }) => [
      id,
      { category: categoryOf.get(id) ?? "", passed: score > 0.5 },
    ]),
  );
}
