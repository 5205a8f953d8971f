// How long a run still takes, from what this page has seen of it: what was done before it opened may have been done faster or
// in another session. Pure; time comes in by argument.
import type { Progress } from "./messages.ts";

export type Pace = { runId: string; done: number; atMs: number };

/** Below so many steps a guess would jump about. */
const leastSteps = 5;

/** Where counting starts: kept while the same run goes on. */
export function paceOf(
  before: Pace | undefined,
  runId: string,
  { done }: Progress,
  nowMs: number,
): Pace {
  return before?.runId === runId && before.done <= done ? before : { runId, done, atMs: nowMs };
}

export function remainingMs(pace: Pace, { done, of }: Progress, nowMs: number): number | undefined {
  const steps = done - pace.done;
  if (steps < leastSteps || done >= of) return undefined;
  return ((nowMs - pace.atMs) / steps) * (of - done);
}
