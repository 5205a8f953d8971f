// One round of an arm: inline alone, batch alone, and both, with what the records say about each. It does not know what is
// good.
import { setTimeout as wait } from "node:timers/promises";
import type { RequestRecord } from "../../../evals/simulator/record.ts";
import type { Arm } from "./arms.ts";
import {
  type Period,
  recordedTtft,
  recordedWait,
  streamsAtOnce,
  tokensPerSecond,
} from "./figures.ts";
import { startTraffic } from "./stand.ts";

export type Engine = { fixedFirstTokenMs: number; prefillTokenMs: number };

/** Of inline requests. */
export type Waits = {
  /** As the client saw it. */
  seenMs: number[];
  /** As the gateway's log and the endpoint's record have it. */
  recordedMs: number[];
  waitedMs: number[];
  queuedMs: number[];
  failed: number;
  lagMs: number;
};

export type Round = {
  idle: Waits;
  mixed: Waits;
  aloneTokens: number;
  mixedTokens: number;
  /** Answers that were written at once while both were there. */
  streams: number;
  /** Prompt tokens that a step computed beside them, on average. */
  stepMs: number;
};

export type Plan = { perSecond: number; requests: number; seed: string };

/** Until as many answers end as begin. */
const rampMs = 4_500;
const aloneMs = 3_000;
/** The gateway's log comes once a second. */
const logMs = 1_300;

export async function inlineAlone(arm: Arm, plan: Plan, engine: Engine, signal: AbortSignal): Promise<Waits> {
  await arm.inlineAt.takeRecords(signal);
  const sent = await inlineTraffic(arm, plan, signal);
  return waitsOf(arm, await arm.inlineAt.takeRecords(signal), { sent, engine });
}

export type Mixed = Omit<Round, "idle">;

export async function withBatch(arm: Arm, plan: Plan, engine: Engine, signal: AbortSignal): Promise<Mixed> {
  const batch = startTraffic(arm.batch, signal);
  try {
    await wait(rampMs, undefined, { signal });
    const alone = { from: Date.now(), to: Date.now() + aloneMs };
    await wait(aloneMs, undefined, { signal });
    const from = Date.now();
    const sent = await inlineTraffic(arm, plan, signal);
    const batchRecords = await arm.batchAt.takeRecords(signal);
    const inlineRecords =
      arm.inlineAt === arm.batchAt ? batchRecords : await arm.inlineAt.takeRecords(signal);
    const records = batchRecords.filter(({ route }) => route.endsWith("/chat/completions"));
    const mixed = await waitsOf(arm, inlineRecords, { sent, engine });
    const ofInline = inlineRecords.filter(({ route }) => route.endsWith("/v1/completions"));
    const firsts = ofInline.map(({ firstTokenAtMs = 0 }) => firstTokenAtMs);
    const both = { from: Math.max(from, Math.min(...firsts)), to: lastArrival(ofInline) };
    return {
      mixed,
      aloneTokens: tokensPerSecond(records, alone),
      mixedTokens: tokensPerSecond(records, both),
      streams: streamsAtOnce(batchRecords, both),
      stepMs: meanStep(records, both),
    };
  } finally {
    await batch.stop();
  }
}

function lastArrival(records: readonly RequestRecord[]): number {
  return Math.max(...records.map(({ arrivedAtMs }) => arrivedAtMs));
}

/** As those who were being written saw it. */
function meanStep(records: readonly RequestRecord[], { from, to }: Period): number {
  const within = records.filter(
    ({ firstTokenAtMs = 0, lastTokenAtMs = 0 }) => firstTokenAtMs > from && lastTokenAtMs < to,
  );
  const steps = within.map(
    ({ firstTokenAtMs = 0, lastTokenAtMs = 0, completionTokens }) =>
      (lastTokenAtMs - firstTokenAtMs) / Math.max(1, completionTokens - 1),
  );
  return steps.reduce((sum, step) => sum + step, 0) / steps.length;
}

type Sent = { ttftMs: number[]; failed: number; lagMs: number };

async function inlineTraffic(arm: Arm, { perSecond, requests, seed }: Plan, signal: AbortSignal): Promise<Sent> {
  const traffic = startTraffic({ ...arm.inline, arrivals: { perSecond, requests }, seed }, signal);
  try {
    return await traffic.seen();
  } finally {
    await traffic.stop();
  }
}

async function waitsOf(
  arm: Arm,
  records: readonly RequestRecord[],
  { sent, engine }: { sent: Sent; engine: Engine },
): Promise<Waits> {
  const inline = records.filter(({ route }) => route.endsWith("/v1/completions"));
  if (arm.gateway !== undefined) await wait(logMs);
  const logged = new Map((await arm.gateway?.logged())?.map((line) => [line.id, line]));
  const queued = (id: string) => logged.get(id)?.queuedMs ?? 0;
  const { ttftMs: seenMs, failed, lagMs } = sent;
  return {
    seenMs,
    recordedMs: inline.map((record) => recordedTtft(record, queued(record.id))),
    waitedMs: inline.map((record) => recordedWait(record, queued(record.id), engine)),
    queuedMs: inline.map(({ id }) => queued(id)),
    failed: failed + inline.filter(({ id }) => arm.gateway && !logged.has(id)).length,
    lagMs,
  };
}
