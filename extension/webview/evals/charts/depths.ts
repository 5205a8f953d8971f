// Long-context tests by length of the prompt and depth of what had to be found: how many passed, written into each cell.
import { type SVGTemplateResult, svg } from "lit";
import { percent } from "../../../../core/figures/figure-text.ts";
import { plural, t } from "../../../words.ts";
import { writtenNumber } from "../../language.ts";
import {
  type DepthCell,
  type DepthGridLayout,
  layOutDepths,
  type PlacedCell,
} from "./depth-cells.ts";
import type { Content } from "./figure.ts";
import { crossHatch, hatch, type Rect } from "./hatch.ts";
import { legend } from "./look.ts";
import type { Drawing, Mark } from "./mark.ts";
import { tableTemplate } from "./table.ts";
import { textWidth } from "./text-width.ts";

export type DepthData = { cells: readonly DepthCell[] };

const captionHeight = 20;
const headHeight = 20;
const rowHeight = 34;
const gap = 3;
const widestCell = 110;

type Outcome = "all" | "some" | "none";
const outcomes: Record<Outcome, () => string> = {
  all: () => t("all passed"),
  some: () => t("some passed"),
  none: () => t("none passed"),
};

export function depthContent({ cells }: DepthData): Content | { empty: string } {
  const grid = layOutDepths(cells);
  if (grid.cells.length === 0) {
    return { empty: t("No long-context test was graded, so there is nothing to draw.") };
  }
  const swatch = { x: 2, y: 0, width: 28, height: 16 };
  return {
    summary: summaryOf(grid),
    legend: legend(
      (["all", "some", "none"] as const).map((outcome) => ({
        swatch: cellShape(outcome, swatch),
        label: outcomes[outcome](),
      })),
    ),
    draw: (width) => draw(width, grid),
    table: () => tableOf(grid),
    notes: [],
  };
}

function summaryOf({ cells, rows, columns }: DepthGridLayout): string {
  const passed = cells.reduce((sum, cell) => sum + cell.passed, 0);
  const n = cells.reduce((sum, cell) => sum + cell.n, 0);
  const worst = cells
    .filter((cell) => outcomeOf(cell) !== "all")
    .map(({ row, column, ...cell }) =>
      t("{0} tokens at {1}: {2}", columns[column] ?? "", rows[row] ?? "", ratio(cell)),
    );
  const named = worst.slice(0, 5);
  if (worst.length > 5) named.push(t("{0} more in the table", worst.length - 5));
  return [
    t("Long-context tests by length and depth."),
    plural(
      n,
      ["{2} of {1} test passed.", "{2} of {1} tests passed."],
      writtenNumber(n),
      writtenNumber(passed),
    ),
    named.length === 0
      ? t("No cell has a failure.")
      : t("Cells with failures: {0}.", named.join("; ")),
  ].join(" ");
}

function draw(width: number, { columns, rows, cells }: DepthGridLayout): Drawing {
  const left = Math.ceil(Math.max(...rows.map(textWidth))) + 10;
  const cellWidth = Math.min(widestCell, (width - left) / columns.length);
  const top = captionHeight + headHeight;
  const every = Math.ceil((Math.max(...columns.map(textWidth)) + 2) / cellWidth);
  const xOf = (column: number) => left + column * cellWidth;
  const yOf = (row: number) => top + row * rowHeight;
  return {
    height: top + rows.length * rowHeight,
    picture: svg`
      <text class="chart-caption" x="0" y="11">${t("depth of what had to be found, by length in tokens")}</text>
      ${columns.map((text, column) =>
        column % every > 0
          ? ""
          : svg`<text class="chart-tick" x=${xOf(column) + cellWidth / 2} y=${top - 7} text-anchor="middle">${text}</text>`,
      )}
      ${rows.map(
        (text, row) =>
          svg`<text class="chart-tick" x=${left - 8} y=${yOf(row) + rowHeight / 2} dy="0.35em" text-anchor="end">${text}</text>`,
      )}
      ${rows.map((_, row) =>
        columns.map(
          (_, column) =>
            svg`<rect class="chart-cell-empty" x=${xOf(column) + gap} y=${yOf(row) + gap} width=${cellWidth - 2 * gap} height=${rowHeight - 2 * gap} rx="2"></rect>`,
        ),
      )}`,
    marks: cells.map((cell) =>
      markOf(cell, columns[cell.column] ?? "", rows[cell.row] ?? "", {
        x: xOf(cell.column) + 1,
        y: yOf(cell.row) + 1,
        width: cellWidth - 2,
        height: rowHeight - 2,
      }),
    ),
  };
}

function markOf(cell: PlacedCell, length: string, depth: string, rect: Rect): Mark {
  return {
    row: cell.row,
    column: cell.column,
    name: t("{0} tokens, depth {1}: {2}", length, depth, `${cell.passed}/${cell.n}`),
    figures: `${t("{0} passed", percent(cell.passed / cell.n))} · n ${writtenNumber(cell.n)}`,
    shape: svg`${cellShape(outcomeOf(cell), rect)}
      <text
        class="chart-value"
        x=${rect.x + rect.width / 2} y=${rect.y + rect.height / 2}
        dy="0.35em" text-anchor="middle"
      >${cell.passed}/${cell.n}</text>`,
  };
}

function cellShape(outcome: Outcome, rect: Rect): SVGTemplateResult {
  const { x, y, width, height } = rect;
  return svg`<rect class="chart-cell chart-cell-${outcome}" x=${x} y=${y} width=${width} height=${height} rx="2"></rect>
    ${outcome === "some" ? svg`<path class="chart-hatch chart-cell-${outcome}" d=${hatch(rect, 7)}></path>` : ""}
    ${outcome === "none" ? svg`<path class="chart-hatch chart-cell-${outcome}" d=${crossHatch(rect, 7)}></path>` : ""}`;
}

function outcomeOf({ passed, n }: { passed: number; n: number }): Outcome {
  if (passed >= n) return "all";
  return passed > 0 ? "some" : "none";
}

function ratio({ passed, n }: { passed: number; n: number }): string {
  return t("{0} of {1}", writtenNumber(passed), writtenNumber(n));
}

function tableOf({ cells, columns, rows }: DepthGridLayout) {
  return tableTemplate({
    caption: t("Long-context tests by length and depth"),
    head: [t("depth"), t("length in tokens"), t("passed"), "n", t("rate")],
    rows: cells.map(({ row, column, passed, n }) => [
      rows[row] ?? "",
      columns[column] ?? "",
      writtenNumber(passed),
      writtenNumber(n),
      percent(passed / n),
    ]),
  });
}
