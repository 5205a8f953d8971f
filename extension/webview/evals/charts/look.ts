// How the series of a chart are told apart: by colour, marker and dashes at once, so that each of the three is enough.

import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from "d3-shape";
import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from "lit";

/** `ink` is a class of the chart's sheet. Dashes are those of SVG; empty is a line without gaps. */
export type Look = { ink: string; marker: string; dashes: string };

const inks = ["blue", "orange", "green", "purple", "red", "yellow"];
const shapes = [
  symbolCircle,
  symbolSquare,
  symbolTriangle,
  symbolDiamond,
  symbolCross,
  symbolStar,
  symbolWye,
];
const dashes = ["", "7 3", "2 3", "9 3 2 3"];
const markerArea = 52;

export function seriesLook(index: number): Look {
  return {
    ink: `chart-ink-${inks[index % inks.length]}`,
    marker: symbol(shapes[index % shapes.length] ?? symbolCircle, markerArea)() ?? "",
    dashes: dashes[index % dashes.length] ?? "",
  };
}

/** Of what was published: no colour of its own, thin, hollow. */
export function publishedLook(index: number): Look {
  return {
    ink: "chart-ink-published",
    marker: symbol(shapes[(index + 4) % shapes.length] ?? symbolCircle, markerArea)() ?? "",
    dashes: index % 2 === 0 ? "4 4" : "1 4",
  };
}

export function markerAt(look: Look, x: number, y: number, isHollow = false): SVGTemplateResult {
  return svg`<path
    class="chart-marker ${isHollow ? "chart-hollow" : "chart-full"} ${look.ink}"
    d=${look.marker}
    transform="translate(${x} ${y})"
  ></path>`;
}

/** Of the details each stays on its line. */
export type LegendEntry = {
  swatch: SVGTemplateResult;
  label: string;
  details?: readonly string[];
};

export function legend(entries: readonly LegendEntry[]): TemplateResult {
  return html`<ul class="chart-legend">
    ${entries.map(
      ({ swatch, label, details = [] }) =>
        html`<li>
          <svg class="chart-swatch" viewBox="0 0 32 16" aria-hidden="true">${swatch}</svg>
          <span class="chart-legend-text">
            ${label}${details.map((text, index) => html`${index > 0 ? " · " : " "}<span class="chart-fact">${text}</span>`)}
          </span>
        </li>`,
    )}
  </ul>`;
}

/** A piece of the line with its marker, for the legend. */
export function lineSwatch(look: Look, isHollow = false): SVGTemplateResult {
  return svg`<line
      class="chart-line ${look.ink}"
      x1="0" x2="32" y1="8" y2="8"
      stroke-dasharray=${look.dashes || nothing}
    ></line>${markerAt(look, 16, 8, isHollow)}`;
}
