// The vertical lines of a distribution: a limit, and what somebody published. Each is a mark that says how much of every curve
// lies within it.
import { type SVGTemplateResult, svg } from "lit";
import { milliseconds, percent } from "../../../../core/figures/figure-text.ts";
import { t } from "../../../words.ts";
import { type Cumulative, shareAt } from "./histogram.ts";
import { type PlacedLabel, placeInLanes } from "./label-lanes.ts";
import type { LegendEntry } from "./look.ts";
import type { Mark } from "./mark.ts";
import type { Plot } from "./plot.ts";
import { boldWidth, textWidth } from "./text-width.ts";

export type LineMark = { label: string; atMs: number; kind: "limit" | "published" };
export type PlacedLine = { line: LineMark; x: number; text: string; width: number } & PlacedLabel;

const laneHeight = 16;
const abovePlot = 8;

/** With their whole labels where these fit, else with the values alone: the legend has the labels, too. */
export function placeLines(
  lines: readonly LineMark[],
  x: (ms: number) => number,
  span: { from: number; to: number },
): PlacedLine[] {
  const place = (textOf: (line: LineMark) => string): PlacedLine[] => {
    const labelled = lines.map((line) => {
      const text = textOf(line);
      const width = line.kind === "limit" ? boldWidth(text) : textWidth(text);
      return { line, x: x(line.atMs), text, width };
    });
    const places = placeInLanes(labelled, span);
    return labelled.flatMap((label, index) => {
      const at = places[index];
      return at ? [{ ...label, ...at }] : [];
    });
  };
  const whole = place(({ label, atMs }) => `${label} · ${milliseconds(atMs)}`);
  const isReadable = whole.every(
    ({ isClear, isOver, width }) => isClear && !isOver && width < (span.to - span.from) / 2,
  );
  return isReadable ? whole : place(({ atMs }) => milliseconds(atMs));
}

export function lanesHeight(placed: readonly PlacedLine[]): number {
  const lanes = Math.max(-1, ...placed.map(({ lane }) => lane)) + 1;
  return lanes === 0 ? 0 : laneHeight * lanes + abovePlot;
}

/** Below curves and texts. */
export function lineRules(placed: readonly PlacedLine[], plot: Plot): SVGTemplateResult {
  return svg`${placed.map(({ line, x, lane, isOver }) => {
    const end = baseline(plot, lane) + (isOver ? 4 : -10);
    return svg`<line
      class="chart-rule chart-rule-${line.kind}"
      x1=${x} x2=${x} y1=${plot.bottom} y2=${end}
      stroke-dasharray=${dashesOf(line)}
    ></line>`;
  })}`;
}

export function lineLegend(lines: readonly LineMark[]): LegendEntry[] {
  return lines.map((line) => ({
    swatch: svg`<line
      class="chart-rule chart-rule-${line.kind}" x1="0" x2="32" y1="8" y2="8"
      stroke-dasharray=${dashesOf(line)}
    ></line>`,
    label: line.label,
    details: [milliseconds(line.atMs)],
  }));
}

/** In one row below those of the curves, from left to right. */
export function lineMarks(
  placed: readonly PlacedLine[],
  plot: Plot,
  curves: readonly { label: string; steps: readonly Cumulative[] }[],
): Mark[] {
  return placed
    .toSorted((one, other) => one.x - other.x)
    .map(({ line, x, text, width, lane, from }) => {
      const bottom = baseline(plot, lane);
      const within = curves.map(({ label, steps }) =>
        t("{0} of {1}", percent(shareAt(steps, line.atMs)), label),
      );
      return {
        row: curves.length,
        column: x,
        name: `${line.label} · ${milliseconds(line.atMs)}`,
        figures: t("within it: {0}", within.join(", ")),
        shape: svg`<rect class="chart-hit" x=${from} y=${bottom - 12} width=${width} height=${laneHeight}></rect>
          <text class="chart-label chart-rule-text-${line.kind}" x=${from} y=${bottom}>${text}</text>`,
      };
    });
}

function baseline(plot: Plot, lane: number): number {
  return plot.top - abovePlot - 1 - lane * laneHeight;
}

function dashesOf({ kind }: LineMark): string {
  return kind === "limit" ? "none" : "4 3";
}
