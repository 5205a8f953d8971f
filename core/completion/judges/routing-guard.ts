// Judges by measured TTFT whether the model routed to inline completion is fast enough to be asked while a person types.
// Knows no model, no setting and no clock, and sends nothing itself.
import { figureOf } from "../report/figure.ts";

export type GuardVerdict = {
  /**
   * `measuring`: too few samples to judge; completion runs. `open`: fast enough, or the person wants it anyway.
   * `paused`: too slow. `proving`: nothing is asked for the person before the proof is complete.
   */
  state: "measuring" | "open" | "paused" | "proving";
  /** Median TTFT of the window; undefined without a sample. */
  p50Ms?: number;
  /** The median can only be higher: requests were given up before their first token came. */
  isAtLeast: boolean;
  n: number;
  /** How many samples a verdict needs. */
  leastRequests: number;
  maxTtftMs: number;
  /** Open only because the person said so. */
  isAnyway: boolean;
};

export type RoutingGuard = {
  /** TTFT of a request that counts, as core/model/timing.ts defines it. */
  add(ttftMs: number): void;
  /** A request that counts was aborted, or timed out, after this long without a first token. */
  addUnanswered(waitedMs: number): void;
  verdict(): GuardVerdict;
  /** Whether a request may be sent for the person; proof requests do not ask. */
  mayAsk(): boolean;
  /** The person's decision: stays open until `reset`. */
  useAnyway(): void;
  /** Another model or endpoint: forgets every sample. `needsProof`: it is the chat model, which must prove itself first. */
  reset(options: { needsProof: boolean }): void;
};

export type GuardOptions = {
  /** The limit as it is set now. */
  maxTtftMs: () => number;
  leastRequests?: number;
  window?: number;
};

/**
 * What counts as a sample: a whole request for a completion that a person caused, by typing, by a key, or by accepting (the
 * next one is asked for ahead then); and a proof request, one like those, sent to measure while the guard is paused or
 * proving. What does not: warm-ups, whose point is to meet a cold cache; answers from the cache and joined streams,
 * which are no requests of their own; failures. A request given up without a first token counts when it had waited
 * longer than the limit, for then it is certain that it was too slow: without these, a model that typing always outruns
 * would never be judged. One given up sooner says nothing.
 *
 * The verdict is the median of the last 20, and there is none below 10: one cold start or one burst decides nothing.
 */
export function createRoutingGuard({
  maxTtftMs,
  leastRequests = 10,
  window = 20,
}: GuardOptions): RoutingGuard {
  let samples: Sample[] = [];
  let needsProof = false;
  let isAnyway = false;

  const keep = (sample: Sample) => {
    samples.push(sample);
    if (samples.length > window) samples.shift();
  };
  const verdict = (): GuardVerdict => {
    const limit = maxTtftMs();
    const { n, p50Ms, isAtLeast } = median(samples, limit);
    const tooFew = needsProof ? "proving" : "measuring";
    const judged = p50Ms !== undefined && p50Ms > limit ? "paused" : "open";
    const state = n < leastRequests ? tooFew : judged;
    return {
      state: isAnyway ? "open" : state,
      ...(p50Ms === undefined ? {} : { p50Ms }),
      isAtLeast,
      n,
      leastRequests,
      maxTtftMs: limit,
      isAnyway: isAnyway && (state === "paused" || state === "proving"),
    };
  };
  return {
    add: (ttftMs) => keep({ ms: ttftMs, isAnswered: true }),
    addUnanswered(waitedMs) {
      if (waitedMs > maxTtftMs()) keep({ ms: waitedMs, isAnswered: false });
    },
    verdict,
    mayAsk() {
      const { state } = verdict();
      return state === "open" || state === "measuring";
    },
    useAnyway() {
      isAnyway = true;
    },
    reset(options) {
      samples = [];
      needsProof = options.needsProof;
      isAnyway = false;
    },
  };
}

type Sample = { ms: number; isAnswered: boolean };

/** The limit may have been raised since: an unanswered request below it says nothing any more. */
function median(samples: readonly Sample[], limit: number) {
  const telling = samples.filter(({ ms, isAnswered }) => isAnswered || ms > limit);
  const times = telling.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const upperMiddle = times[Math.floor(times.length / 2)] ?? 0;
  const isAtLeast = telling.some(({ ms, isAnswered }) => !isAnswered && ms <= upperMiddle);
  return { ...figureOf(times), isAtLeast };
}
