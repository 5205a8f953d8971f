// Runs one row: opens its sockets, warms up apart, watches server and generator, asks, and builds the figures.
import type { ModelError } from "../../core/model/errors.ts";
import type { LoadRow } from "../../core/protocol/load-test.ts";
import { randomFrom } from "../random.ts";
import { buildRow } from "./build-row.ts";
import type { ChosenRoute } from "./choose-route.ts";
import { runClosedLoop, wait } from "./closed-loop.ts";
import { watchGenerator } from "./lag.ts";
import type { RowPlan } from "./load-plan.ts";
import { type MetricsClient, watchServer } from "./metrics-client.ts";
import { runOpenLoop } from "./open-loop.ts";
import type { Prompt } from "./prompts.ts";
import { requestBody } from "./request-body.ts";
import type { Sample } from "./sample.ts";
import { openStreamClient, type StreamClient, type StreamClientOptions } from "./stream-client.ts";

export type RowMeans = {
  endpoint: Omit<StreamClientOptions, "route" | "connections">;
  chosen: ChosenRoute;
  /** Undefined when the server tells nothing. */
  metrics: MetricsClient | undefined;
  maxNumSeqs: number | undefined;
  seed: number;
  /** Makes every prompt of this row another than those of all other rows and runs. */
  promptSeed: string;
  onDone(done: number): void;
};

/** `error` is the commonest one where nothing finished. */
export type RanRow = { row: LoadRow; error: ModelError | undefined };

/** @throws the signal's reason */
export async function runRow(plan: RowPlan, means: RowMeans, signal: AbortSignal): Promise<RanRow> {
  const { endpoint, chosen, metrics, maxNumSeqs } = means;
  const { route, promptSource } = chosen;
  const connections = plan.load.kind === "closed" ? { connections: plan.load.concurrency } : {};
  const client = openStreamClient({ ...endpoint, route, ...connections });
  try {
    const before = metrics && (await idleState(metrics, signal));
    const makePrompt = chosen.prompts(means.promptSeed);
    const warmPrompt = await warmUp(plan, { ...means, client, makePrompt }, signal);
    const nextPrompt = () => warmPrompt ?? makePrompt(plan.isl);
    const stopServer = metrics && (await watchServer(metrics, signal));
    const ask = (asking: AbortSignal) => client.ask(bodyOf(plan.osl, nextPrompt(), means), asking);
    const ran = await watchedLoop(plan, { ...means, ask }, signal);
    const server = await stopServer?.();
    const { isProxied } = client;
    const observed = { plan, ...ran, before, server };
    const row = buildRow({ ...observed, maxNumSeqs, promptSource, isProxied });
    return { row, error: row.n === 0 ? commonestError(ran.samples) : undefined };
  } finally {
    await client.close();
  }
}

/** A server counts its own last requests a moment longer than their answers take to arrive. */
const settlingMs = 300;

async function idleState(metrics: MetricsClient, signal: AbortSignal) {
  const first = await metrics.read(signal);
  if (first === undefined || first.running + first.waiting === 0) return first;
  await wait(settlingMs, signal);
  return metrics.read(signal);
}

/** So few tokens that warming up costs little more than the prompts; enough for every socket to have carried an answer. */
const warmUpTokens = 8;
const mostOpenWarmUps = 16;

/**
 * One request on every socket, each with a prompt of its own; their fate is nobody's business. In a warm row also the
 * prompt of the whole row, which is the result.
 */
async function warmUp(
  { isl, osl, cache, load }: RowPlan,
  means: RowMeans & { client: StreamClient; makePrompt: (tokens: number) => Prompt },
  signal: AbortSignal,
): Promise<Prompt | undefined> {
  const { client, makePrompt } = means;
  const tokens = Math.min(osl, warmUpTokens);
  const ask = (prompt: Prompt) => client.ask(bodyOf(tokens, prompt, means), signal);
  const repeated = cache === "warm" ? makePrompt(isl) : undefined;
  if (repeated !== undefined) await ask(repeated);
  const sockets =
    load.kind === "closed"
      ? load.concurrency
      : Math.min(mostOpenWarmUps, Math.ceil(load.requestsPerSecond));
  await Promise.all(Array.from({ length: sockets }, () => ask(makePrompt(isl))));
  return repeated;
}

function bodyOf(osl: number, prompt: Prompt, { chosen, seed }: RowMeans): Record<string, unknown> {
  return requestBody({ prompt, osl, seed }, chosen.takes);
}

type Asking = RowMeans & { ask: (signal: AbortSignal) => Promise<Sample> };

async function watchedLoop(plan: RowPlan, asking: Asking, signal: AbortSignal) {
  const stopGenerator = watchGenerator();
  try {
    const { samples, peakConcurrency } = await runLoop(plan, asking, signal);
    return { samples, peakConcurrency, generator: stopGenerator() };
  } finally {
    stopGenerator();
  }
}

async function runLoop(
  { load, requests }: RowPlan,
  { ask, onDone, seed }: Asking,
  signal: AbortSignal,
): Promise<{ samples: Sample[]; peakConcurrency: number }> {
  if (load.kind === "open") {
    const { requestsPerSecond } = load;
    const random = randomFrom(seed);
    return runOpenLoop({ requestsPerSecond, requests, ask, onDone, random }, signal);
  }
  const { concurrency } = load;
  const samples = await runClosedLoop({ concurrency, requests, ask, onDone }, signal);
  return { samples, peakConcurrency: Math.min(concurrency, requests) };
}

function commonestError(samples: readonly Sample[]): ModelError | undefined {
  const errors = samples.flatMap(({ error }) => error ?? []);
  const byCode = [...Map.groupBy(errors, ({ code }) => code).values()];
  return byCode.sort((left, right) => right.length - left.length)[0]?.[0];
}
