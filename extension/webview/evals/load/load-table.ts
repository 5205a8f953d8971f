// The rows of a load test as tables: closed loops and open loops apart, each figure with the number of requests behind it, and
// below them in words what speaks against a row.
import { html, nothing, type TemplateResult } from "lit";
import type { LoadRow } from "../../../../core/protocol/load-test.ts";
import type { Published } from "../../../../core/protocol/published.ts";
import {
  badge,
  type Cell,
  type Column,
  figure,
  figureTable,
  type Row,
  sentences,
} from "../sheet.ts";
import { shortHardware } from "./chart-data.ts";
import {
  besideText,
  cautionsOf,
  cautionWords,
  chunkText,
  errorText,
  gapText,
  hitText,
  isTokenByToken,
  none,
  percentileText,
  rateText,
  rowLabel,
} from "./row-text.ts";

export function loadTable(
  caption: string,
  rows: readonly LoadRow[],
  published: Published | undefined,
): TemplateResult {
  const isOpen = rows[0]?.load.kind === "open";
  const deployments = isOpen ? [] : deploymentsOf(rows, published);
  const itlNote = rows.every(isTokenByToken) ? "p50, between tokens" : "p50, inter-chunk";
  const columns: Column[] = [
    { text: isOpen ? "Input/output tokens, arrivals" : "Input/output tokens × concurrency" },
    { text: "n", note: "finished", isFigure: true },
    { text: "Errors", isFigure: true },
    ...(isOpen ? [{ text: "Peak", note: "under way at once", isFigure: true }] : []),
    ...(["p50", "p95", "p99"] as const).map((note) => ({ text: "TTFT", note, isFigure: true })),
    { text: "TPOT", note: "p50", isFigure: true },
    { text: "ITL", note: itlNote, isFigure: true },
    ...(isOpen ? [] : [{ text: "Steady", note: "all streams decode", isFigure: true }]),
    { text: "Wall", note: "start to end", isFigure: true },
    { text: "Interactivity", note: "per user", isFigure: true },
    { text: "Prefix hits", isFigure: true },
    ...deployments.map(({ name }) => ({ text: "× published", note: name, isFigure: true })),
    { text: "Cautions" },
  ];
  return figureTable({
    caption,
    columns,
    rows: rows.map((row) => tableRow(row, isOpen, deployments)),
  });
}

/** Each caution of the rows once, in words. */
export function cautionList(rows: readonly LoadRow[]): TemplateResult | typeof nothing {
  const said = cautionsOf(rows);
  if (said.length === 0) return nothing;
  return html`<div class="view-said">
    <h4>Cautions</h4>
    ${sentences(
      said.map(
        ({ rows: labels, word, message }) =>
          html`<strong>${labels.join(", ")}</strong> · ${word}: ${message}`,
      ),
      "cautions",
    )}
  </div>`;
}

type Deployment = { id: string; name: string };

/** Those of the published run; without it, those that the rows themselves name. */
function deploymentsOf(rows: readonly LoadRow[], published: Published | undefined): Deployment[] {
  if (published !== undefined) {
    return published.deployments.map(({ id, hardware }) => ({ id, name: shortHardware(hardware) }));
  }
  const ids = new Set(rows.flatMap((row) => row.published.map(({ deployment }) => deployment)));
  return [...ids].map((id) => ({ id, name: id }));
}

function tableRow(row: LoadRow, isOpen: boolean, deployments: readonly Deployment[]): Row {
  const tpot = gapText(row.tpotMs, row.n);
  const itl = gapText(row.itlMs, row.n);
  return {
    head: html`<span class="view-row-label">${rowLabel(row)}</span>${
      row.isSpoiled ? html` ${badge("not to be quoted", "bad")}` : nothing
    }`,
    isSpoiled: row.isSpoiled,
    cells: [
      row.n.toLocaleString("en"),
      errorText(row.errors),
      ...(row.load.kind === "open" ? [row.load.peakConcurrency.toLocaleString("en")] : []),
      ...(["p50", "p95", "p99"] as const).map((which) => percentileText(row.ttftMs, which)),
      figure(tpot.median, ...tpot.below),
      figure(itl.median, ...itl.below, chunkText(row)),
      ...(isOpen ? [] : [rateText(row.steadyTokensPerSecond)]),
      rateText(row.outputTokensPerSecond),
      rateText(row.interactivity),
      hitText(row.prefixHitRate),
      ...deployments.map(({ id }) => besideCell(row, id)),
      cautionCell(row),
    ],
  };
}

function besideCell(row: LoadRow, deployment: string): Cell {
  const beside = besideText(row, deployment);
  if (beside.length === 0) return none;
  return html`${beside.map(
    ({ ratio, of }) => html`<span class="view-line">${figure(ratio, of)}</span>`,
  )}`;
}

function cautionCell({ cautions }: LoadRow): Cell {
  if (cautions.length === 0) return "none";
  const words = [...new Set(cautions.map(({ code }) => cautionWords[code]))];
  return html`<span class="view-caution-words">${words.join(", ")}</span>`;
}
