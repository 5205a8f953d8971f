// One request of a load test as it was measured. Every time is in milliseconds of the generator's monotonic clock.
import type { Usage } from "../../core/model/answer.ts";
import type { ModelError } from "../../core/model/errors.ts";
import type { Timing } from "../../core/model/timing.ts";

export type Sample = {
  sentAt: number;
  endedAt: number;
  timing: Timing;
  /** As the server counted; undefined when it sent no usage. */
  usage: Usage | undefined;
  /** Undefined when the server said why the answer ended. */
  error: ModelError | undefined;
};

/** When each event with a non-empty delta arrived, in order. */
export function deltaTimes({ sentAt, timing }: Pick<Sample, "sentAt" | "timing">): number[] {
  if (timing.ttftMs === undefined) return [];
  let at = sentAt + timing.ttftMs;
  const times = [at];
  for (const gap of timing.itlMs) {
    at += gap;
    times.push(at);
  }
  return times;
}
