// One figure of a drawing that pointer and keyboard can reach, and what a drawing consists of.
import { type SVGTemplateResult, svg } from "lit";

export type Mark = {
  /** Left and right move along a row, up and down to the next one, nearest in `column`. */
  row: number;
  column: number;
  /** What it is, such as `4× H100, 32 streams`. */
  name: string;
  /** What was measured there, with n. */
  figures: string;
  shape: SVGTemplateResult;
  /** What Enter and a click do. */
  activate?: (() => void) | undefined;
};

export type Drawing = {
  height: number;
  /** Axes, lines and everything else that is not a mark. */
  picture: SVGTemplateResult;
  marks: Mark[];
  /** Stays on top while the rest scrolls. */
  head?: { height: number; picture: SVGTemplateResult };
};

/** The only mark that Tab reaches is the first until another one has had the focus. */
export function markTemplate(mark: Mark, index: number): SVGTemplateResult {
  return svg`<g
    class=${mark.activate ? "chart-mark chart-mark-active" : "chart-mark"}
    role="option"
    tabindex=${index === 0 ? 0 : -1}
    aria-label=${mark.name}
    data-figures=${mark.figures}
    data-row=${mark.row}
    data-column=${mark.column}
  >${mark.shape}</g>`;
}

/** Catches the pointer around a small marker. */
export function hitCircle(x: number, y: number): SVGTemplateResult {
  return svg`<circle class="chart-hit" cx=${x} cy=${y} r="12"></circle>`;
}
