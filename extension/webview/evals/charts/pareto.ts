// What all users together get against what one of them sees: settings that no other beats on both are joined by a line.

import { scaleLinear } from "d3-scale";
import { type SVGTemplateResult, svg } from "lit";
import { tokensPerSecond } from "../../../../core/figures/figure-text.ts";
import { plural, t } from "../../../words.ts";
import { writtenNumber } from "../../language.ts";
import type { Content } from "./figure.ts";
import { legend, markerAt, seriesLook } from "./look.ts";
import { type Drawing, hitCircle, type Mark } from "./mark.ts";
import { paretoFront } from "./pareto-front.ts";
import { type Point as PathPoint, stepPath } from "./path.ts";
import { heightOf, type Plot, plotIn, xAxis, yAxis } from "./plot.ts";
import { type Bounds, markerBox, placeBeside } from "./point-labels.ts";
import { tableTemplate } from "./table.ts";
import { fittedMiddle, textWidth } from "./text-width.ts";
import { tickNumber } from "./ticks.ts";

export type ParetoData = {
  points: readonly { label: string; interactivity: number; tokensPerSecond: number; n: number }[];
};
type Point = ParetoData["points"][number] & { isOnFront: boolean };

const onFront = seriesLook(0);
const beaten = { ...seriesLook(1), ink: "chart-ink-published" };
/** Beyond it, beaten points are drawn as one shape: seen, but to be read in the table. */
const maxBeatenMarks = 300;
const maxLabelWidth = 150;

export function paretoContent(data: ParetoData): Content | { empty: string } {
  const points = ranked(data);
  if (points.length === 0) {
    return {
      empty: t("No row has both a throughput and a speed per user, so there is nothing to draw."),
    };
  }
  const beatenCount = points.filter(({ isOnFront }) => !isOnFront).length;
  return {
    summary: summaryOf(points),
    legend: legend([
      {
        swatch: svg`<path class="chart-line ${onFront.ink}" d="M4 2V8H28V14"></path>${markerAt(onFront, 16, 8)}`,
        label: t("on the front: no other point beats it"),
        details: [pointsText(points.length - beatenCount)],
      },
      {
        swatch: markerAt(beaten, 16, 8, true),
        label: t("beaten: another point is better, and on neither axis worse"),
        details: [pointsText(beatenCount)],
      },
    ]),
    draw: (width) => draw(width, points),
    table: () => tableOf(points),
    notes:
      beatenCount > maxBeatenMarks
        ? [
            t(
              "The {0} beaten points are drawn together; the table has each.",
              writtenNumber(beatenCount),
            ),
          ]
        : [],
  };
}

/** From the slowest for a user to the fastest. */
function ranked({ points }: ParetoData): Point[] {
  const drawable = points.filter(
    (point) => Number.isFinite(point.interactivity) && Number.isFinite(point.tokensPerSecond),
  );
  const front = new Set(
    paretoFront(drawable.map((point) => ({ x: point.interactivity, y: point.tokensPerSecond }))),
  );
  return drawable
    .map((point, index) => ({ ...point, isOnFront: front.has(index) }))
    .sort((one, other) => one.interactivity - other.interactivity);
}

function summaryOf(points: readonly Point[]): string {
  const front = points.filter(({ isOnFront }) => isOnFront);
  const ends = [front[0], front.length > 1 ? front.at(-1) : undefined].flatMap((point) =>
    point ? [`${point.label}: ${figuresOf(point)}.`] : [],
  );
  return [
    t("Throughput against tokens a second per user; more is better on both."),
    plural(
      points.length,
      ["{2} of {1} point on the front.", "{2} of {1} points on the front."],
      writtenNumber(points.length),
      writtenNumber(front.length),
    ),
    t("Its ends: {0}", ends.join(" ")),
  ].join(" ");
}

function pointsText(count: number): string {
  return plural(count, ["{1} point", "{1} points"], writtenNumber(count));
}

function figuresOf(point: Point): string {
  return t(
    "{0} in all, {1} per user, n {2}",
    tokensPerSecond(point.tokensPerSecond),
    tokensPerSecond(point.interactivity),
    writtenNumber(point.n),
  );
}

type Placed = Point & { x: number; y: number };

function draw(width: number, points: readonly Point[]): Drawing {
  const rates = fromZero(points.map((point) => point.tokensPerSecond));
  const yTicks = rates.ticks(5);
  const plot = plotIn(width, { yTexts: yTicks.map((rate) => tickNumber(rate)) });
  const y = rates.copy().range([plot.bottom, plot.top]);
  const x = fromZero(points.map(({ interactivity }) => interactivity)).range([
    plot.left,
    plot.right,
  ]);
  const placed = points.map((point) => ({
    ...point,
    x: x(point.interactivity),
    y: y(point.tokensPerSecond),
  }));
  const front = placed.filter(({ isOnFront }) => isOnFront);
  const rest = placed.filter(({ isOnFront }) => !isOnFront);
  const isCrowded = rest.length > maxBeatenMarks;
  return {
    height: heightOf(plot),
    picture: svg`
      ${yAxis(
        plot,
        yTicks.map((rate) => ({ at: y(rate), text: tickNumber(rate) })),
        t("output tok/s, all users together (more is better ↑)"),
      )}
      ${xAxis(
        plot,
        x.ticks(Math.floor(width / 90)).map((rate) => ({ at: x(rate), text: tickNumber(rate) })),
        t("tok/s per user (more is better →)"),
      )}
      ${isCrowded ? crowd(rest) : ""}
      ${frontLine(front, plot)}
      ${labels(front, isCrowded ? front : placed, plot)}`,
    marks: [...marksOf(front, 0), ...(isCrowded ? [] : marksOf(rest, 1))],
  };
}

function fromZero(values: readonly number[]) {
  const top = Math.max(0, ...values);
  return scaleLinear([0, top > 0 ? top * 1.02 : 1], [0, 1]).nice(5);
}

/** The edge of what is beaten: from the axis on the left, down at every point, to the axis below. */
function frontLine(front: readonly Placed[], plot: Plot): SVGTemplateResult {
  const first = front[0];
  const last = front.at(-1);
  if (!first || !last) return svg``;
  const path = stepPath([
    [plot.left, first.y],
    ...front.map(({ x, y }): PathPoint => [x, y]),
    [last.x, plot.bottom],
  ]);
  return svg`<path class="chart-line ${onFront.ink}" d=${path}></path>`;
}

function crowd(points: readonly Placed[]): SVGTemplateResult {
  const dots = points.map(({ x, y }) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join("");
  return svg`<path class="chart-crowd ${beaten.ink}" d=${dots}></path>`;
}

function labels(front: readonly Placed[], markers: readonly Placed[], plot: Plot) {
  const texts = front.map(({ label }) => fittedMiddle(label, maxLabelWidth));
  const places = placeBeside(
    front.map(({ x, y }, index) => ({ x, y, width: textWidth(texts[index] ?? "") })),
    plot,
    [
      ...markers.map(markerBox),
      ...front.flatMap((point, index) => drop(point, front[index + 1], plot)),
    ],
  );
  return svg`${places.map((place, index) =>
    place ? svg`<text class="chart-label" x=${place.x} y=${place.y}>${texts[index]}</text>` : "",
  )}`;
}

/** Where the front goes down at a point; no label shall cross it. */
function drop(point: Placed, next: Placed | undefined, plot: Plot): Bounds[] {
  const { x, y } = point;
  return [{ left: x - 1, right: x + 1, top: y, bottom: next?.y ?? plot.bottom }];
}

function marksOf(points: readonly Placed[], row: number): Mark[] {
  return points.map((point) => ({
    row,
    column: point.x,
    name: point.label,
    figures: `${figuresOf(point)} · ${point.isOnFront ? t("on the front") : t("beaten")}`,
    shape: svg`${hitCircle(point.x, point.y)}${markerAt(point.isOnFront ? onFront : beaten, point.x, point.y, !point.isOnFront)}`,
  }));
}

function tableOf(points: readonly Point[]) {
  return tableTemplate({
    caption: t("Throughput and speed per user"),
    head: [t("row"), t("in all"), t("per user"), "n", t("front")],
    rows: points.map((point) => [
      point.label,
      tokensPerSecond(point.tokensPerSecond),
      tokensPerSecond(point.interactivity),
      writtenNumber(point.n),
      point.isOnFront ? t("yes") : t("no"),
    ]),
  });
}
