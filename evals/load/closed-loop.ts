// A closed loop: so many streams at a time, each asking again as soon as it is answered. Knows nothing of what is asked.
import { setTimeout as sleep } from "node:timers/promises";
import type { Sample } from "./sample.ts";

export type ClosedLoop = {
  concurrency: number;
  requests: number;
  ask(signal: AbortSignal): Promise<Sample>;
  onDone(done: number): void;
};

/** Between the first requests of two streams, so that opening all at once distorts nothing; at most a second in all. */
const staggerMs = 5;
const longestRampMs = 1000;
/** After a failure, so that a server that refuses at once is not asked a thousand times a second. */
const pauseAfterErrorMs = 100;
/** So many failures in a row, and at least one of every stream, and the row ends early: nobody is there any more. */
const leastFailures = 3;

/** @throws the signal's reason */
export async function runClosedLoop(loop: ClosedLoop, signal: AbortSignal): Promise<Sample[]> {
  const { concurrency, requests, ask, onDone } = loop;
  const samples: Sample[] = [];
  let begun = 0;
  let failuresInARow = 0;
  const givesUp = () => failuresInARow >= Math.max(leastFailures, concurrency);
  const stream = async (position: number) => {
    await wait(position * Math.min(staggerMs, longestRampMs / concurrency), signal);
    while (begun < requests && !givesUp()) {
      begun += 1;
      const sample = await ask(signal);
      samples.push(sample);
      onDone(samples.length);
      failuresInARow = sample.error === undefined ? 0 : failuresInARow + 1;
      if (sample.error !== undefined) await wait(pauseAfterErrorMs, signal);
    }
  };
  const streams = Array.from({ length: Math.min(concurrency, requests) }, (_, index) =>
    stream(index),
  );
  await Promise.all(streams);
  return samples;
}

/** @throws the signal's reason */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (ms <= 0) return;
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    // Node rejects with an error of its own that only mentions the reason.
    signal.throwIfAborted();
    throw error;
  }
}
