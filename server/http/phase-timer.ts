// Watches how long the phases of exchanges take, all of them with one timer that ticks while there are any: entering a phase
// and noting that something moved are assignments, and no exchange arms a timer. It does not know what the phases are.
import { createCrowd, type Member } from "../crowd.ts";

export type PhaseTimer = {
  /** From now on nothing may stand still for longer than this, give or take a tick. */
  enter(limitMs: number, onExpired: () => void): void;
  /** Something moved: the time of this phase begins anew. */
  moved(): void;
  stop(): void;
};

const tickMs = 100;

export function createPhaseTimers(): () => PhaseTimer {
  const watched = createCrowd<Watched>();
  let ticking: NodeJS.Timeout | undefined;
  const tick = () => {
    const now = performance.now();
    for (const each of watched) {
      if (now - each.since < each.limitMs) continue;
      watched.delete(each);
      each.expire();
    }
    if (watched.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
  const watch = (each: Watched) => {
    watched.add(each);
    ticking ??= setInterval(tick, tickMs);
  };
  const forget = (each: Watched) => watched.delete(each);
  return () => new Watched(watch, forget);
}

/** A class, because there are two a request, and each would carry three closures. */
class Watched implements PhaseTimer, Member {
  place = -1;
  since = 0;
  limitMs = 0;
  expire: () => void = neverEntered;
  readonly #watch: (each: Watched) => void;
  readonly #forget: (each: Watched) => void;

  constructor(watch: (each: Watched) => void, forget: (each: Watched) => void) {
    this.#watch = watch;
    this.#forget = forget;
  }

  enter(limitMs: number, onExpired: () => void): void {
    this.since = performance.now();
    this.limitMs = limitMs;
    this.expire = onExpired;
    this.#watch(this);
  }

  moved(): void {
    this.since = performance.now();
  }

  stop(): void {
    this.#forget(this);
  }
}

function neverEntered(): void {}
