// One round of an arm: inline alone, batch alone, and both, with what the records say of each. It does not know what is good.
import { setTimeout as wait } from "node:timers/promises";
import type { RequestRecord } from "../../../evals/simulator/record.ts";
import type { Arm } from "./arms.ts";
import {
  type Period,
  promptTokensInAStep,
  recordedTtft,
  recordedWait,
  streamsAtOnce,
  tokensPerSecond,
} from "./figures.ts";
import { startTraffic } from "./stand.ts";

/** Of inline requests. */
export type Waits = {
  /** As the client saw it. */
  seenMs: number[];
  /** As the gateway's log and the endpoint's record have it. */
  recordedMs: number[];
  waitedMs: number[];
  queuedMs: number[];
  failed: number;
  lagMs: number[];
};

export type Mixed = {
  waits: Waits;
  /** Tokens a second of batch. */
  alone: number;
  mixed: number;
  /** Answers the shared engine wrote at once, and prompt tokens of those it began, step by step. */
  streams: number;
  promptTokens: number[];
};

export type Plan = {
  perSecond: number;
  requests: number;
  seed: string;
};

const rampMs = 4_000;
/** Before inline comes and after it went, so that what still settles is in neither's favour. */
const aloneMs = 1_800;
/** The gateway's log comes once a second. */
const logMs = 1_200;

export async function inlineAlone(arm: Arm, plan: Plan, signal: AbortSignal): Promise<Waits> {
  await arm.inlineAt.takeRecords(signal);
  const sent = await sendInline(arm, plan, signal);
  await wait(logMs, undefined, { signal });
  return waitsOf(arm, await arm.inlineAt.takeRecords(signal), sent);
}

export async function withBatch(arm: Arm, plan: Plan, signal: AbortSignal): Promise<Mixed> {
  const endpoints = new Set([arm.inlineAt, arm.batchAt]);
  for (const endpoint of endpoints) await endpoint.takeRecords(signal);
  const batch = startTraffic(arm.batch, signal);
  try {
    await wait(rampMs, undefined, { signal });
    const before = await aWhile(signal);
    const sent = await sendInline(arm, plan, signal);
    const after = await aWhile(signal);
    const records: RequestRecord[] = [];
    for (const endpoint of endpoints) records.push(...(await endpoint.takeRecords(signal)));
    const inline = records.filter(isInline);
    const ofBatch = records.filter((record) => !isInline(record));
    const both = whileWritten(inline);
    const isShared = endpoints.size === 1;
    return {
      waits: await waitsOf(arm, inline, sent),
      alone: (tokensPerSecond(ofBatch, before) + tokensPerSecond(ofBatch, after)) / 2,
      mixed: tokensPerSecond(ofBatch, both),
      streams: isShared ? streamsAtOnce(records, both) : streamsAtOnce(inline, both),
      promptTokens: promptTokensInAStep(isShared ? records : inline, both),
    };
  } finally {
    await batch.stop();
  }
}

async function aWhile(signal: AbortSignal): Promise<Period> {
  const from = Date.now();
  await wait(aloneMs, undefined, { signal });
  return { from, to: Date.now() };
}

/** From the first token of the first to that of the last, however long they waited. */
function whileWritten(inline: readonly RequestRecord[]): Period {
  const firsts = inline.flatMap(({ firstTokenAtMs }) => firstTokenAtMs ?? []);
  return { from: Math.min(...firsts), to: Math.max(...firsts) };
}

type Sent = Pick<Waits, "seenMs" | "failed"> & { lagMs: number };

async function sendInline(arm: Arm, plan: Plan, signal: AbortSignal): Promise<Sent> {
  const { perSecond, requests, seed } = plan;
  const traffic = startTraffic({ ...arm.inline, arrivals: { perSecond, requests }, seed }, signal);
  try {
    const { ttftMs, failed, lagMs } = await traffic.seen();
    return { seenMs: ttftMs, failed, lagMs };
  } finally {
    await traffic.stop();
  }
}

async function waitsOf(arm: Arm, records: readonly RequestRecord[], sent: Sent): Promise<Waits> {
  const inline = records.filter(isInline);
  const logged = new Map((await arm.gateway?.logged())?.map((line) => [line.id, line]));
  const queuedOf = ({ id }: RequestRecord) => {
    // Whoever is not in the gateway's log cannot be judged, and must not look as if it had not waited.
    return arm.gateway === undefined ? 0 : (logged.get(id)?.queuedMs ?? Number.NaN);
  };
  return {
    seenMs: sent.seenMs,
    recordedMs: inline.map((record) => recordedTtft(record, queuedOf(record))),
    waitedMs: inline.map((record) => recordedWait(record, queuedOf(record), arm.engine)),
    queuedMs: inline.map(queuedOf),
    failed: sent.failed,
    lagMs: [sent.lagMs],
  };
}

/** Nobody else asks for raw completions here. */
function isInline({ route }: RequestRecord): boolean {
  return route.endsWith("/v1/completions");
}
