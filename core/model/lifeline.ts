// Ties one exchange to the two that may end it early, its caller's signal and the watch for inactivity, and says
// afterwards what really ended it. Knows nothing of what is exchanged.
import { ModelError } from "./errors.ts";
import {
  type InactivityWatch,
  type SetTimer,
  setSystemTimer,
  type Timeouts,
  watchInactivity,
} from "./inactivity.ts";
import { errorFromNetwork } from "./network-errors.ts";

export type Lifeline = {
  /** Aborting it closes the socket. */
  controller: AbortController;
  watch: InactivityWatch;
  /** Throws when the exchange was ended early, which a reader of its stream may see as a normal end. */
  throwIfCut(): void;
  /** What to throw for an error that surfaced: the caller's own reason, or a ModelError. */
  explain(error: unknown, hasStarted: boolean): unknown;
  /** Lets go of the caller's signal; closes the socket unless the exchange came to its own end. */
  release(isComplete: boolean): void;
};

export type LifelineOptions = { host: string; timeouts: Timeouts; setTimer?: SetTimer };

export function openLifeline(options: LifelineOptions, signal: AbortSignal): Lifeline {
  const { host, timeouts, setTimer = setSystemTimer } = options;
  const controller = new AbortController();
  const abort = () => controller.abort(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) abort();
  const watch = watchInactivity(timeouts, setTimer, (error) => controller.abort(error));
  return {
    controller,
    watch,
    throwIfCut() {
      signal.throwIfAborted();
      if (watch.expired !== undefined) throw watch.expired;
    },
    explain(error, hasStarted) {
      if (signal.aborted) return signal.reason;
      if (watch.expired !== undefined) return watch.expired;
      if (error instanceof ModelError) return error;
      if (error instanceof SyntaxError) {
        return new ModelError("bad_response", {
          detail: "A piece of it is no JSON.",
          cause: error,
        });
      }
      return errorFromNetwork(error, host, hasStarted);
    },
    release(isComplete) {
      signal.removeEventListener("abort", abort);
      watch.stop();
      if (!isComplete) controller.abort();
    },
  };
}
