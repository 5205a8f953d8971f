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

/**
 * As it was for whoever wanted to ask at `dueAt`: what the generator came too late is part of every wait, as it would be if
 * the user had waited for it.
 */
export function countedFrom(dueAt: number, sample: Sample): Sample {
  const { sentAt, timing } = sample;
  const lateMs = sentAt - dueAt;
  if (lateMs <= 0) return sample;
  const { ttftMs, firstEventMs, e2elMs } = timing;
  return {
    ...sample,
    sentAt: dueAt,
    timing: {
      ...timing,
      e2elMs: e2elMs + lateMs,
      ...(ttftMs === undefined ? {} : { ttftMs: ttftMs + lateMs }),
      ...(firstEventMs === undefined ? {} : { firstEventMs: firstEventMs + lateMs }),
    },
  };
}

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
