// Two compared runs in words: A is the baseline, B is this run. Pure text; what is a regression was decided before.
import { points, pointsRange, pValueText } from "../../../../core/figures/difference-text.ts";
import { fineMilliseconds, times, tokensPerSecond } from "../../../../core/figures/figure-text.ts";
import { type MeasureText, measureText } from "../../../../core/figures/measure-text.ts";
import type {
  Comparison,
  Evaluation,
  RowVerdict,
  ScorecardRow,
} from "../../../../core/protocol/evaluation.ts";
import type { LoadRatio } from "../../../../core/protocol/load-comparison.ts";
import type { LoadTest } from "../../../../core/protocol/load-test.ts";
import { plural, t } from "../../../words.ts";
import { writtenNumber } from "../../language.ts";
import type { ComparisonView } from "../messages.ts";
import {
  categoryName,
  hardwareText,
  hostOf,
  promptSourceText,
  scorecardTitle,
  startedText,
} from "../words.ts";

/** What a reader wants to hold against each other, with whether both say the same. */
export type FactRow = { what: string; a: string; b: string; isSame: boolean };

type Fact<Run> = [what: () => string, of: (run: Run) => string];
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
  [() => t("Model"), ({ run }) => run.endpoint.model],
  [() => t("Host"), ({ run }) => hostOf(run.endpoint.url)],
  [
    () => t("Answered by"),
    ({ run }) => (run.endpoint.isSimulated ? t("simulated endpoint") : t("real endpoint")),
  ],
  [() => t("Server"), ({ run }) => run.endpoint.serverVersion ?? t("version not told")],
  [() => t("Hardware, declared"), ({ run }) => hardwareText(run.hardware) ?? t("not declared")],
  [() => t("Profile"), ({ run }) => run.profile],
  [() => t("Seed"), ({ run }) => String(run.seed)],
];

const evaluationFacts: readonly Fact<Pick<Evaluation, "run">>[] = [
  [() => t("Suite"), ({ run }) => run.suite.hash],
];

const loadFacts: readonly Fact<LoadTest>[] = [
  [() => t("Asked by"), ({ run }) => run.route],
  [() => t("Prompts"), ({ run }) => promptSourceText(run.promptSource)],
  [
    () => t("Length of answers"),
    ({ run }) => (run.forcesLength ? t("as asked") : t("where the model ends them")),
  ],
  [() => t("Rows"), ({ rows, plannedRows }) => t("{0} of {1}", rows.length, plannedRows)],
];

const outcomeFacts: readonly Fact<EitherRun>[] = [
  [() => t("Started"), ({ run }) => startedText(run.startedAt)],
  [() => t("State"), ({ status }) => statusText(status)],
];

function statusText(status: EitherRun["status"]): string {
  return status === "complete" ? t("complete") : t("interrupted");
}

function sides<Run>(
  { baseline, current }: { baseline: Run; current: Run },
  facts: readonly Fact<Run>[],
): FactRow[] {
  return facts.map(([what, of]) => {
    const [a, b] = [of(baseline), of(current)];
    return { what: what(), a, b, isSame: a === b };
  });
}

export type PairText = {
  scope: string;
  counts: string[];
  n: string;
  difference: string;
  interval: string;
  p: string;
  verdict: Comparison["rows"][number]["verdict"];
  /** What the verdict means for whoever holds B against A. */
  kind: "good" | "bad" | "quiet";
  detectable: string;
};

export function pairText(row: Comparison["rows"][number]): PairText {
  const { both, onlyBaseline, onlyThis, neither, difference, low, high } = row;
  const counts = [both, onlyBaseline, onlyThis, neither];
  return {
    scope: row.scope === "all" ? t("All cases") : categoryName(row.scope),
    counts: counts.map((count) => writtenNumber(count)),
    n: writtenNumber(counts.reduce((sum, count) => sum + count, 0)),
    difference: points(difference),
    interval: low === undefined || high === undefined ? "–" : pointsRange({ low, high }),
    p: pValueText(row.pValue),
    verdict: row.verdict,
    kind: row.verdict === "regression" ? "bad" : row.verdict === "improvement" ? "good" : "quiet",
    detectable: t("{0} points", Math.ceil(row.detectable * 100 - 1e-9)),
  };
}

const pairVerdicts = {
  regression: () => t("regression"),
  improvement: () => t("improvement"),
  "no detectable change": () => t("no detectable change"),
} as const;

export function pairVerdict(verdict: PairText["verdict"]): string {
  return pairVerdicts[verdict]();
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
  const rows = new Map([...b, ...a].map((row) => [row.id, scorecardTitle(row)]));
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

const ratioWords = {
  "p50 TTFT": () => "p50 TTFT",
  "p50 TPOT": () => "p50 TPOT",
  "output tokens/s": () => t("output tokens/s"),
} as const;

/** Lower is better for times, higher for tokens; a ratio of one is neither. */
export function loadText({ label, what, unit, ratio, ...row }: LoadRatio) {
  const write = unit === "ms" ? fineMilliseconds : tokensPerSecond;
  const shown = times(ratio);
  const isBetter = unit === "ms" ? ratio < 1 : ratio > 1;
  return {
    label,
    what: ratioWords[what](),
    a: write(row.baseline),
    aN: writtenNumber(row.baselineN),
    b: write(row.current),
    bN: writtenNumber(row.currentN),
    ratio: shown,
    word: shown === "1.00×" ? t("equal") : isBetter ? t("faster") : t("slower"),
  };
}

/** How the table is to be read, with the number of tests that the p-values are adjusted for. */
export function methodText({ rows, unpaired }: Pick<Comparison, "rows" | "unpaired">): string {
  return [
    t(
      "Only cases that both runs have graded count; a case passed when more than half of its epochs did.",
    ),
    plural(rows.length, [
      "p is the exact two-sided McNemar test on the cases that only one run passed, adjusted by Holm for {0} scope.",
      "p is the exact two-sided McNemar test on the cases that only one run passed, adjusted by Holm for {0} scopes.",
    ]),
    t("A regression or improvement needs p < 0.05 and at least 5 points."),
    ...(unpaired === 0
      ? []
      : [
          plural(
            unpaired,
            [
              "{1} case of only one of the runs left out.",
              "{1} cases of only one of the runs left out.",
            ],
            writtenNumber(unpaired),
          ),
        ]),
  ].join(" ");
}
