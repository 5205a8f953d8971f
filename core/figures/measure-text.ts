// The measure of a scorecard row as every report and the panel write it.
import type { ScorecardRow } from "../protocol/evaluation.ts";
import { milliseconds, percent, percentRange, rating, tokensPerSecond } from "./figure-text.ts";

/** `interval` is a dash where the figure is no share and no mean. */
export type MeasureText = { result: string; interval: string; n: string };

export function measureText(measure: ScorecardRow["measure"]): MeasureText {
  const none = "–";
  switch (measure.kind) {
    case "none":
      return { result: none, interval: none, n: "0" };
    case "rating":
      return {
        result: `${rating(measure.mean)} of 10`,
        interval: `${rating(measure.low)}–${measure.high.toFixed(2)}`,
        n: String(measure.n),
      };
    case "rate":
      return {
        result: percent(measure.rate),
        interval: percentRange(measure),
        n: String(measure.n),
      };
    case "ttft":
      return {
        result: `p50 ${milliseconds(measure.p50Ms)}`,
        interval: none,
        n: String(measure.n),
      };
    case "throughput":
      return {
        result: tokensPerSecond(measure.tokensPerSecond),
        interval: none,
        n: String(measure.n),
      };
  }
}
