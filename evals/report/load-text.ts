// A load test in words and tables, before it is shown on a terminal, as HTML or as Markdown: what was asked of which
// endpoint, every figure with its n, and what a reader has to know before believing it. Decides nothing.
import { plural } from "../../core/figures/figure-text.ts";
import { isForLatency, longestForLatency } from "../../core/figures/latency-row.ts";
import type { LoadRow, LoadTest } from "../../core/protocol/load-test.ts";
import type { EndpointFacts, Hardware } from "../../core/protocol/run-facts.ts";
import { rowLabel } from "../load/load-plan.ts";
import published from "../reference/h100-qwen3-coder.json" with { type: "json" };
import { hasNoHits, isByToken, loadTables } from "./load-tables.ts";
import type { TableText } from "./table-text.ts";

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
    tables: loadTables(rows, run.hardware, mark),
    cautions: rows.flatMap((row) =>
      row.cautions.map(({ message }) => `${rowLabel(row)}: ${message}`),
    ),
    notes: [...meaningOf(loadTest), ...loadTest.notes],
  };
}

/** `4 × H100 SXM (declared)`. */
export function hardwareText({ gpus, name }: Hardware): string {
  const what = [
    ...(gpus === undefined ? [] : [name === undefined ? plural(gpus, "GPU") : String(gpus)]),
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

/** How the columns are meant, as far as they are shown; the rest is among the notes of the test itself. */
function meaningOf({ rows }: LoadTest): string[] {
  if (rows.length === 0) return [];
  const writing = rows.filter((row) => !isForLatency(row));
  const said = (isSaid: boolean, sentence: string) => (isSaid ? [sentence] : []);
  return [
    "in/out: tokens of prompt and answer, as asked. Load: × requests at a time, or arrivals a second. n: finished requests, without the warm-up; a figure that rests on another number says it in brackets.",
    `TTFT: from sending to the first token. TPOT: mean time of each further token. ${isByToken(rows) ? "ITL: gaps between tokens" : "Inter-chunk: gaps between pieces of an answer"}, of all requests together. p50 is the median; p95 needs 20 requests.`,
    ...said(
      rows.some(({ cache }) => cache === "warm"),
      "Cache: whether the server had seen the prompt before. Prefix hits: the share of prompt tokens that it took from its cache.",
    ),
    ...said(rows.every(hasNoHits), "The server took no prompt token from its prefix cache."),
    ...said(
      writing.length < rows.length,
      `Rows with answers of up to ${longestForLatency} tokens are for latency: their throughput says nothing and is left out.`,
    ),
    ...said(
      writing.some(({ interactivity }) => interactivity !== undefined),
      "Per user: tokens a second that one user sees, 1 ÷ median TPOT.",
    ),
    ...said(
      rows.some((row) => row.published.length > 0),
      `Published: ${published.source}, at the same concurrency. here ÷ published: of a TTFT better below 1, of a throughput above.`,
    ),
  ];
}
