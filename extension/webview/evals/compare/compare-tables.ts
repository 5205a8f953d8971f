// The tables of a comparison: what was run, the pairs, the scorecards, the load tests. A is the baseline, B is this run.
import { html, nothing, type TemplateResult } from "lit";
import { percent, times } from "../../../../core/figures/figure-text.ts";
import type { Comparison } from "../../../../core/protocol/evaluation.ts";
import { t } from "../../../words.ts";
import { rowVerdict } from "../badge.ts";
import type { ComparisonView, EvaluationComparison } from "../messages.ts";
import { badge, type Cell, type Column, figure, figureTable } from "../sheet.ts";
import {
  factRows,
  loadText,
  pairText,
  pairVerdict,
  type ScoreSide,
  scoreTexts,
} from "./compare-text.ts";

export function factTable(view: ComparisonView): TemplateResult {
  return figureTable({
    caption: t("What was run"),
    columns: [
      { text: "", note: t("fact") },
      { text: t("A, the baseline") },
      { text: t("B, this run") },
      { text: t("Same?") },
    ],
    rows: factRows(view).map(({ what, a, b, isSame }) => ({
      head: what,
      cells: [a, b, isSame ? t("same") : html`<strong>${t("differs")}</strong>`],
    })),
  });
}

export function pairTable({ rows }: Comparison, mark: string): TemplateResult {
  const columns: Column[] = [
    { text: t("Scope") },
    { text: t("Verdict"), note: t("could have seen") },
    { text: t("Both"), note: t("passed"), isFigure: true },
    { text: t("Only A"), note: t("baseline"), isFigure: true },
    { text: t("Only B"), note: t("this run"), isFigure: true },
    { text: t("Neither"), isFigure: true },
    { text: "n", note: t("pairs"), isFigure: true },
    { text: "B − A", note: t("95 % interval"), isFigure: true },
    { text: "p", note: "McNemar", isFigure: true },
  ];
  return figureTable({
    caption: `${t("The same cases in both runs, paired")}${mark}`,
    columns,
    rows: rows.map(pairText).map((row) => ({
      head: row.scope,
      cells: [
        html`${badge(pairVerdict(row.verdict), row.kind)} <span class="view-below">${row.detectable}</span>`,
        ...row.counts,
        row.n,
        figure(row.difference, row.interval),
        row.p,
      ],
    })),
  });
}

const changeWords = {
  changed: () => t("changed"),
  better: () => t("changed: better"),
  worse: () => t("changed: worse"),
} as const;
const changeKinds = { same: "quiet", changed: "warning", better: "good", worse: "bad" } as const;

export function scorecardTable(
  { baseline, current }: EvaluationComparison,
  mark: string,
): TemplateResult {
  return figureTable({
    caption: `${t("Both scorecards")}${mark}`,
    columns: [
      { text: t("Capability") },
      { text: t("A, the baseline") },
      { text: t("A: result"), note: t("95 % interval, n"), isFigure: true },
      { text: t("B, this run") },
      { text: t("B: result"), note: t("95 % interval, n"), isFigure: true },
      { text: t("Verdict") },
    ],
    rows: scoreTexts(baseline.scorecard, current.scorecard).map(({ title, a, b, change }) => ({
      head: title,
      cells: [
        sideVerdict(a),
        sideFigure(a),
        sideVerdict(b),
        sideFigure(b),
        change === "same" ? t("same") : badge(changeWords[change](), changeKinds[change]),
      ],
    })),
  });
}

function sideVerdict({ verdict }: ScoreSide): Cell {
  return verdict === "not in this run" ? t("not in this run") : rowVerdict(verdict);
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
    caption: `${t("Rows of both load tests with the same shape, concurrency and cache mode")}${mark}`,
    columns: [
      { text: t("Input/output × concurrency") },
      { text: t("Figure") },
      { text: t("A, the baseline"), isFigure: true },
      { text: t("B, this run"), isFigure: true },
      { text: "B ÷ A", isFigure: true },
      { text: t("B is") },
    ],
    rows: load.map(loadText).map(({ label, what, a, aN, b, bN, ratio, word }) => ({
      head: label,
      cells: [what, figure(a, `n ${aN}`), figure(b, `n ${bN}`), ratio, word],
    })),
  })}
    <p class="view-note">${t("Each figure comes from one row of one run: a ratio near 1 is no finding.")}</p>`;
}

export function scalingTable(
  { label, gpus, speedup, efficiency, published }: NonNullable<Comparison["scaling"]>,
  mark: string,
): TemplateResult {
  return figureTable({
    caption: `${t("More GPUs, as declared: {0} and {1}", gpus.fewer, gpus.more)}${mark}`,
    columns: [
      { text: t("Input/output × concurrency") },
      {
        text: t("Throughput"),
        note: t("{0} against {1} GPUs", gpus.more, gpus.fewer),
        isFigure: true,
      },
      { text: t("Scaling efficiency"), note: t("100 % is linear"), isFigure: true },
      { text: t("Published"), note: t("from 4 to 8 GPUs"), isFigure: true },
    ],
    rows: [{ head: label, cells: [times(speedup), percent(efficiency), percent(published)] }],
  });
}
