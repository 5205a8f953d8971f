// Notices that an endpoint has gone silent. Time runs only while something is awaited, so a slow reader is never taken
// for a stalled server; bytes count, not tokens, because a model may write a long tool argument in silence.
import { ModelError } from "./errors.ts";

export type Timeouts = {
  /** From sending to the first byte of the answer: queueing and prefill. */
  firstByteMs: number;
  /** Between two pieces of the answer. */
  stalledMs: number;
};

/** Calls back once after `delayMs` unless the returned function is called first. */
export type SetTimer = (callback: () => void, delayMs: number) => () => void;

export const setSystemTimer: SetTimer = (callback, delayMs) => {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
};

export type InactivityWatch = {
  /** Starts waiting for a piece; a wait that is already running goes on. */
  await(): void;
  /** Call when a piece has arrived. */
  arrived(): void;
  stop(): void;
  /** Why the watch gave up, once it has. */
  readonly expired: ModelError | undefined;
};

/** Starts waiting for the first byte; `onExpired` is called at most once. */
export function watchInactivity(
  timeouts: Timeouts,
  setTimer: SetTimer,
  onExpired: (error: ModelError) => void,
): InactivityWatch {
  let hasStarted = false;
  let expired: ModelError | undefined;
  let cancelTimer: (() => void) | undefined;
  const stop = () => {
    cancelTimer?.();
    cancelTimer = undefined;
  };
  const wait = () => {
    if (cancelTimer !== undefined) return;
    const delayMs = hasStarted ? timeouts.stalledMs : timeouts.firstByteMs;
    const code = hasStarted ? "timeout_stalled" : "timeout_first_byte";
    cancelTimer = setTimer(() => {
      expired = new ModelError(code, { detail: durationText(delayMs), waitedMs: delayMs });
      onExpired(expired);
    }, delayMs);
  };
  wait();
  return {
    await: wait,
    arrived() {
      hasStarted = true;
      stop();
    },
    stop,
    get expired() {
      return expired;
    },
  };
}

/** `90 seconds`, `2 minutes`, `0.5 seconds`. */
export function durationText(durationMs: number): string {
  const minutes = durationMs / 60_000;
  const [count, unit] =
    minutes >= 2 && Number.isInteger(minutes)
      ? [minutes, "minute"]
      : [Math.round(durationMs / 100) / 10, "second"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
