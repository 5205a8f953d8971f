// What became of every case in every epoch, those whose verdict changed on top: a case that flips is not answered for sure.
import { type SVGTemplateResult, svg } from "lit";
import type { Verdict } from "../../../../core/protocol/grade.ts";
import { plural, t } from "../../../words.ts";
import { writtenNumber } from "../../language.ts";
import type { Content } from "./figure.ts";
import {
  type FlipCase,
  type FlipCell,
  type FlipRow,
  type FlipRows,
  flipRows,
} from "./flip-rows.ts";
import { hatch, type Rect } from "./hatch.ts";
import { legend } from "./look.ts";
import type { Drawing, Mark } from "./mark.ts";
import { tableTemplate } from "./table.ts";
import { boldFactor, boldWidth, fittedMiddle } from "./text-width.ts";

export type FlipData = {
  cases: readonly FlipCase[];
  /** What Enter and a click on a cell do. */
  onOpen?: ((id: string, epoch: number) => void) | undefined;
};

const words: Record<Verdict, { letter: () => string; word: () => string }> = {
  pass: { letter: () => t("P"), word: () => t("passed") },
  fail: { letter: () => t("F"), word: () => t("failed") },
  skipped: { letter: () => t("S"), word: () => t("skipped") },
  unscored: { letter: () => t("U"), word: () => t("unscored") },
  infra: { letter: () => t("I"), word: () => t("infrastructure error") },
};
const rowHeight = 26;
const cellWidth = 28;
const headHeight = 22;
const flagWidth = 14;
/** Rows go into a second and third column where each gets at least this. */
const columnWidth = 400;
const columnGap = 32;
const rowsWorthAColumn = 8;

export function flipContent({ cases, onOpen }: FlipData): Content | { empty: string } {
  const map = flipRows(cases);
  if (map.epochs.length === 0) {
    return { empty: t("No case was graded, so there is nothing to draw.") };
  }
  return {
    summary: summaryOf(map),
    legend: legend([
      ...verdictsIn(map).map((verdict) => ({
        swatch: cellShape(verdict, { x: 2, y: 0, width: 28, height: 16 }, false),
        label: words[verdict].word(),
      })),
      ...(map.flipped > 0
        ? [
            {
              swatch: svg`${flag(3, 8)}<rect class="chart-cell-change" x="11" y="1" width="20" height="14" rx="2"></rect>`,
              label: t("the verdict changed in this epoch"),
            },
          ]
        : []),
    ]),
    draw: (width) => draw(width, map, onOpen),
    table: () => tableOf(map),
    notes: notesOf(map),
  };
}

function summaryOf({ cases, flipped, epochs, rows }: FlipRows): string {
  const named = rows.filter(({ isFlipped }) => isFlipped).slice(0, 5);
  const ids = named.map(({ id }) => id).join(", ");
  return [
    t(
      "Verdicts of {0} in {1}.",
      casesText(cases),
      plural(epochs.length, ["{0} epoch", "{0} epochs"]),
    ),
    t("{0} changed between passed and failed.", writtenNumber(flipped)),
    ...(named.length === 0
      ? []
      : [flipped > named.length ? t("Flipped, among others: {0}.", ids) : t("Flipped: {0}.", ids)]),
  ].join(" ");
}

function notesOf({ epochs, leftOut, flippedLeftOut, rows }: FlipRows): string[] {
  const notes: string[] = [];
  if (epochs.length === 1) {
    notes.push(t("With one epoch no flip can be seen; run more to see them."));
  }
  if (leftOut > 0) {
    notes.push(
      flippedLeftOut > 0
        ? t(
            "{0} shown, {1} left out, {2} of them flipped. The list of cases has all.",
            casesText(rows.length),
            writtenNumber(leftOut),
            writtenNumber(flippedLeftOut),
          )
        : t(
            "{0} shown, {1} left out. The list of cases has all.",
            casesText(rows.length),
            writtenNumber(leftOut),
          ),
    );
  }
  return notes;
}

function casesText(count: number): string {
  return plural(count, ["{1} case", "{1} cases"], writtenNumber(count));
}

function verdictsIn({ rows }: FlipRows): Verdict[] {
  const present = new Set(rows.flatMap(({ cells }) => cells.map(({ verdict }) => verdict)));
  // The keys of `words` are the verdicts.
  return (Object.keys(words) as Verdict[]).filter((verdict) => present.has(verdict));
}

function draw(width: number, map: FlipRows, onOpen: FlipData["onOpen"]): Drawing {
  const { rows, epochs } = map;
  const columns = columnsIn(width, map);
  const perColumn = Math.ceil(rows.length / columns);
  const space = (width - (columns - 1) * columnGap) / columns;
  const longest = Math.max(...rows.map(({ id }) => boldWidth(id)));
  const cells = Math.min(cellWidth, (space * 0.65) / epochs.length);
  const labels = Math.min(longest + 8, space - flagWidth - cells * epochs.length);
  const place = (index: number) => ({
    x: Math.floor(index / perColumn) * (space + columnGap) + flagWidth,
    y: (index % perColumn) * rowHeight,
  });
  const layout: RowLayout = { labels, cells, epochs };
  return {
    height: perColumn * rowHeight,
    head: { height: headHeight, picture: heads(columns, perColumn, place, layout) },
    picture: svg`${rows.map((row, index) => rowLabel(row, place(index), labels))}`,
    marks: rows.flatMap((row, index) => rowMarks(row, index, place(index), layout, onOpen)),
  };
}

type RowLayout = { labels: number; cells: number; epochs: readonly number[] };
type Place = { x: number; y: number };

function columnsIn(width: number, { rows, epochs }: FlipRows): number {
  const wanted = Math.max(columnWidth, epochs.length * cellWidth * 2);
  const room = Math.floor((width + columnGap) / (wanted + columnGap));
  return Math.max(1, Math.min(room, Math.ceil(rows.length / rowsWorthAColumn)));
}

function heads(
  columns: number,
  perColumn: number,
  place: (index: number) => Place,
  { labels, cells, epochs }: RowLayout,
): SVGTemplateResult {
  const every = Math.ceil(22 / cells);
  return svg`${Array.from({ length: columns }, (_, column) => {
    const { x } = place(column * perColumn);
    return svg`<text class="chart-caption" x=${x} y="14">${t("case, by epoch")}</text>
      ${epochs.map((epoch, index) =>
        index % every === 0
          ? svg`<text class="chart-tick" x=${x + labels + (index + 0.5) * cells} y="14" text-anchor="middle">${epoch}</text>`
          : "",
      )}`;
  })}`;
}

function rowLabel({ id, isFlipped }: FlipRow, { x, y }: Place, labels: number): SVGTemplateResult {
  const middle = y + rowHeight / 2;
  return svg`${isFlipped ? flag(x - flagWidth + 5, middle) : ""}
    <text class=${isFlipped ? "chart-id chart-id-flipped" : "chart-id"} x=${x} y=${middle} dy="0.35em">${fittedMiddle(id, (labels - 8) / boldFactor)}</text>`;
}

/** A mark before the case that needs no colour to be seen. */
function flag(x: number, y: number): SVGTemplateResult {
  return svg`<path class="chart-flag" d="M${x - 4} ${y}l4-5 4 5-4 5Z"></path>`;
}

function rowMarks(
  row: FlipRow,
  index: number,
  { x, y }: Place,
  { labels, cells, epochs }: RowLayout,
  onOpen: FlipData["onOpen"],
): Mark[] {
  return row.cells.map((cell) => {
    const column = epochs.indexOf(cell.epoch);
    const rect = {
      x: x + labels + column * cells + 1,
      y: y + 1,
      width: cells - 2,
      height: rowHeight - 2,
    };
    return {
      row: index,
      column,
      name: t("{0}, epoch {1}", row.id, cell.epoch),
      figures: figuresOf(cell, row),
      shape: cellShape(cell.verdict, rect, cell.isChange),
      activate: onOpen && (() => onOpen(row.id, cell.epoch)),
    };
  });
}

function figuresOf({ verdict, isChange }: FlipCell, { isFlipped, cells }: FlipRow): string {
  const graded = cells.filter((cell) => cell.verdict === "pass" || cell.verdict === "fail");
  const passed = graded.filter((cell) => cell.verdict === "pass").length;
  const word = words[verdict].word();
  return [
    isChange ? t("{0}, changed in this epoch", word) : word,
    ...(graded.length === 0
      ? []
      : [
          plural(
            graded.length,
            ["{1} of {0} graded epoch passed", "{1} of {0} graded epochs passed"],
            passed,
          ),
        ]),
    ...(isFlipped ? [t("flips")] : []),
  ].join(" · ");
}

function cellShape(verdict: Verdict, rect: Rect, isChange: boolean): SVGTemplateResult {
  const { x, y, width, height } = rect;
  return svg`<rect class="chart-cell chart-verdict-${verdict}" x=${x} y=${y} width=${width} height=${height} rx="2"></rect>
    ${verdict === "fail" ? svg`<path class="chart-hatch chart-verdict-fail" d=${hatch(rect, 6)}></path>` : ""}
    ${isChange ? svg`<rect class="chart-cell-change" x=${x + 1} y=${y + 1} width=${width - 2} height=${height - 2} rx="2"></rect>` : ""}
    <text class="chart-value" x=${x + width / 2} y=${y + height / 2} dy="0.35em" text-anchor="middle">${words[verdict].letter()}</text>`;
}

function tableOf({ rows, epochs }: FlipRows) {
  return tableTemplate({
    caption: t("Verdict of every case shown, by epoch"),
    head: [t("case"), t("flips"), ...epochs.map((epoch) => t("epoch {0}", epoch))],
    rows: rows.map(({ id, isFlipped, cells }) => [
      id,
      isFlipped ? t("yes") : t("no"),
      ...epochs.map((epoch) => {
        const cell = cells.find((one) => one.epoch === epoch);
        return cell ? words[cell.verdict].word() : "–";
      }),
    ]),
  });
}
