// A figure on its scale: the interval as a band, the figure as a mark, both thresholds as ticks. The text beside it says the
// same, so that it is hidden from screen readers.
import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import type { ScorecardRow } from "../../../core/protocol/evaluation.ts";

export type BarScale = { at: number; low?: number; high?: number; ticks: number[] };

const width = 160;
const height = 18;
const inset = 4;

/** Where a measure lies between 0 and 1; undefined where there is nothing to draw. */
export function scaleOf(
  measure: ScorecardRow["measure"],
  { pass, marginal }: ScorecardRow["thresholds"],
): BarScale | undefined {
  switch (measure.kind) {
    case "none":
      return undefined;
    case "rate":
      return { at: measure.rate, low: measure.low, high: measure.high, ticks: [marginal, pass] };
    case "rating": {
      const place = (rating: number) => (rating - 1) / 9;
      return {
        at: place(measure.mean),
        low: place(measure.low),
        high: place(measure.high),
        ticks: [place(marginal), place(pass)],
      };
    }
    case "ttft": {
      // From 10 ms to 10 s, each factor of ten as wide as the next.
      const place = (ms: number) => clamp((Math.log10(Math.max(ms, 1)) - 1) / 3);
      return { at: place(measure.p50Ms), ticks: [place(marginal), place(pass)] };
    }
    case "throughput": {
      const most = 1.25 * Math.max(measure.tokensPerSecond, pass);
      const place = (rate: number) => (most === 0 ? 0 : rate / most);
      return { at: place(measure.tokensPerSecond), ticks: [place(marginal), place(pass)] };
    }
  }
}

export function intervalBar(scale: BarScale): TemplateResult {
  const x = (share: number) => inset + clamp(share) * (width - 2 * inset);
  const { at, low, high, ticks } = scale;
  return html`<svg class="interval" viewBox="0 0 ${width} ${height}" width=${width} height=${height} aria-hidden="true" focusable="false">
    <line class="interval-axis" x1=${inset} x2=${width - inset} y1="9" y2="9"></line>
    ${ticks.map((tick, index) => tickMark(x(tick), index === ticks.length - 1))}
    ${
      low === undefined || high === undefined
        ? nothing
        : svg`<rect class="interval-band" x=${x(low)} y="5.5" width=${Math.max(1, x(high) - x(low))} height="7" rx="2"></rect>`
    }
    <rect class="interval-mark" x=${x(at) - 1.5} y="3" width="3" height="12" rx="1"></rect>
  </svg>`;
}

/** The threshold of PASS is a full line, that of MARGINAL a dashed one. */
function tickMark(x: number, isPass: boolean): SVGTemplateResult {
  return svg`<line class=${isPass ? "interval-pass" : "interval-marginal"} x1=${x} x2=${x} y1="0" y2=${height}></line>`;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
