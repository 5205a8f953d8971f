// The tables of a comparison: what was run, the pairs, the scorecards, the load tests. A is the baseline, B is this run.
import { html, nothing, type TemplateResult } from "lit";
import { percent, times } from "../../../../core/figures/figure-text.ts";
import type { Comparison } from "../../../../core/protocol/evaluation.ts";
import { rowVerdict } from "../badge.ts";
import type { ComparisonView, EvaluationComparison } from "../messages.ts";
import { badge, type Cell, type Column, figure, figureTable } from "../sheet.ts";
import { factRows, loadText, pairText, type ScoreSide, scoreTexts } from "./compare-text.ts";

export function factTable(view: ComparisonView): TemplateResult {
  return figureTable({
    caption: "What was run",
    columns: [
      { text: "", note: "fact" },
      { text: "A, the baseline" },
      { text: "B, this run" },
      { text: "Same?" },
    ],
    rows: factRows(view).map(({ what, a, b, isSame }) => ({
      head: what,
      cells: [a, b, isSame ? "same" : html`<strong>differs</strong>`],
    })),
  });
}

export function pairTable({ rows }: Comparison, mark: string): TemplateResult {
  const columns: Column[] = [
    { text: "Scope" },
    { text: "Verdict", note: "could have seen" },
    { text: "Both", note: "passed", isFigure: true },
    { text: "Only A", note: "baseline", isFigure: true },
    { text: "Only B", note: "this run", isFigure: true },
    { text: "Neither", isFigure: true },
    { text: "n", note: "pairs", isFigure: true },
    { text: "B − A", note: "95 % interval", isFigure: true },
    { text: "p", note: "McNemar", isFigure: true },
  ];
  return figureTable({
    caption: `The same cases in both runs, paired${mark}`,
    columns,
    rows: rows.map(pairText).map((row) => ({
      head: row.scope,
      cells: [
        html`${badge(row.verdict, row.kind)} <span class="view-below">${row.detectable}</span>`,
        ...row.counts,
        row.n,
        figure(row.difference, row.interval),
        row.p,
      ],
    })),
  });
}

const changeKinds = { same: "quiet", changed: "warning", better: "good", worse: "bad" } as const;

export function scorecardTable(
  { baseline, current }: EvaluationComparison,
  mark: string,
): TemplateResult {
  return figureTable({
    caption: `Both scorecards${mark}`,
    columns: [
      { text: "Capability" },
      { text: "A, the baseline" },
      { text: "A: result", note: "95 % interval, n", isFigure: true },
      { text: "B, this run" },
      { text: "B: result", note: "95 % interval, n", isFigure: true },
      { text: "Verdict" },
    ],
    rows: scoreTexts(baseline.scorecard, current.scorecard).map(({ title, a, b, change }) => ({
      head: title,
      cells: [
        sideVerdict(a),
        sideFigure(a),
        sideVerdict(b),
        sideFigure(b),
        change === "same"
          ? "same"
          : badge(change === "changed" ? change : `changed: ${change}`, changeKinds[change]),
      ],
    })),
  });
}

function sideVerdict({ verdict }: ScoreSide): Cell {
  return verdict === "not in this run" ? verdict : rowVerdict(verdict);
}

function sideFigure({ measure: { result, interval, n } }: ScoreSide): TemplateResult {
  return figure(result, interval === "–" ? "" : interval, `n ${n}`);
}

export function loadRatioTable(
  load: NonNullable<Comparison["load"]>,
  mark: string,
): TemplateResult | typeof nothing {
  if (load.length === 0) return nothing;
  return html`${figureTable({
    caption: `Rows of both load tests with the same shape, concurrency and cache mode${mark}`,
    columns: [
      { text: "Input/output × concurrency" },
      { text: "Figure" },
      { text: "A, the baseline", isFigure: true },
      { text: "B, this run", isFigure: true },
      { text: "B ÷ A", isFigure: true },
      { text: "B is" },
    ],
    rows: load.map(loadText).map(({ label, what, a, aN, b, bN, ratio, word }) => ({
      head: label,
      cells: [what, figure(a, `n ${aN}`), figure(b, `n ${bN}`), ratio, word],
    })),
  })}
    <p class="view-note">Each figure comes from one row of one run: a ratio near 1 is no finding.</p>`;
}

export function scalingTable(
  { label, gpus, speedup, efficiency, published }: NonNullable<Comparison["scaling"]>,
  mark: string,
): TemplateResult {
  return figureTable({
    caption: `More GPUs, as declared: ${gpus.fewer} and ${gpus.more}${mark}`,
    columns: [
      { text: "Input/output × concurrency" },
      { text: "Throughput", note: `${gpus.more} against ${gpus.fewer} GPUs`, isFigure: true },
      { text: "Scaling efficiency", note: "100 % is linear", isFigure: true },
      { text: "Published", note: "from 4 to 8 GPUs", isFigure: true },
    ],
    rows: [{ head: label, cells: [times(speedup), percent(efficiency), percent(published)] }],
  });
}
