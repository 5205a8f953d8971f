// The rows of a load test as tables: closed loops and open loops apart, each figure with the number of requests behind it, and
// below them in words what speaks against a row.
import { html, nothing, type TemplateResult } from "lit";
import type { LoadRow } from "../../../../core/protocol/load-test.ts";
import type { Published } from "../../../../core/protocol/published.ts";
import { t } from "../../../words.ts";
import { writtenNumber } from "../../language.ts";
import { badge, type Cell, type Column, figure, figureTable, sentences } from "../sheet.ts";
import { shortHardware } from "./chart-data.ts";
import {
  type Beside,
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

/** Times of the rows: how many requests stand behind them, TTFT, TPOT, ITL, and what speaks against a row. */
export function latencyTable(
  caption: string,
  rows: readonly LoadRow[],
  published: Published | undefined,
): TemplateResult {
  const deployments = deploymentsOf(rows, published, "ttftMs");
  const itlNote = rows.every(isTokenByToken) ? t("p50, between tokens") : t("p50, inter-chunk");
  const columns: Column[] = [
    { text: "n", note: t("finished"), isFigure: true },
    { text: t("Errors"), isFigure: true },
    { text: t("Cautions") },
    ...(["p50", "p95", "p99"] as const).map((note) => ({ text: "TTFT", note, isFigure: true })),
    ...deployments.map(besideColumn),
    { text: "TPOT", note: "p50", isFigure: true },
    { text: "ITL", note: itlNote, isFigure: true },
  ];
  return rowTable(caption, rows, columns, (row) => {
    const errors = errorText(row.errors);
    const tpot = gapText(row.tpotMs, row.n);
    const itl = gapText(row.itlMs, row.n);
    return [
      writtenNumber(row.n),
      figure(errors.sum, ...errors.codes),
      cautionCell(row),
      ...(["p50", "p95", "p99"] as const).map((which) => percentileText(row.ttftMs, which)),
      ...deployments.map(({ id }) => besideCell(row, id, "ttftMs")),
      figure(tpot.median, ...tpot.below),
      figure(itl.median, itl.below.join(" · "), chunkText(row)),
    ];
  });
}

/** Tokens a second of the rows: of all users together, steady and by the wall clock, and of one user. */
export function throughputTable(
  caption: string,
  rows: readonly LoadRow[],
  published: Published | undefined,
): TemplateResult {
  const isOpen = rows[0]?.load.kind === "open";
  const deployments = deploymentsOf(rows, published, "outputTokensPerSecond");
  const columns: Column[] = [
    { text: "n", note: t("finished"), isFigure: true },
    ...(isOpen ? [{ text: t("Peak"), note: t("under way at once"), isFigure: true }] : []),
    ...(isOpen ? [] : [{ text: t("Steady"), note: t("all streams decode"), isFigure: true }]),
    ...deployments.map(besideColumn),
    { text: t("Wall"), note: t("first send to last end"), isFigure: true },
    { text: t("Interactivity"), note: t("what one user sees"), isFigure: true },
    { text: t("Prefix hits"), note: t("from /metrics"), isFigure: true },
  ];
  return rowTable(caption, rows, columns, (row) => [
    writtenNumber(row.n),
    ...(row.load.kind === "open" ? [writtenNumber(row.load.peakConcurrency)] : []),
    ...(isOpen ? [] : [rateText(row.steadyTokensPerSecond)]),
    ...deployments.map(({ id }) => besideCell(row, id, "outputTokensPerSecond")),
    rateText(row.outputTokensPerSecond),
    rateText(row.interactivity),
    hitText(row.prefixHitRate),
  ]);
}

/** Each caution of the rows once, in words. */
export function cautionList(rows: readonly LoadRow[]): TemplateResult | typeof nothing {
  const said = cautionsOf(rows);
  if (said.length === 0) return nothing;
  return html`<div class="view-said">
    <h5>${t("Cautions")}</h5>
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

/** Those whose figures stand beside any of the rows. */
function deploymentsOf(
  rows: readonly LoadRow[],
  published: Published | undefined,
  what: Beside["what"],
): Deployment[] {
  const beside = rows.flatMap((row) => row.published.filter((one) => one.what === what));
  const ids = new Set(beside.map(({ deployment }) => deployment));
  return [...ids].map((id) => {
    const known = published?.deployments.find((one) => one.id === id);
    return { id, name: known ? shortHardware(known.hardware) : id };
  });
}

function besideColumn({ name }: Deployment): Column {
  return { text: t("× published"), note: name, isFigure: true };
}

function rowTable(
  caption: string,
  rows: readonly LoadRow[],
  columns: readonly Column[],
  cells: (row: LoadRow) => Cell[],
): TemplateResult {
  const isOpen = rows[0]?.load.kind === "open";
  return figureTable({
    caption,
    columns: [
      { text: t("Tokens in/out"), note: isOpen ? t("at requests a second") : t("× concurrency") },
      ...columns,
    ],
    rows: rows.map((row) => ({
      head: html`<span class="view-row-label">${rowLabel(row)}</span>${
        row.isSpoiled ? html` ${badge(t("not to be quoted"), "bad")}` : nothing
      }`,
      isSpoiled: row.isSpoiled,
      cells: cells(row),
    })),
  });
}

function besideCell(row: LoadRow, deployment: string, what: Beside["what"]): Cell {
  const beside = besideText(row, deployment, what);
  return beside === undefined ? none : figure(beside.ratio, beside.of);
}

function cautionCell({ cautions }: LoadRow): Cell {
  if (cautions.length === 0) return t("none");
  const words = [...new Set(cautions.map(({ code }) => cautionWords[code]()))];
  return html`<span class="view-caution-words">${words.join(", ")}</span>`;
}
