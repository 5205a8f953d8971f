// Holds completion back from an endpoint that fails: short waits that double, one request after each to see whether it is
// back. Knows no request; whoever sends them reports how they ended.
import type { ModelError, ModelErrorCode } from "../../model/errors.ts";

export type BackoffState = {
  failuresInARow: number;
  /** Until the next request may go; 0 when it may go now. */
  waitMs: number;
  /** Of the last failure. */
  code?: ModelErrorCode;
};

export type Backoff = {
  /**
   * Whether a request may be sent now. After a wait only one may, so ask right before sending, and report its end by one
   * of the next three. If that never comes, another may try after a while.
   */
  mayAsk(): boolean;
  failed(error: ModelError): void;
  succeeded(): void;
  /** The request was aborted before it showed anything: another may try in its place. */
  abandoned(): void;
  /** The endpoint, its key or the model was changed: what went wrong before says nothing. */
  reset(): void;
  state(): BackoffState;
};

export function createBackoff({ now }: { now: () => number }): Backoff {
  let failuresInARow = 0;
  let code: ModelErrorCode | undefined;
  let opensAt = Number.NEGATIVE_INFINITY;
  let trialEndsAt: number | undefined;

  const reset = () => {
    failuresInARow = 0;
    code = undefined;
    opensAt = Number.NEGATIVE_INFINITY;
    trialEndsAt = undefined;
  };
  return {
    mayAsk() {
      if (failuresInARow === 0) return true;
      const at = now();
      if (at < opensAt || (trialEndsAt !== undefined && at < trialEndsAt)) return false;
      trialEndsAt = at + mostTrialMs;
      return true;
    },
    failed(error) {
      const at = now();
      // Requests that were under way together fail together: that is one failure of the endpoint.
      if (at >= opensAt) failuresInARow += 1;
      opensAt = Math.max(opensAt, at + waitAfter(error, failuresInARow));
      code = error.code;
      trialEndsAt = undefined;
    },
    succeeded: reset,
    abandoned() {
      trialEndsAt = undefined;
    },
    reset,
    state() {
      const waitMs = Math.max(0, opensAt - now());
      return { failuresInARow, waitMs, ...(code === undefined ? {} : { code }) };
    },
  };
}

const firstWaitMs = 1000;
const longestWaitMs = 60_000;
/** A trial of which nothing was heard for so long does not keep the next one waiting. */
const mostTrialMs = 10_000;

/** What somebody has to put right first is not tried every second. */
function waitAfter({ isRetryable }: ModelError, failuresInARow: number): number {
  if (!isRetryable) return longestWaitMs;
  return Math.min(longestWaitMs, firstWaitMs * 2 ** (failuresInARow - 1));
}
