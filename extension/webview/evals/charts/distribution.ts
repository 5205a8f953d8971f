// How many of the samples took at most how long: cumulative shares on a logarithmic axis, with the lines a reader compares
// with. Knows no metric: TTFT and ITL look alike here.

import { scaleLinear, scaleLog } from "d3-scale";
import { type SVGTemplateResult, svg } from "lit";
import { milliseconds, percent } from "../../../../core/figures/figure-text.ts";
import type { LogHistogram } from "../../../../core/protocol/load-test.ts";
import { t } from "../../../words.ts";
import { writtenNumber } from "../../language.ts";
import { distributionTable } from "./distribution-table.ts";
import type { Content } from "./figure.ts";
import { type Cumulative, cumulative, shareAt } from "./histogram.ts";
import {
  type LineMark,
  lanesHeight,
  lineLegend,
  lineMarks,
  lineRules,
  placeLines,
} from "./line-marks.ts";
import { type Look, legend, lineSwatch, markerAt, seriesLook } from "./look.ts";
import { type Drawing, hitCircle, type Mark } from "./mark.ts";
import { linePath, type Point } from "./path.ts";
import { heightOf, type Plot, plotIn, xAxis, yAxis } from "./plot.ts";
import { markerBox, placeBeside } from "./point-labels.ts";
import { textWidth } from "./text-width.ts";
import { logDomain, logTicks, tickMs } from "./ticks.ts";

export type DistributionData = {
  series: readonly {
    label: string;
    histogram: LogHistogram;
    n: number;
    p50?: number | undefined;
    p95?: number | undefined;
    p99?: number | undefined;
  }[];
  lines: readonly LineMark[];
};

export type Curve = DistributionData["series"][number] & { steps: Cumulative[]; look: Look };

const shares = [0, 0.25, 0.5, 0.75, 1];
/** More labels of medians than this say less than the legend. */
const maxLabels = 4;

export function distributionContent(data: DistributionData): Content | { empty: string } {
  const curves = data.series
    .map((one, index) => ({
      ...one,
      steps: cumulative(one.histogram),
      look: seriesLook(index),
    }))
    .filter(({ steps }) => steps.length > 0);
  if (curves.length === 0)
    return { empty: t("No times were measured, so there is nothing to draw.") };
  return {
    summary: summaryOf(curves, data.lines),
    legend: legend([
      ...curves.map((curve) => ({
        swatch: lineSwatch(curve.look),
        label: curve.label,
        details: figuresOf(curve),
      })),
      ...lineLegend(data.lines),
    ]),
    draw: (width) => draw(width, curves, data.lines),
    table: () => distributionTable(curves, data.lines),
    notes: [],
  };
}

function summaryOf(curves: readonly Curve[], lines: readonly LineMark[]): string {
  const each = curves.slice(0, 3).map((curve) => {
    const within = lines
      .filter(({ kind }) => kind === "limit")
      .map(({ atMs }) =>
        t("{0} within {1}", percent(shareAt(curve.steps, atMs)), milliseconds(atMs)),
      );
    return `${curve.label}: ${[...figuresOf(curve), ...within].join(", ")}.`;
  });
  if (curves.length > 3) each.push(t("{0} more in the table.", curves.length - 3));
  return `${t("Share of samples that took at most so long, on a logarithmic axis.")} ${each.join(" ")}`;
}

function figuresOf({ n, ...curve }: Curve): string[] {
  const known = percentiles(curve).map(({ name, ms }) => `${name} ${milliseconds(ms)}`);
  return [...known, `n ${writtenNumber(n)}`];
}

/** Those that the number of samples carries. */
function percentiles({ p50, p95, p99 }: Pick<Curve, "p50" | "p95" | "p99">) {
  const all = [
    { name: "p50", share: 0.5, ms: p50 },
    { name: "p95", share: 0.95, ms: p95 },
    { name: "p99", share: 0.99, ms: p99 },
  ];
  return all.flatMap(({ ms, ...rest }) => (ms === undefined ? [] : [{ ...rest, ms }]));
}

type Scales = { x: (ms: number) => number; y: (share: number) => number };

function draw(width: number, curves: readonly Curve[], lines: readonly LineMark[]): Drawing {
  const yTexts = shares.map(percent);
  const drawable = lines.filter(({ atMs }) => atMs > 0 && Number.isFinite(atMs));
  const domain = logDomain([
    ...curves.flatMap(({ steps }) => steps.map(({ ms }) => ms)),
    ...drawable.map(({ atMs }) => atMs),
  ]);
  const across = plotIn(width, { yTexts });
  const scale = scaleLog(domain, [across.left, across.right]).clamp(true);
  const placed = placeLines(drawable, scale, { from: 0, to: width });
  const plot = plotIn(width, { yTexts, above: lanesHeight(placed) });
  const y = scaleLinear([0, 1], [plot.bottom, plot.top]);
  const ticks = logTicks(domain, Math.floor((plot.right - plot.left) / 44));
  const scales = { x: scale, y };
  return {
    height: heightOf(plot),
    picture: svg`
      ${yAxis(
        plot,
        shares.map((share) => ({ at: y(share), text: percent(share) })),
        t("share of samples within a time"),
      )}
      ${xAxis(
        plot,
        ticks.map((ms) => ({ at: scale(ms), text: tickMs(ms) })),
        t("time, logarithmic"),
      )}
      <line class="chart-median" x1=${plot.left} x2=${plot.right} y1=${y(0.5)} y2=${y(0.5)}></line>
      ${lineRules(placed, plot)}
      ${curves.map((curve) => curvePath(curve, scales, plot))}
      ${medianLabels(curves, scales, plot)}`,
    marks: [
      ...curves.flatMap((curve, row) => curveMarks(curve, row, scales)),
      ...lineMarks(placed, plot, curves),
    ],
  };
}

/** Runs on at 100 % to the end of the plot. */
function curvePath({ steps, look }: Curve, { x, y }: Scales, plot: Plot): SVGTemplateResult {
  const points = steps.map(({ ms, share }): Point => [x(ms), y(share)]);
  const path = linePath([...points, [plot.right, y(1)]]);
  return svg`<path class="chart-line ${look.ink}" d=${path} stroke-dasharray=${look.dashes || "none"}></path>`;
}

function curveMarks(curve: Curve, row: number, { x, y }: Scales): Mark[] {
  return percentiles(curve).map(({ name, share, ms }) => {
    const [left, top] = [x(ms), y(share)];
    return {
      row,
      column: left,
      name: `${curve.label}, ${name}`,
      figures: `${milliseconds(ms)} · n ${writtenNumber(curve.n)}`,
      shape: svg`${hitCircle(left, top)}${markerAt(curve.look, left, top, name !== "p50")}`,
    };
  });
}

function medianLabels(curves: readonly Curve[], { x, y }: Scales, plot: Plot): SVGTemplateResult {
  const known = curves.flatMap(({ p50 }) =>
    p50 === undefined ? [] : [{ x: x(p50), y: y(0.5), text: `p50 ${milliseconds(p50)}` }],
  );
  const labelled = known.slice(0, maxLabels).map((one) => ({ ...one, width: textWidth(one.text) }));
  const places = placeBeside(labelled, plot, known.map(markerBox));
  return svg`${labelled.map(({ text }, index) => {
    const place = places[index];
    return place ? svg`<text class="chart-label" x=${place.x} y=${place.y}>${text}</text>` : "";
  })}`;
}
