// Measures one request, the only place where TTFT, TPOT and ITL are computed, so that the status bar, the report and
// the load generator cannot disagree. It knows no clock: `now` is the caller's monotonic clock in milliseconds.

export type Timing = {
  /** Send to the first event of any kind; vLLM's empty role chunk counts here and nowhere else. */
  firstEventMs?: number;
  /** Send to the first non-empty content, reasoning or tool-call delta. */
  ttftMs?: number;
  /** Gaps between non-empty deltas. These are gaps between chunks, and between tokens only if chunks = tokens. */
  itlMs: number[];
  /** (last token - first token) / (completion tokens - 1); undefined below two tokens or without usage. */
  tpotMs?: number;
  /** Send to the end of the stream. */
  e2elMs: number;
};

export type Stopwatch = {
  /** Call for every event the server sent, before looking at it. */
  markEvent(): void;
  /** Call for every event that carries a non-empty delta. */
  markDelta(): void;
  /** Call once at the end; `completionTokens` comes from the server's usage. */
  finish(completionTokens?: number): Timing;
};

/** Starts measuring at the moment of sending. */
export function startStopwatch(now: () => number): Stopwatch {
  const sentAt = now();
  let firstEventAt: number | undefined;
  let firstDeltaAt: number | undefined;
  let lastDeltaAt: number | undefined;
  const itlMs: number[] = [];
  return {
    markEvent() {
      firstEventAt ??= now();
    },
    markDelta() {
      const at = now();
      firstDeltaAt ??= at;
      if (lastDeltaAt !== undefined) itlMs.push(at - lastDeltaAt);
      lastDeltaAt = at;
    },
    finish(completionTokens) {
      const timing: Timing = { itlMs, e2elMs: now() - sentAt };
      if (firstEventAt !== undefined) timing.firstEventMs = firstEventAt - sentAt;
      if (firstDeltaAt === undefined || lastDeltaAt === undefined) return timing;
      timing.ttftMs = firstDeltaAt - sentAt;
      if (completionTokens !== undefined && completionTokens >= 2) {
        timing.tpotMs = (lastDeltaAt - firstDeltaAt) / (completionTokens - 1);
      }
      return timing;
    },
  };
}
