// An open loop: requests arrive as a Poisson process whether or not earlier ones are answered, as users do. Knows nothing of
// what is asked.
import { wait } from "./closed-loop.ts";
import { countedFrom, type Sample } from "./sample.ts";

export type OpenLoop = {
  requestsPerSecond: number;
  requests: number;
  ask(signal: AbortSignal): Promise<Sample>;
  onDone(done: number): void;
  /** Uniform from 0 up to, not including, 1. */
  random: () => number;
};

export type OpenLoopResult = { samples: Sample[]; peakConcurrency: number };

/** So many failures and no success, and no more are sent. */
const hopelessFailures = 20;

/**
 * Times count from the moment a request was due, so that a generator which comes late cannot hide it.
 * @throws the signal's reason
 */
export async function runOpenLoop(loop: OpenLoop, signal: AbortSignal): Promise<OpenLoopResult> {
  const { ask, onDone } = loop;
  const samples: Sample[] = [];
  const pending: Promise<void>[] = [];
  let running = 0;
  let peakConcurrency = 0;
  const one = async (dueAt: number) => {
    running += 1;
    peakConcurrency = Math.max(peakConcurrency, running);
    const sample = await ask(signal);
    running -= 1;
    samples.push(countedFrom(dueAt, sample));
    onDone(samples.length);
  };
  const isHopeless = () =>
    samples.length >= hopelessFailures && samples.every(({ error }) => error !== undefined);
  const startedAt = performance.now();
  for (const dueMs of arrivals(loop)) {
    // Due times are absolute, so a late timer delays one arrival and not all after it.
    const dueAt = startedAt + dueMs;
    await wait(dueAt - performance.now(), signal);
    if (isHopeless()) break;
    const request = one(dueAt);
    // Awaited below; until then a rejection must not count as unhandled.
    request.catch(() => undefined);
    pending.push(request);
  }
  await Promise.all(pending);
  return { samples, peakConcurrency };
}

/** Milliseconds from the start, ascending; the first request comes at once. */
export function arrivals({
  requestsPerSecond,
  requests,
  random,
}: Pick<OpenLoop, "requestsPerSecond" | "requests" | "random">): number[] {
  let at = 0;
  return Array.from({ length: requests }, (_, index) => {
    if (index > 0) at += (-Math.log(1 - random()) / requestsPerSecond) * 1000;
    return at;
  });
}
