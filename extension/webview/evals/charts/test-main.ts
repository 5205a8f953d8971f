// Browser side of the charts' test page: draws what it is sent as it would be drawn in the panel. For tests and screenshots.
import { html, render, type TemplateResult } from "lit";
import {
  type DepthGridProps,
  type DistributionChartProps,
  depthGrid,
  distributionChart,
  type FlipMapProps,
  flipMap,
  type ParetoChartProps,
  paretoChart,
  type ThroughputChartProps,
  throughputChart,
} from "./charts.ts";
import "./charts.css";
import "./test-page.css";

export type Shown =
  | { kind: "distribution"; props: DistributionChartProps }
  | { kind: "throughput"; props: ThroughputChartProps }
  | { kind: "pareto"; props: ParetoChartProps }
  | { kind: "depths"; props: DepthGridProps }
  | { kind: "flips"; props: FlipMapProps };

export type Opened = { id: string; epoch: number };

const main = document.createElement("main");
const opened: Opened[] = [];
Object.assign(window, { opened });
document.body.append(main);

window.addEventListener("message", (event: MessageEvent<Shown[]>) => {
  render(html`<h1>Charts</h1><h2>All</h2>${event.data.map(chart)}`, main);
});

function chart(shown: Shown): TemplateResult {
  switch (shown.kind) {
    case "distribution":
      return distributionChart(shown.props);
    case "throughput":
      return throughputChart(shown.props);
    case "pareto":
      return paretoChart(shown.props);
    case "depths":
      return depthGrid(shown.props);
    case "flips":
      return flipMap({ ...shown.props, onOpen: (id, epoch) => opened.push({ id, epoch }) });
  }
}
