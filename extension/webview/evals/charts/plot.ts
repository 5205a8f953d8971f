// The rectangle that lines and points are drawn in, its axes and its grid. Units are px.
import { type SVGTemplateResult, svg } from "lit";
import { textWidth } from "./text-width.ts";
import { spaced } from "./ticks.ts";

/** The edges of the plot inside a drawing. */
export type Plot = { left: number; right: number; top: number; bottom: number };
export type Tick = { at: number; text: string };

const captionHeight = 16;
const belowPlot = 38;
const tickGap = 10;

/** `yTexts` are the longest texts left of the plot; `above` is what the drawing needs between caption and plot. */
export function plotIn(
  width: number,
  { yTexts, above = 0 }: { yTexts: readonly string[]; above?: number },
): Plot {
  const left = Math.ceil(Math.max(...yTexts.map(textWidth), 0)) + 10;
  const top = captionHeight + above + 8;
  const height = Math.round(Math.min(280, Math.max(180, width * 0.42)));
  return { left, right: width - 24, top, bottom: top + height };
}

export function heightOf(plot: Plot): number {
  return plot.bottom + belowPlot;
}

/** Lines across the plot with a text to their left, and the caption above. */
export function yAxis(plot: Plot, ticks: readonly Tick[], caption: string): SVGTemplateResult {
  return svg`${ticks.map(
    ({ at, text }) => svg`
      <line class="chart-grid" x1=${plot.left} x2=${plot.right} y1=${at} y2=${at}></line>
      <text class="chart-tick" x=${plot.left - 8} y=${at} dy="0.35em" text-anchor="end">${text}</text>`,
  )}
  <text class="chart-caption" x="0" y="11">${caption}</text>`;
}

/** Small lines below the plot with texts, as many as have room, and the caption below them. */
export function xAxis(plot: Plot, ticks: readonly Tick[], caption: string): SVGTemplateResult {
  const widest = Math.max(...ticks.map(({ text }) => textWidth(text)), 0);
  const shown = new Set(spaced(ticks, widest + tickGap));
  return svg`<line class="chart-axis" x1=${plot.left} x2=${plot.right} y1=${plot.bottom} y2=${plot.bottom}></line>
    ${ticks.map(
      (tick) => svg`
        <line class="chart-axis" x1=${tick.at} x2=${tick.at} y1=${plot.bottom} y2=${plot.bottom + 4}></line>
        ${
          shown.has(tick)
            ? svg`<text class="chart-tick" x=${tick.at} y=${plot.bottom + 16} text-anchor="middle">${tick.text}</text>`
            : ""
        }`,
    )}
    <text class="chart-caption" x=${plot.right} y=${plot.bottom + 33} text-anchor="end">${caption}</text>`;
}
