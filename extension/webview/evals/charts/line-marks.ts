// The vertical lines of a distribution: a limit, and what somebody published. Each is a mark that says how much of every curve
// lies within it.
import { svg } from "lit";
import { milliseconds, percent } from "../../../../core/figures/figure-text.ts";
import { type Cumulative, shareAt } from "./histogram.ts";
import { type PlacedLabel, placeInLanes } from "./label-lanes.ts";
import type { Mark } from "./mark.ts";
import type { Plot } from "./plot.ts";
import { fitted, textWidth } from "./text-width.ts";

export type LineMark = { label: string; atMs: number; kind: "limit" | "published" };
export type PlacedLine = { line: LineMark; x: number; text: string; width: number } & PlacedLabel;

const laneHeight = 16;
/** A label never takes more of the drawing's width. */
const widest = 0.6;

export function placeLines(
  lines: readonly LineMark[],
  x: (ms: number) => number,
  span: { from: number; to: number },
): PlacedLine[] {
  const room = (span.to - span.from) * widest;
  const labelled = lines.map((line) => {
    const value = ` · ${milliseconds(line.atMs)}`;
    const text = `${fitted(line.label, room - textWidth(value))}${value}`;
    return { line, x: x(line.atMs), text, width: textWidth(text) };
  });
  const places = placeInLanes(labelled, span);
  return labelled.flatMap((label, index) => {
    const place = places[index];
    return place ? [{ ...label, ...place }] : [];
  });
}

export function lanesHeight(placed: readonly PlacedLine[]): number {
  return laneHeight * (Math.max(-1, ...placed.map(({ lane }) => lane)) + 1);
}

/** In one row below those of the curves, from left to right. */
export function lineMarks(
  placed: readonly PlacedLine[],
  plot: Plot,
  curves: readonly { label: string; steps: readonly Cumulative[] }[],
): Mark[] {
  return placed
    .toSorted((one, other) => one.x - other.x)
    .map(({ line, x, text, width, lane, from, isOver }) => {
      const bottom = plot.top - 4 - lane * laneHeight;
      const within = curves.map(
        ({ label, steps }) => `${percent(shareAt(steps, line.atMs))} of ${label}`,
      );
      return {
        row: curves.length,
        column: x,
        name: line.label,
        figures: `${milliseconds(line.atMs)} · within it: ${within.join(", ")}`,
        shape: svg`<line
            class="chart-rule chart-rule-${line.kind}"
            x1=${x} x2=${x} y1=${plot.bottom} y2=${isOver ? bottom : bottom - 11}
            stroke-dasharray=${line.kind === "limit" ? "none" : "4 3"}
          ></line>
          <rect class="chart-hit" x=${from} y=${bottom - 12} width=${width} height=${laneHeight}></rect>
          <text class="chart-label chart-rule-text-${line.kind}" x=${from} y=${bottom - 1}>${text}</text>`,
      };
    });
}
