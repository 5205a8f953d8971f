// The charts of the evaluation panel. Each function takes plain data and returns a figure with heading, drawing, readout and
// table; none of them knows a run, the host or a setting.
import type { TemplateResult } from "lit";
import type { LogHistogram } from "../../../../core/protocol/load-test.ts";
import { type DepthData, depthContent } from "./depths.ts";
import { type DistributionData, distributionContent } from "./distribution.ts";
import { type Frame, figure } from "./figure.ts";
import { type FlipData, flipContent } from "./flips.ts";
import { bucketed } from "./histogram.ts";
import { type ParetoData, paretoContent } from "./pareto.ts";
import { type ThroughputData, throughputContent } from "./throughput.ts";

/** What every chart is told besides its data: `title`, `headingLevel` (3 if not given), `isSimulated`. */
export type ChartProps = Frame;
export type DistributionChartProps = ChartProps & DistributionData;
export type ThroughputChartProps = ChartProps & ThroughputData;
export type ParetoChartProps = ChartProps & ParetoData;
export type DepthGridProps = ChartProps & DepthData;
export type FlipMapProps = ChartProps & FlipData;

/** Share of samples that took at most so long, on a logarithmic axis, with limits and published figures as lines. */
export function distributionChart(props: DistributionChartProps): TemplateResult {
  return figure(props, distributionContent(props));
}

/** Tokens a second against streams at once. */
export function throughputChart(props: ThroughputChartProps): TemplateResult {
  return figure(props, throughputContent(props));
}

/** Throughput against tokens a second per user, with the front of what nothing else beats. */
export function paretoChart(props: ParetoChartProps): TemplateResult {
  return figure(props, paretoContent(props));
}

/** Long-context tests by length and depth. */
export function depthGrid(props: DepthGridProps): TemplateResult {
  return figure(props, depthContent(props));
}

/** Verdicts by case and epoch, flipped cases first. */
export function flipMap(props: FlipMapProps): TemplateResult {
  return figure(props, flipContent(props));
}

/** For callers that have samples in ms instead of counts. */
export function histogramOf(samplesMs: readonly number[]): LogHistogram {
  return bucketed(samplesMs);
}
