// Which throughput of two load tests is drawn in one chart: cold rows of the same lengths, on the same basis. Pure data in,
// pure data out.
import { isForLatency } from "../../../../core/figures/latency-row.ts";
import type { LoadRow, LoadTest } from "../../../../core/protocol/load-test.ts";
import { t } from "../../../words.ts";
import type { ThroughputChartProps } from "../charts/charts.ts";
import { byShape, drawable, type ThroughputBasis, throughputSeries } from "../load/chart-data.ts";
import type { LoadTestComparison } from "../messages.ts";
import { hardwareText } from "../words.ts";
import { sideTitles } from "./compare-frame.ts";

export type ComparedShape = {
  /** `512/1024`. */
  shape: string;
  basis: ThroughputBasis;
  series: ThroughputChartProps["series"];
  /** Whether the published run measured such rows. */
  isPublished: boolean;
};

/** Lengths that both tests measured, in the order of this run. */
export function comparedShapes({ baseline, current }: LoadTestComparison): ComparedShape[] {
  const before = byShape(rowsOf(baseline));
  return [...byShape(rowsOf(current))].flatMap(([shape, now]) => {
    const then = before.get(shape);
    if (then === undefined) return [];
    const basis = [then, now].every(hasSteady) ? "steady" : "wall-clock";
    const series = [
      ...named(sideTitles.baseline(), baseline, throughputSeries(then, basis)),
      ...named(sideTitles.current(), current, throughputSeries(now, basis)),
    ];
    const isPublished = [...then, ...now].some(({ published }) =>
      published.some(({ what }) => what === "outputTokensPerSecond"),
    );
    return series.length < 2 ? [] : [{ shape, basis, series, isPublished }];
  });
}

/** Why the tests say nothing of scaling, and what would let them. */
export function noScalingText({ baseline, current, comparison }: LoadTestComparison): string {
  const [a, b] = [baseline, current].map(({ run }) => run.hardware?.gpus);
  const because =
    a === undefined || b === undefined
      ? t("the hardware of both has to be declared")
      : a === b
        ? t("both declare {0}", a)
        : comparison.load.length === 0
          ? t("they have no row in common")
          : t("they have no cold row with long answers in common");
  return t("Scaling efficiency needs two tests with different numbers of GPUs: {0}.", because);
}

function rowsOf({ rows }: LoadTest): LoadRow[] {
  return drawable(rows).filter((row) => row.cache === "cold" && !isForLatency(row));
}

function hasSteady(rows: readonly LoadRow[]): boolean {
  return rows.some(({ steadyTokensPerSecond: steady }) => steady !== undefined);
}

/** Of one shape there is one series. */
function named(
  title: string,
  { run }: LoadTest,
  series: ThroughputChartProps["series"],
): ThroughputChartProps["series"] {
  const hardware = hardwareText(run.hardware);
  const label = hardware === undefined ? title : `${title}: ${hardware}`;
  return series.map(({ points }) => ({ label, points }));
}
