// One load test from its plan to its document: prepares the endpoint, runs row after row, and says what was measured how.
import { ModelError } from "../../core/model/errors.ts";
import type { Timeouts } from "../../core/model/inactivity.ts";
import {
  type LoadEvent,
  type LoadHeader,
  type LoadRow,
  type LoadTest,
  loadSchemaVersion,
} from "../../core/protocol/load-test.ts";
import type { Hardware } from "../../core/protocol/run-facts.ts";
import { endpointFacts, openEndpoint, type Target } from "../runner/open-endpoint.ts";
import { type Asked, type ChosenRoute, chooseRoute } from "./choose-route.ts";
import type { LoadPlan, RowPlan } from "./load-plan.ts";
import { openMetricsClient } from "./metrics-client.ts";
import { notesOf } from "./notes.ts";
import { progressOf } from "./row-progress.ts";
import { runRow } from "./run-row.ts";
import { metricsOf, serverOf } from "./server-state.ts";

export type LoadRequest = {
  id: string;
  endpoint: Target;
  plan: LoadPlan;
  seed: number;
  hardware?: Hardware;
  /** As declared by the person who runs it: vLLM does not tell. */
  maxNumSeqs?: number;
  /** Silence that is no failure; a queue may be long. */
  timeouts?: Timeouts;
};

export type PreparedLoadTest = {
  header: LoadHeader;
  plannedRows: number;
  plannedRequests: number;
  rows: readonly RowPlan[];
  /** Rows of the plan that do not fit into the context window. */
  leftOut: readonly RowPlan[];
  chosen: ChosenRoute;
  endpoint: Pick<Asked, "url" | "apiKey" | "model" | "timeouts">;
  hasMetrics: boolean;
};

const patience: Timeouts = { firstByteMs: 600_000, stalledMs: 120_000 };

/**
 * Finds the model, the route and how exact lengths can be, with one or a few tiny requests, and reads the server's metrics
 * before them.
 * @throws ModelError when it does not answer, takes no request or has too small a context window; NoModel
 */
export async function prepareLoadTest(
  request: LoadRequest,
  signal: AbortSignal,
): Promise<PreparedLoadTest> {
  const { id, plan, seed, timeouts = patience } = request;
  const startedAt = new Date().toISOString();
  const open = await openEndpoint(request.endpoint, signal);
  const facts = endpointFacts(open);
  const { url, model } = facts;
  const [rows, leftOut] = fitting(plan.rows, facts.contextWindow);
  const endpoint = { url, model, apiKey: request.endpoint.apiKey, timeouts };
  const metrics = await metricsOf(endpoint, signal);
  const longest = Math.max(...rows.map(({ isl }) => isl));
  const asked: Asked = { ...endpoint, client: open.client, longest };
  const chosen = await chooseRoute(asked, promptSeedOf({ id, startedAt, seed }), signal);
  const { maxNumSeqs, hardware } = request;
  const header: LoadHeader = {
    id,
    startedAt,
    endpoint: facts,
    ...(hardware === undefined ? {} : { hardware }),
    profile: plan.profile,
    route: chosen.route,
    promptSource: chosen.promptSource,
    forcesLength: chosen.takes.forcedLength,
    ...serverOf(metrics, maxNumSeqs),
    seed,
  };
  return {
    header,
    plannedRows: rows.length,
    plannedRequests: rows.reduce((sum, { requests }) => sum + requests, 0),
    rows,
    leftOut,
    chosen,
    endpoint,
    hasMetrics: metrics !== undefined,
  };
}

/**
 * Rows are emitted as they are measured, so after an abort those that were are known to the caller.
 * @throws the signal's reason when it is aborted; a ModelError after a row in which no request finished
 */
export async function runLoadTest(
  prepared: PreparedLoadTest,
  emit: (event: LoadEvent) => void,
  signal: AbortSignal,
): Promise<LoadTest> {
  const { header, plannedRows, plannedRequests, endpoint, chosen } = prepared;
  signal.throwIfAborted();
  emit({ kind: "load-started", run: header, plannedRows, plannedRequests });
  const metrics = prepared.hasMetrics
    ? openMetricsClient(endpoint.url, endpoint.apiKey)
    : undefined;
  const measured: LoadRow[] = [];
  try {
    for (const [index, plan] of prepared.rows.entries()) {
      const promptSeed = `${promptSeedOf(header)} row ${index}`;
      const onDone = progressOf(plan, index, emit);
      const { maxNumSeqs } = header.server ?? {};
      const means = { endpoint, chosen, metrics, maxNumSeqs, seed: header.seed };
      const { row, error } = await runRow(plan, { ...means, promptSeed, onDone }, signal);
      measured.push(row);
      emit({ kind: "load-row", row });
      if (error !== undefined) throw error;
    }
  } finally {
    await metrics?.close();
  }
  const loadTest = documentOf(prepared, measured, "complete");
  emit({ kind: "load-finished", loadTest });
  return loadTest;
}

export function interruptedLoadTest(
  prepared: PreparedLoadTest,
  rows: readonly LoadRow[],
): LoadTest {
  return documentOf(prepared, rows, "interrupted");
}

function documentOf(
  { header, plannedRows, leftOut }: PreparedLoadTest,
  rows: readonly LoadRow[],
  status: LoadTest["status"],
): LoadTest {
  return {
    schemaVersion: loadSchemaVersion,
    run: header,
    status,
    plannedRows,
    rows: [...rows],
    notes: notesOf({ header, rows, leftOut }),
  };
}

/** The start is in it, so that a run that goes on under its old id does not find its old prompts in the prefix cache. */
function promptSeedOf({ id, startedAt, seed }: Pick<LoadHeader, "id" | "startedAt" | "seed">) {
  return `${id} ${startedAt} ${seed}`;
}

/** @throws ModelError `context_length` when none fits; RangeError when there is none */
function fitting(
  rows: readonly RowPlan[],
  contextWindow: number | undefined,
): [fitting: RowPlan[], leftOut: RowPlan[]] {
  if (rows.length === 0) throw new RangeError("A load test needs at least one row.");
  const fits = ({ isl, osl }: RowPlan) => contextWindow === undefined || isl + osl <= contextWindow;
  const kept = rows.filter(fits);
  if (kept.length === 0) {
    const shapes = [...new Set(rows.map(({ isl, osl }) => `${isl}/${osl}`))].join(", ");
    throw new ModelError("context_length", {
      detail: `None of ${shapes} fits into ${contextWindow} tokens.`,
    });
  }
  return [kept, rows.filter((row) => !fits(row))];
}
