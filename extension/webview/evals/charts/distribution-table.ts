// The tables of a distribution: percentiles and the share within each line, then the whole curve by its edges.
import { html, type TemplateResult } from "lit";
import { milliseconds, percent } from "../../../../core/figures/figure-text.ts";
import { t } from "../../../words.ts";
import { writtenNumber } from "../../language.ts";
import { type Cumulative, shareAt } from "./histogram.ts";
import { tableTemplate } from "./table.ts";
import { edgeMs } from "./ticks.ts";

type Row = {
  label: string;
  n: number;
  p50?: number | undefined;
  p95?: number | undefined;
  p99?: number | undefined;
  steps: Cumulative[];
};

export function distributionTable(
  rows: readonly Row[],
  lines: readonly { label: string; atMs: number }[],
): TemplateResult {
  return html`${tableTemplate({
    caption: t("Percentiles"),
    head: [
      t("series"),
      "n",
      "p50",
      "p95",
      "p99",
      ...lines.map(({ label, atMs }) => t("within {0} ({1})", milliseconds(atMs), label)),
    ],
    rows: rows.map(({ label, n, p50, p95, p99, steps }) => [
      label,
      writtenNumber(n),
      ...[p50, p95, p99].map((ms) => (ms === undefined ? "–" : milliseconds(ms))),
      ...lines.map(({ atMs }) => percent(shareAt(steps, atMs))),
    ]),
  })}
  ${tableTemplate({
    caption: t("Samples that took at most so long"),
    head: [t("at most"), ...rows.map(({ label }) => label)],
    rows: edgesOf(rows).map((ms) => [edgeMs(ms), ...rows.map(({ steps }) => countAt(steps, ms))]),
  })}`;
}

/** Every edge at which some curve rises, once. */
function edgesOf(rows: readonly Row[]): number[] {
  const edges = new Map<string, number>();
  for (const { steps } of rows) {
    for (const { ms } of steps) edges.set(edgeMs(ms), ms);
  }
  return [...edges.values()].sort((a, b) => a - b);
}

/** A curve has no count between its edges, only a share that is about right. */
function countAt(steps: readonly Cumulative[], ms: number): string {
  const step = steps.findLast((one) => edgeMs(one.ms) === edgeMs(ms));
  const [first] = steps;
  const last = steps.at(-1);
  if (first && ms < first.ms) return `0 · ${percent(0)}`;
  if (step) return `${writtenNumber(step.count)} · ${percent(step.share)}`;
  if (last && ms > last.ms) return `${writtenNumber(last.count)} · ${percent(1)}`;
  return percent(shareAt(steps, ms));
}
