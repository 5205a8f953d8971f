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
  return () => {
    const self: Watched = { place: -1, since: 0, limitMs: 0, expire: neverEntered };
    return {
      enter(limitMs, onExpired) {
        self.since = performance.now();
        self.limitMs = limitMs;
        self.expire = onExpired;
        watched.add(self);
        ticking ??= setInterval(tick, tickMs);
      },
      moved() {
        self.since = performance.now();
      },
      stop() {
        watched.delete(self);
      },
    };
  };
}

type Watched = Member & { since: number; limitMs: number; expire: () => void };

function neverEntered(): void {}
