// What the records of a simulated endpoint and the log of a gateway say about waiting and throughput. Pure: it measures
// nothing, and no client's clock is in it.
import type { RequestRecord } from "../../../evals/simulator/record.ts";

/** One line of the gateway's log about a request. */
export type Logged = {
  id: string;
  /** ms since the epoch. */
  time: number;
  status: number;
  task: string;
  person: string;
  queuedMs?: number;
  ttftMs?: number;
  usage?: { promptTokens: number; completionTokens: number };
};

/** ms since the epoch. */
export type Period = { from: number; to: number };

/** Tokens a second that were written within the period; between its first and last token an answer is written evenly. */
export function tokensPerSecond(records: readonly RequestRecord[], { from, to }: Period): number {
  const tokens = records.reduce((sum, { firstTokenAtMs, lastTokenAtMs, completionTokens }) => {
    if (firstTokenAtMs === undefined || lastTokenAtMs === undefined) return sum;
    const whole = Math.max(1, lastTokenAtMs - firstTokenAtMs);
    const within = Math.min(to, lastTokenAtMs) - Math.max(from, firstTokenAtMs);
    return within <= 0 ? sum : sum + (completionTokens * within) / whole;
  }, 0);
  return (tokens * 1000) / (to - from);
}

/** Answers that were being written at once, on average. */
export function streamsAtOnce(records: readonly RequestRecord[], { from, to }: Period): number {
  const ms = records.reduce((sum, { firstTokenAtMs, lastTokenAtMs }) => {
    if (firstTokenAtMs === undefined || lastTokenAtMs === undefined) return sum;
    return sum + Math.max(0, Math.min(to, lastTokenAtMs) - Math.max(from, firstTokenAtMs));
  }, 0);
  return ms / (to - from);
}

/** From a request's arrival, at the gateway where there is one, to its first token. */
export function recordedTtft(record: RequestRecord, queuedMs: number): number {
  return queuedMs + (record.firstTokenAtMs ?? Number.NaN) - record.arrivedAtMs;
}

/**
 * What of that it waited, for the gateway, the engine's queue and the step under way, if what the engine always takes and
 * the step that wrote its first token are not waiting. That step took what the request's later ones did, and its own prompt.
 */
export function recordedWait(
  record: RequestRecord,
  queuedMs: number,
  engine: { fixedFirstTokenMs: number; prefillTokenMs: number },
): number {
  const { firstTokenAtMs = Number.NaN, lastTokenAtMs = Number.NaN, completionTokens } = record;
  const stepMs = (lastTokenAtMs - firstTokenAtMs) / Math.max(1, completionTokens - 1);
  const prefillMs = (record.promptTokens - record.cachedTokens) * engine.prefillTokenMs;
  return recordedTtft(record, queuedMs) - engine.fixedFirstTokenMs - stepMs - prefillMs;
}

/** Of the answers that were begun in one step: their first tokens leave together. */
export function promptTokensInAStep(
  records: readonly RequestRecord[],
  { from, to }: Period,
): number[] {
  const begun = records
    .filter(({ firstTokenAtMs = 0 }) => firstTokenAtMs >= from && firstTokenAtMs < to)
    .toSorted((a, b) => (a.firstTokenAtMs ?? 0) - (b.firstTokenAtMs ?? 0));
  const steps: number[] = [];
  let lastAtMs = 0;
  for (const { firstTokenAtMs = 0, promptTokens, cachedTokens } of begun) {
    if (steps.length === 0 || firstTokenAtMs - lastAtMs > sameStepMs) steps.push(0);
    steps.push((steps.pop() ?? 0) + promptTokens - cachedTokens);
    lastAtMs = firstTokenAtMs;
  }
  return steps;
}

/** Shorter than any step. */
const sameStepMs = 2;

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
