// The rows of a load test as tables that a terminal of 120 columns takes: how long one waits, how much is written, and both
// beside the published run. A column that says the same in every row is left to a sentence. Decides nothing.
import {
  fineMilliseconds,
  milliseconds,
  percent,
  times,
  tokensPerSecond,
} from "../../core/figures/figure-text.ts";
import { isForLatency } from "../../core/figures/latency-row.ts";
import type { LoadRow } from "../../core/protocol/load-test.ts";
import type { Distribution, Hardware } from "../../core/protocol/run-facts.ts";
import published from "../reference/h100-qwen3-coder.json" with { type: "json" };
import { type Column, none, type TableText, tableOf } from "./table-text.ts";

/** Requests that came to nothing. */
export function failedIn({ errors }: Pick<LoadRow, "errors">): number {
  return Object.values(errors).reduce((total, count) => total + count, 0);
}

export function loadTables(
  rows: readonly LoadRow[],
  hardware: Hardware | undefined,
  mark: string,
): TableText[] {
  const writing = rows.filter((row) => !isForLatency(row));
  const beside = rows.flatMap(besideRows);
  return [
    ...(rows.length === 0 ? [] : [tableOf(`Latency${mark}`, rows, latencyColumns(rows))]),
    ...(writing.length === 0
      ? []
      : [tableOf(`Throughput${mark}`, writing, throughputColumns(rows, hardware))]),
    ...(beside.length === 0
      ? []
      : [tableOf(`Beside the published H100 run${mark}`, beside, besideColumns)]),
  ];
}

function firstColumns(rows: readonly LoadRow[]): Column<LoadRow>[] {
  const hasWarm = rows.some(({ cache }) => cache === "warm");
  const hasErrors = rows.some((row) => failedIn(row) > 0);
  return [
    ...labelColumns,
    { head: "Cache", align: "left", cell: ({ cache }) => (hasWarm ? cache : none) },
    right("n", ({ n }) => n.toLocaleString("en")),
    right("Errors", (row) => (hasErrors ? failedIn(row).toLocaleString("en") : none)),
  ];
}

type Label = Pick<LoadRow, "isl" | "osl" | "isSpoiled" | "load">;

const labelColumns: readonly Column<Label>[] = [
  { head: "in/out", align: "left", cell: shapeText },
  { head: "Load", align: "right", cell: ({ load }) => pressureText(load) },
];

/** A row that the generator has spoiled is not to be quoted, and not to be read without that. */
function shapeText({ isl, osl, isSpoiled }: Label): string {
  return `${isl}/${osl}${isSpoiled ? " SPOILED" : ""}`;
}

function pressureText(load: LoadRow["load"]): string {
  return load.kind === "closed" ? `× ${load.concurrency}` : `${load.requestsPerSecond}/s`;
}

/** A last chunk without text makes the mean differ a little from one. */
const oneTokenSlack = 0.05;

/** Whether gaps between chunks are gaps between tokens. */
export function isByToken(rows: readonly LoadRow[]): boolean {
  return rows.every(({ tokensPerChunk = 0 }) => Math.abs(tokensPerChunk - 1) <= oneTokenSlack);
}

/** Cold rows of which nothing was found need no column to say so. */
export function hasNoHits({ cache, prefixHitRate }: LoadRow): boolean {
  return cache === "cold" && prefixHitRate === 0;
}

function latencyColumns(rows: readonly LoadRow[]): Column<LoadRow>[] {
  const isHitless = rows.every(hasNoHits);
  return [
    ...firstColumns(rows),
    right("TTFT p50", (row) => figure(row, row.ttftMs, milliseconds)),
    right("TTFT p95", ({ ttftMs }) => written(ttftMs?.p95, milliseconds)),
    right("TPOT p50", (row) => figure(row, row.tpotMs, fineMilliseconds)),
    right(isByToken(rows) ? "ITL p50 (n)" : "inter-chunk p50 (n)", (row) =>
      figure(row, row.itlMs, fineMilliseconds),
    ),
    right("Prefix hits", ({ prefixHitRate }) =>
      isHitless ? none : written(prefixHitRate, percent),
    ),
  ];
}

function throughputColumns(
  rows: readonly LoadRow[],
  hardware: Hardware | undefined,
): Column<LoadRow>[] {
  const gpus = hardware?.gpus;
  return [
    ...firstColumns(rows),
    right("Steady", ({ steadyTokensPerSecond: steady }) => written(steady, tokensPerSecond)),
    right("Wall", wallText),
    right("Wall/GPU (declared)", ({ outputTokensPerSecond: wall }) =>
      gpus === undefined || wall === undefined ? none : tokensPerSecond(wall / gpus),
    ),
    right("Per user", ({ interactivity }) => written(interactivity, tokensPerSecond)),
    right("Requests", ({ requestsPerSecond, n }) =>
      n === 0 ? none : `${requestsPerSecond.toFixed(2)}/s`,
    ),
  ];
}

/** `5,391 tok/s (−19 %)`: beside the steady figure, how much lower. */
function wallText({ outputTokensPerSecond: wall, steadyTokensPerSecond: steady }: LoadRow): string {
  if (wall === undefined) return none;
  if (steady === undefined || steady <= wall) return tokensPerSecond(wall);
  return `${tokensPerSecond(wall)} (−${percent(1 - wall / steady)})`;
}

type Beside = Label & { figure: string; here: string; published: LoadRow["published"] };

/** One line for each figure of a row that the published run has as well. */
function besideRows(row: LoadRow): Beside[] {
  const { ttftMs, n, steadyTokensPerSecond: steady, outputTokensPerSecond: wall } = row;
  const rate = steady ?? wall;
  const kinds = [
    { what: "ttftMs", figure: "TTFT p50", value: ttftMs?.p50, of: ttftMs?.n, write: milliseconds },
    {
      what: "outputTokensPerSecond",
      figure: steady === undefined ? "output, wall" : "output, steady",
      value: isForLatency(row) ? undefined : rate,
      of: n,
      write: tokensPerSecond,
    },
  ] as const;
  return kinds.flatMap(({ what, figure, value, of = n, write }) => {
    const own = row.published.filter((each) => each.what === what);
    if (value === undefined || own.length === 0) return [];
    return [
      { ...row, figure, here: `${write(value)} (${of.toLocaleString("en")})`, published: own },
    ];
  });
}

const besideColumns: readonly Column<Beside>[] = [
  ...labelColumns,
  { head: "Figure", align: "left", cell: ({ figure }) => figure },
  right("Here (n)", ({ here }) => here),
  ...published.deployments.flatMap(({ id, hardware }): Column<Beside>[] => {
    const name = hardware.replace("x ", "× ").replace(/ SXM.*/, "") || id;
    const own = (row: Beside) => row.published.find(({ deployment }) => deployment === id);
    const write = ({ what, published: value }: LoadRow["published"][number]) =>
      what === "ttftMs" ? milliseconds(value) : tokensPerSecond(value);
    return [
      right(name, (row) => written(own(row), write)),
      right(`here ÷ ${name}`, (row) => written(own(row)?.ratio, times)),
    ];
  }),
];

/** The median; with its own n where that is not the row's. */
function figure(
  { n }: LoadRow,
  distribution: Distribution | undefined,
  write: (ms: number) => string,
): string {
  if (distribution === undefined) return none;
  const own = distribution.n === n ? "" : ` (${distribution.n.toLocaleString("en")})`;
  return `${write(distribution.p50)}${own}`;
}

function written<Value>(value: Value | undefined, write: (value: Value) => string): string {
  return value === undefined ? none : write(value);
}

function right<Row>(head: string, cell: (row: Row) => string): Column<Row> {
  return { head, align: "right", cell };
}
