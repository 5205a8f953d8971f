// A load test in words and tables, before it is shown on a terminal, as HTML or as Markdown: what was asked of which
// endpoint, every figure with its n, and what a reader has to know before believing it. Decides nothing.
import {
  fineMilliseconds,
  milliseconds,
  percent,
  plural,
  times,
  tokensPerSecond,
} from "../../core/figures/figure-text.ts";
import type { LoadRow, LoadTest } from "../../core/protocol/load-test.ts";
import type { Distribution, EndpointFacts, Hardware } from "../../core/protocol/run-facts.ts";
import { rowLabel } from "../load/load-plan.ts";
import published from "../reference/h100-qwen3-coder.json" with { type: "json" };
import { type Column, none, type TableText, tableOf } from "./table-text.ts";

export type LoadText = {
  title: string;
  /** Where and how it was measured. */
  facts: readonly string[];
  tables: readonly TableText[];
  /** What the reader must not miss, each with its row. */
  cautions: readonly string[];
  /** How the figures are meant. */
  notes: readonly string[];
};

export function loadText(loadTest: LoadTest): LoadText {
  const { run, rows } = loadTest;
  const mark = run.endpoint.isSimulated ? " (SIMULATED)" : "";
  return {
    title: `Load test of ${run.endpoint.model}${mark}`,
    facts: factsOf(loadTest),
    tables:
      rows.length === 0
        ? []
        : [
            tableOf(`Latency${mark}`, rows, latencyColumns(rows)),
            tableOf(`Throughput${mark}`, rows, throughputColumns(rows, run.hardware)),
          ],
    cautions: rows.flatMap((row) =>
      row.cautions.map(({ message }) => `${rowLabel(row)}: ${message}`),
    ),
    notes: [...meaningOf(loadTest), ...loadTest.notes],
  };
}

/** Requests that came to nothing. */
export function failedIn({ errors }: Pick<LoadRow, "errors">): number {
  return Object.values(errors).reduce((total, count) => total + count, 0);
}

/** `4 × H100 SXM (declared)`. */
export function hardwareText({ gpus, name }: Hardware): string {
  const what = [
    ...(gpus === undefined ? [] : [String(gpus)]),
    ...(name === undefined ? [] : [name]),
  ];
  return `${what.join(" × ") || "something"} (declared)`;
}

/** `qwen3-coder at http://gpu1:8000/v1 (SIMULATED), server 0.29.0, context 32768 tokens`. */
export function endpointText(endpoint: EndpointFacts): string {
  const { url, model, serverVersion, contextWindow, isSimulated } = endpoint;
  return [
    `${model} at ${url}${isSimulated ? " (SIMULATED)" : ""}`,
    ...(serverVersion === undefined ? [] : [`server ${serverVersion}`]),
    ...(contextWindow === undefined ? [] : [`context ${contextWindow} tokens`]),
  ].join(", ");
}

function factsOf({ run, status, rows, plannedRows }: LoadTest): string[] {
  const { hardware, server = {}, forcesLength } = run;
  const { runningBefore, waitingBefore, maxNumSeqs } = server;
  const state =
    status === "complete" ? plural(rows.length, "row") : interruptedText(rows, plannedRows);
  return [
    endpointText(run.endpoint),
    `load test ${run.id}, started ${run.startedAt}, profile ${run.profile}, seed ${run.seed}, ${state}`,
    `hardware: ${hardware === undefined ? "not declared" : hardwareText(hardware)}`,
    `prompts: ${run.promptSource} to ${run.route}; answer lengths ${
      forcesLength ? "forced by ignore_eos and min_tokens" : "as the model ends them"
    }`,
    ...(runningBefore === undefined
      ? []
      : [`requests of others before: ${runningBefore} running, ${waitingBefore ?? 0} waiting`]),
    ...(maxNumSeqs === undefined ? [] : [`max-num-seqs ${maxNumSeqs} (declared)`]),
  ];
}

function interruptedText(rows: readonly LoadRow[], planned: number): string {
  return `interrupted after ${rows.length} of ${plural(planned, "row")}`;
}

const firstColumns: readonly Column<LoadRow>[] = [
  { head: "in/out", align: "left", cell: shapeText },
  { head: "Load", align: "right", cell: ({ load }) => pressureText(load) },
  { head: "Cache", align: "left", cell: ({ cache }) => cache },
  { head: "n", align: "right", cell: ({ n }) => n.toLocaleString("en") },
  { head: "Errors", align: "right", cell: (row) => failedIn(row).toLocaleString("en") },
];

/** A row that the generator has spoiled is not to be quoted, and not to be read without that. */
function shapeText({ isl, osl, isSpoiled }: LoadRow): string {
  return `${isl}/${osl}${isSpoiled ? " SPOILED" : ""}`;
}

function pressureText(load: LoadRow["load"]): string {
  return load.kind === "closed" ? `× ${load.concurrency}` : `${load.requestsPerSecond}/s`;
}

/** A last chunk without text makes the mean differ a little from one. */
const oneTokenSlack = 0.05;

function latencyColumns(rows: readonly LoadRow[]): Column<LoadRow>[] {
  const isByToken = rows.every(
    ({ tokensPerChunk = 0 }) => Math.abs(tokensPerChunk - 1) <= oneTokenSlack,
  );
  return [
    ...firstColumns,
    right("TTFT p50", (row) => figure(row, row.ttftMs, milliseconds)),
    right("TTFT p95", ({ ttftMs }) => written(ttftMs?.p95, milliseconds)),
    right("TPOT p50", (row) => figure(row, row.tpotMs, fineMilliseconds)),
    right(isByToken ? "ITL p50 (n)" : "inter-chunk p50 (n)", (row) =>
      figure(row, row.itlMs, fineMilliseconds),
    ),
    right("Prefix hits", ({ prefixHitRate }) => written(prefixHitRate, percent)),
    ...publishedColumns("ttftMs", (row) => `TTFT ${row}`, milliseconds),
  ];
}

function throughputColumns(
  rows: readonly LoadRow[],
  hardware: Hardware | undefined,
): Column<LoadRow>[] {
  const gpus = hardware?.gpus;
  return [
    ...firstColumns,
    right("Steady", ({ steadyTokensPerSecond: steady }) => written(steady, tokensPerSecond)),
    right("Wall", wallText),
    right("Wall per GPU (declared)", ({ outputTokensPerSecond: wall }) =>
      gpus === undefined || wall === undefined ? none : tokensPerSecond(wall / gpus),
    ),
    right("Per user", ({ interactivity }) => written(interactivity, tokensPerSecond)),
    right("Requests", ({ requestsPerSecond, n }) =>
      n === 0 ? none : `${requestsPerSecond.toFixed(2)}/s`,
    ),
    ...publishedColumns("outputTokensPerSecond", (row) => row, tokensPerSecond),
  ].filter(({ head }) => head !== "Errors" || rows.some((row) => failedIn(row) > 0));
}

/** `5,391 tok/s (−19 %)`: beside the steady figure, how much lower. */
function wallText({ outputTokensPerSecond: wall, steadyTokensPerSecond: steady }: LoadRow): string {
  if (wall === undefined) return none;
  if (steady === undefined || steady <= wall) return tokensPerSecond(wall);
  return `${tokensPerSecond(wall)} (−${percent(1 - wall / steady)})`;
}

function publishedColumns(
  what: LoadRow["published"][number]["what"],
  heading: (deployment: string) => string,
  write: (value: number) => string,
): Column<LoadRow>[] {
  return published.deployments.map(({ id, hardware }) => {
    const name = hardware.replace("x ", "× ").replace(/ SXM.*/, "") || id;
    return right(heading(`vs ${name}`), (row) => {
      const beside = row.published.find((each) => each.what === what && each.deployment === id);
      return beside === undefined ? none : `${times(beside.ratio)} of ${write(beside.published)}`;
    });
  });
}

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

function written(value: number | undefined, write: (value: number) => string): string {
  return value === undefined ? none : write(value);
}

function right(head: string, cell: (row: LoadRow) => string): Column<LoadRow> {
  return { head, align: "right", cell };
}

/** How the columns are meant, as far as they are shown; the rest is among the notes of the test itself. */
function meaningOf({ rows }: LoadTest): string[] {
  return [
    ...(rows.length === 0
      ? []
      : [
          "in/out: tokens of prompt and answer, as asked. n: finished requests, those of the warm-up apart; a figure that rests on another number says it in brackets.",
        ]),
    ...(rows.some(({ interactivity }) => interactivity !== undefined)
      ? ["Per user: tokens a second that one user sees, 1 ÷ median TPOT."]
      : []),
    ...(rows.some((row) => row.published.length > 0)
      ? [
          `Ratios are to ${published.source}, at the same concurrency: of a TTFT better below 1, of a throughput above.`,
        ]
      : []),
  ];
}
