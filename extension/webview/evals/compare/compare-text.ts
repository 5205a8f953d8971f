// Two compared runs in words: A is the baseline, B is this run. Pure text; what is a regression was decided before.
import { points, pointsRange, pValueText } from "../../../../core/figures/difference-text.ts";
import {
  fineMilliseconds,
  plural,
  times,
  tokensPerSecond,
} from "../../../../core/figures/figure-text.ts";
import { type MeasureText, measureText } from "../../../../core/figures/measure-text.ts";
import type {
  Comparison,
  Evaluation,
  RowVerdict,
  ScorecardRow,
} from "../../../../core/protocol/evaluation.ts";
import type { LoadRatio } from "../../../../core/protocol/load-comparison.ts";
import type { LoadTest } from "../../../../core/protocol/load-test.ts";
import type { ComparisonView } from "../messages.ts";
import { categoryName, hardwareText, hostOf, startedText } from "../words.ts";

/** What a reader wants to hold against each other, with whether both say the same. */
export type FactRow = { what: string; a: string; b: string; isSame: boolean };

type Fact<Run> = [what: string, of: (run: Run) => string];
type EitherRun = Pick<Evaluation, "run" | "status"> | Pick<LoadTest, "run" | "status">;

export function factRows(view: ComparisonView): FactRow[] {
  return view.kind === "loads"
    ? [...sides(view, endpointFacts), ...sides(view, loadFacts), ...sides(view, outcomeFacts)]
    : [
        ...sides(view, endpointFacts),
        ...sides(view, evaluationFacts),
        ...sides(view, outcomeFacts),
      ];
}

const endpointFacts: readonly Fact<EitherRun>[] = [
  ["Model", ({ run }) => run.endpoint.model],
  ["Host", ({ run }) => hostOf(run.endpoint.url)],
  ["Answered by", ({ run }) => (run.endpoint.isSimulated ? "simulated endpoint" : "real endpoint")],
  ["Server", ({ run }) => run.endpoint.serverVersion ?? "version not told"],
  ["Hardware, declared", ({ run }) => hardwareText(run.hardware) ?? "not declared"],
  ["Profile", ({ run }) => run.profile],
  ["Seed", ({ run }) => String(run.seed)],
];

const evaluationFacts: readonly Fact<Pick<Evaluation, "run">>[] = [
  ["Suite", ({ run }) => run.suite.hash],
];

const loadFacts: readonly Fact<LoadTest>[] = [
  ["Asked by", ({ run }) => run.route],
  ["Prompts", ({ run }) => run.promptSource],
  ["Length of answers", ({ run }) => (run.forcesLength ? "as asked" : "where the model ends them")],
  ["Rows", ({ rows, plannedRows }) => `${rows.length} of ${plannedRows}`],
];

const outcomeFacts: readonly Fact<EitherRun>[] = [
  ["Started", ({ run }) => startedText(run.startedAt)],
  ["State", ({ status }) => status],
];

function sides<Run>(
  { baseline, current }: { baseline: Run; current: Run },
  facts: readonly Fact<Run>[],
): FactRow[] {
  return facts.map(([what, of]) => {
    const [a, b] = [of(baseline), of(current)];
    return { what, a, b, isSame: a === b };
  });
}

export type PairText = {
  scope: string;
  counts: string[];
  n: string;
  difference: string;
  interval: string;
  p: string;
  verdict: string;
  /** What the verdict means for whoever holds B against A. */
  kind: "good" | "bad" | "quiet";
  detectable: string;
};

export function pairText(row: Comparison["rows"][number]): PairText {
  const { both, onlyBaseline, onlyThis, neither, difference, low, high } = row;
  const counts = [both, onlyBaseline, onlyThis, neither];
  return {
    scope: row.scope === "all" ? "All cases" : categoryName(row.scope),
    counts: counts.map((count) => count.toLocaleString("en")),
    n: counts.reduce((sum, count) => sum + count, 0).toLocaleString("en"),
    difference: points(difference),
    interval: low === undefined || high === undefined ? "–" : pointsRange({ low, high }),
    p: pValueText(row.pValue),
    verdict: row.verdict,
    kind: row.verdict === "regression" ? "bad" : row.verdict === "improvement" ? "good" : "quiet",
    detectable: `${Math.ceil(row.detectable * 100 - 1e-9)} points`,
  };
}

export type ScoreText = {
  title: string;
  a: ScoreSide;
  b: ScoreSide;
  /** `better`, `worse`; `changed` where one of the two is INSUFFICIENT or missing. */
  change: "same" | "better" | "worse" | "changed";
};
export type ScoreSide = { verdict: RowVerdict | "not in this run"; measure: MeasureText };

const ranks: readonly RowVerdict[] = ["FAIL", "MARGINAL", "PASS"];

/** In the order of B's scorecard; rows that only A has come last. */
export function scoreTexts(a: readonly ScorecardRow[], b: readonly ScorecardRow[]): ScoreText[] {
  const rows = new Map([...b, ...a].map(({ id, title }) => [id, title]));
  return [...rows].map(([id, title]) => {
    const [ofA, ofB] = [a, b].map((card) => card.find((row) => row.id === id));
    return { title, a: side(ofA), b: side(ofB), change: changeOf(ofA, ofB) };
  });
}

function side(row: ScorecardRow | undefined): ScoreSide {
  return row === undefined
    ? { verdict: "not in this run", measure: measureText({ kind: "none" }) }
    : { verdict: row.verdict, measure: measureText(row.measure) };
}

function changeOf(a: ScorecardRow | undefined, b: ScorecardRow | undefined): ScoreText["change"] {
  if (a?.verdict === b?.verdict) return "same";
  const [before, after] = [a, b].map((row) => (row ? ranks.indexOf(row.verdict) : -1));
  if (before === undefined || after === undefined || before < 0 || after < 0) return "changed";
  return after > before ? "better" : "worse";
}

/** Lower is better for times, higher for tokens; a ratio of one is neither. */
export function loadText({ label, what, unit, ratio, ...row }: LoadRatio) {
  const write = unit === "ms" ? fineMilliseconds : tokensPerSecond;
  const shown = times(ratio);
  const isBetter = unit === "ms" ? ratio < 1 : ratio > 1;
  return {
    label,
    what,
    a: write(row.baseline),
    aN: row.baselineN.toLocaleString("en"),
    b: write(row.current),
    bN: row.currentN.toLocaleString("en"),
    ratio: shown,
    word: shown === "1.00×" ? "equal" : isBetter ? "faster" : "slower",
  };
}

/** How the table is to be read, with the number of tests that the p-values are adjusted for. */
export function methodText({ rows, unpaired }: Pick<Comparison, "rows" | "unpaired">): string {
  return [
    "Only cases that both runs have graded count; a case passed when more than half of its epochs did.",
    `p is the exact two-sided McNemar test on the cases that only one run passed, adjusted by Holm for ${plural(rows.length, "scope")}.`,
    "A regression or improvement needs p < 0.05 and at least 5 points.",
    ...(unpaired === 0 ? [] : [`${plural(unpaired, "case")} of only one of the runs left out.`]),
  ].join(" ");
}
