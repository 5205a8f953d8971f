// How long requests wait while none of their upstreams can be used: a timer a lane, for the one who has waited longest.
import { type UpstreamFacts, usableTier } from "./choose-target.ts";
import type { Lane, Waiting } from "./lane.ts";

export type OutageOptions = UpstreamFacts & {
  now(): number;
  setTimer(callback: () => void, ms: number): () => void;
  noUpstreamMs(): number;
};

export type Outage = {
  /** To be called when somebody joins the lane and when upstreams may have changed. */
  watch(lane: Lane): void;
};

export function createOutage(
  options: OutageOptions,
  /** `recovered`: one can be used again, which was found out by the timer. */
  on: { refuse(waiting: Waiting): void; recovered(): void },
): Outage {
  function watch(lane: Lane): void {
    if (usableTier(options, lane.tiers, lane.class)) {
      lane.downSince = undefined;
      stop(lane);
    } else {
      lane.downSince ??= options.now();
      if (lane.cancelTimer === undefined) start(lane, lane.downSince);
    }
  }

  function start(lane: Lane, downSince: number): void {
    const since = Math.max(lane.first?.since ?? downSince, downSince);
    // A timer may be a fraction of a millisecond early: then it is started again, and not for nothing.
    const ms = Math.max(1, since + options.noUpstreamMs() - options.now());
    lane.cancelTimer = options.setTimer(() => {
      lane.cancelTimer = undefined;
      expire(lane);
    }, ms);
  }

  function expire(lane: Lane): void {
    watch(lane);
    const { downSince } = lane;
    if (downSince === undefined) {
      on.recovered();
      return;
    }
    const before = options.now() - options.noUpstreamMs();
    for (let next = lane.first; next && Math.max(next.since, downSince) <= before; ) {
      const { later } = next;
      on.refuse(next);
      next = later;
    }
    if (lane.waiting === 0) return;
    stop(lane);
    start(lane, downSince);
  }

  return { watch };
}

function stop(lane: Lane): void {
  lane.cancelTimer?.();
  lane.cancelTimer = undefined;
}
