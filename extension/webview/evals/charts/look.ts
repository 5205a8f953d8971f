// How the series of a chart are told apart: by colour, marker and dashes at once, so that each of the three is enough.

import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from "lit";

/** `ink` is a class of the chart's sheet. Dashes are those of SVG; empty is a line without gaps. */
export type Look = { ink: string; marker: string; dashes: string };

const inks = ["blue", "orange", "green", "purple", "red", "yellow"];
/** Around 0, all about as large: circle, square, triangle, diamond, plus, star, triangle upside down. */
const markers = [
  "M4.1 0A4.1 4.1 0 1 1-4.1 0A4.1 4.1 0 1 1 4.1 0Z",
  "M-3.6-3.6H3.6V3.6H-3.6Z",
  "M0-4.9 4.6 3.2H-4.6Z",
  "M0-5.4 3.7 0 0 5.4-3.7 0Z",
  "M-4.6-1.6H-1.6V-4.6H1.6V-1.6H4.6V1.6H1.6V4.6H-1.6V1.6H-4.6Z",
  "M0-5.6 1.3-1.8 5.3-1.7 2.2.7 3.3 4.5 0 2.3-3.3 4.5-2.2.7-5.3-1.7-1.3-1.8Z",
  "M0 4.9-4.6-3.2H4.6Z",
];
const dashes = ["", "7 3", "2 3", "9 3 2 3"];

export function seriesLook(index: number): Look {
  return {
    ink: `chart-ink-${inks[index % inks.length]}`,
    marker: markers[index % markers.length] ?? "",
    dashes: dashes[index % dashes.length] ?? "",
  };
}

/** Of what was published: no colour of its own, thin, hollow. */
export function publishedLook(index: number): Look {
  return {
    ink: "chart-ink-published",
    marker: markers[(index + 4) % markers.length] ?? "",
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
            ${label}${details.map((text) => html` <span class="chart-fact">· ${text}</span>`)}
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
