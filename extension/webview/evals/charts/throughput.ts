// Tokens a second against how many streams run at once, beside what was published for the same numbers of streams.

import { scaleLinear, scaleLog } from "d3-scale";
import { type SVGTemplateResult, svg } from "lit";
import { tokensPerSecond } from "../../../../core/figures/figure-text.ts";
import { plural, t } from "../../../words.ts";
import { writtenNumber } from "../../language.ts";
import type { Content } from "./figure.ts";
import { type Look, legend, lineSwatch, markerAt, publishedLook, seriesLook } from "./look.ts";
import { type Drawing, hitCircle, type Mark } from "./mark.ts";
import { linePath } from "./path.ts";
import { heightOf, plotIn, xAxis, yAxis } from "./plot.ts";
import { tableTemplate } from "./table.ts";
import { tickNumber } from "./ticks.ts";

type Measured = { concurrency: number; tokensPerSecond: number; n: number };
export type ThroughputData = {
  series: readonly { label: string; points: readonly Measured[] }[];
  published: readonly { label: string; points: readonly Omit<Measured, "n">[] }[];
};

type Curve = {
  label: string;
  points: (Omit<Measured, "n"> & { n?: number | undefined })[];
  look: Look;
  isPublished: boolean;
};

export function throughputContent(data: ThroughputData): Content | { empty: string } {
  const curves = curvesOf(data);
  const measured = curves.filter(({ isPublished }) => !isPublished);
  if (measured.length === 0) {
    return { empty: t("No throughput was measured, so there is nothing to draw.") };
  }
  return {
    summary: summaryOf(measured),
    legend: legend(
      curves.map(({ look, label, isPublished, points }) => ({
        swatch: lineSwatch(look, isPublished),
        label,
        details: [isPublished ? t("published") : totalOf(points)],
      })),
    ),
    draw: (width) => draw(width, curves),
    table: () => tableOf(curves),
    notes: [],
  };
}

/** Points without a place on a logarithmic axis are no points. */
function curvesOf({ series, published }: ThroughputData): Curve[] {
  const all = [
    ...series.map((one, index) => ({ ...one, look: seriesLook(index), isPublished: false })),
    ...published.map((one, index) => ({ ...one, look: publishedLook(index), isPublished: true })),
  ];
  return all
    .map((curve) => ({
      ...curve,
      points: curve.points
        .filter((point) => point.concurrency > 0 && Number.isFinite(point.tokensPerSecond))
        .toSorted((one, other) => one.concurrency - other.concurrency),
    }))
    .filter(({ points }) => points.length > 0);
}

function totalOf(points: Curve["points"]): string {
  const total = points.reduce((sum, { n = 0 }) => sum + n, 0);
  return `n ${writtenNumber(total)}`;
}

function summaryOf(measured: readonly Curve[]): string {
  const each = measured.slice(0, 3).map(({ label, points }) => {
    const best = points.reduce((one, other) =>
      other.tokensPerSecond > one.tokensPerSecond ? other : one,
    );
    return t(
      "{0}: at most {1}, with {2}.",
      label,
      tokensPerSecond(best.tokensPerSecond),
      streams(best.concurrency),
    );
  });
  if (measured.length > 3) each.push(t("{0} more in the table.", measured.length - 3));
  return `${t("Output tokens a second against streams at once.")} ${each.join(" ")}`;
}

function draw(width: number, curves: readonly Curve[]): Drawing {
  const points = curves.flatMap((curve) => curve.points);
  const top = Math.max(...points.map((point) => point.tokensPerSecond));
  const rates = scaleLinear([0, top > 0 ? top : 1], [0, 1]).nice(5);
  const rateTicks = rates.ticks(5);
  const plot = plotIn(width, { yTexts: rateTicks.map((rate) => tickNumber(rate)) });
  const y = rates.copy().range([plot.bottom, plot.top]);
  const counts = [...new Set(points.map(({ concurrency }) => concurrency))].sort((a, b) => a - b);
  const x = scaleLog(around(counts), [plot.left + 14, plot.right - 14]).base(2);
  return {
    height: heightOf(plot),
    picture: svg`
      ${yAxis(
        plot,
        rateTicks.map((rate) => ({ at: y(rate), text: tickNumber(rate) })),
        t("output tok/s, all streams together"),
      )}
      ${xAxis(
        plot,
        counts.map((count) => ({ at: x(count), text: writtenNumber(count) })),
        t("streams at once (each step doubles)"),
      )}
      ${curves.map((curve) => curvePath(curve, x, y))}`,
    marks: curves.flatMap((curve, row) => marksOf(curve, row, x, y)),
  };
}

/** A single number of streams stands in the middle. */
function around(counts: readonly number[]): [number, number] {
  const low = counts[0] ?? 1;
  const high = counts.at(-1) ?? low;
  return low === high ? [low / 2, high * 2] : [low, high];
}

type Scale = (value: number) => number;

function curvePath({ points, look }: Curve, x: Scale, y: Scale): SVGTemplateResult {
  const path = linePath(points.map((point) => [x(point.concurrency), y(point.tokensPerSecond)]));
  return svg`<path class="chart-line ${look.ink}" d=${path} stroke-dasharray=${look.dashes || "none"}></path>`;
}

function marksOf({ label, points, look, isPublished }: Curve, row: number, x: Scale, y: Scale) {
  return points.map((point): Mark => {
    const [left, top] = [x(point.concurrency), y(point.tokensPerSecond)];
    return {
      row,
      column: left,
      name: `${label}, ${streams(point.concurrency)}`,
      figures: `${tokensPerSecond(point.tokensPerSecond)} · ${samples(point.n)}`,
      shape: svg`${hitCircle(left, top)}${markerAt(look, left, top, isPublished)}`,
    };
  });
}

function tableOf(curves: readonly Curve[]) {
  return tableTemplate({
    caption: t("Output tokens a second, all streams together"),
    head: [t("series"), t("streams at once"), "tok/s", "n"],
    rows: curves.flatMap(({ label, points }) =>
      points.map((point) => [
        label,
        writtenNumber(point.concurrency),
        tokensPerSecond(point.tokensPerSecond),
        point.n === undefined ? t("published") : writtenNumber(point.n),
      ]),
    ),
  });
}

function samples(n: number | undefined): string {
  return n === undefined ? t("published") : `n ${writtenNumber(n)}`;
}

function streams(concurrency: number): string {
  return plural(concurrency, ["{1} stream", "{1} streams"], writtenNumber(concurrency));
}
