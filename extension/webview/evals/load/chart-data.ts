// What the charts of a load test draw: rows of one cache mode and of closed loops only, without those whose figures are not
// to be quoted. Pure data in, pure data out; how it looks is the charts' affair.
import type { LoadRow } from "../../../../core/protocol/load-test.ts";
import type { Published } from "../../../../core/protocol/published.ts";
import { t } from "../../../words.ts";
import type {
  DistributionChartProps,
  ParetoChartProps,
  ThroughputChartProps,
} from "../charts/charts.ts";
import { isTokenByToken, rowLabel, shapeLabel } from "./row-text.ts";

export type ThroughputBasis = "steady" | "wall-clock";

/** Rows that may be drawn, in the order of concurrency. */
export function drawable(rows: readonly LoadRow[]): LoadRow[] {
  return rows
    .filter(({ isSpoiled, load, n }) => !isSpoiled && load.kind === "closed" && n > 0)
    .sort((a, b) => concurrencyOf(a) - concurrencyOf(b));
}

/** Empty where nothing was spoiled. */
export function notDrawnText(rows: readonly LoadRow[]): string {
  const spoiled = rows.filter(({ isSpoiled }) => isSpoiled).map(rowLabel);
  return spoiled.length === 0
    ? ""
    : t("Not drawn, because they are not to be quoted: {0}.", spoiled.join(", "));
}

/** By shape, in the order in which they were measured. */
export function byShape(rows: readonly LoadRow[]): Map<string, LoadRow[]> {
  return Map.groupBy(rows, shapeLabel);
}

/** The steady figure is the published one's counterpart; only where no row has it the wall clock has to do. */
export function basisOf(rows: readonly LoadRow[]): ThroughputBasis {
  return rows.some((row) => row.steadyTokensPerSecond !== undefined) ? "steady" : "wall-clock";
}

export function basisText(basis: ThroughputBasis): string {
  return basis === "steady" ? t("steady") : t("wall-clock");
}

export function ttftSeries(rows: readonly LoadRow[]): DistributionChartProps["series"] {
  return rows.flatMap((row) =>
    row.ttftHistogram && row.ttftMs
      ? [{ label: rowLabel(row), histogram: row.ttftHistogram, ...row.ttftMs }]
      : [],
  );
}

export function itlSeries(rows: readonly LoadRow[]): DistributionChartProps["series"] {
  return rows.flatMap((row) =>
    row.itlHistogram && row.itlMs
      ? [{ label: rowLabel(row), histogram: row.itlHistogram, ...row.itlMs }]
      : [],
  );
}

/** Gaps between chunks are named so unless every row of them gets a token a chunk. */
export function gapTitle(rows: readonly LoadRow[]): string {
  return rows.every(isTokenByToken)
    ? t("Inter-token latency (ITL)")
    : t("Inter-chunk latency (gaps between chunks)");
}

/** What inline completion needs, and what the published run measured at concurrency 1. */
export function ttftLines(published: Published | undefined): DistributionChartProps["lines"] {
  if (published === undefined) return [];
  return [
    {
      label: t("inline completion needs"),
      atMs: published.inlineTtftMs,
      kind: "limit",
    },
    ...published.deployments.map(({ hardware, ttftMsAtConcurrency1 }) => ({
      label: t("published {0}, concurrency 1", shortHardware(hardware)),
      atMs: ttftMsAtConcurrency1,
      kind: "published" as const,
    })),
  ];
}

export function throughputSeries(
  rows: readonly LoadRow[],
  basis: ThroughputBasis,
): ThroughputChartProps["series"] {
  return [...byShape(rows)].flatMap(([label, ofShape]) => {
    const points = ofShape.flatMap((row) => {
      const tokensPerSecond = throughputOf(row, basis);
      return tokensPerSecond === undefined
        ? []
        : [{ concurrency: concurrencyOf(row), tokensPerSecond, n: row.n }];
    });
    return points.length === 0 ? [] : [{ label, points }];
  });
}

export function publishedThroughput(
  published: Published | undefined,
): ThroughputChartProps["published"] {
  return (published?.deployments ?? []).map(({ hardware, outputTokensPerSecond }) => ({
    label: t("published {0}", shortHardware(hardware)),
    points: outputTokensPerSecond,
  }));
}

export function paretoPoints(
  rows: readonly LoadRow[],
  basis: ThroughputBasis,
): ParetoChartProps["points"] {
  return rows.flatMap((row) => {
    const tokensPerSecond = throughputOf(row, basis);
    const { interactivity, n } = row;
    return tokensPerSecond === undefined || interactivity === undefined
      ? []
      : [{ label: rowLabel(row), interactivity, tokensPerSecond, n }];
  });
}

/** `4x H100 SXM` of `4x H100 SXM, NVLink, tensor parallel 4`. */
export function shortHardware(hardware: string): string {
  return hardware.split(",")[0] ?? hardware;
}

function throughputOf(row: LoadRow, basis: ThroughputBasis): number | undefined {
  return basis === "steady" ? row.steadyTokensPerSecond : row.outputTokensPerSecond;
}

function concurrencyOf({ load }: LoadRow): number {
  return load.kind === "closed" ? load.concurrency : load.peakConcurrency;
}
