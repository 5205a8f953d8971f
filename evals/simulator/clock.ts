// The simulator's two clocks: the machine's own, and one that tests move by hand. Times are milliseconds since the
// Unix epoch with fractions, so that another process on the machine can compare its measurements with the record.

export type Clock = {
  nowMs(): number;
  /** Runs the callback at or after that time; the result takes it back. */
  at(timeMs: number, run: () => void): () => void;
};

export const realClock: Clock = {
  nowMs: () => performance.timeOrigin + performance.now(),
  at(timeMs, run) {
    const waitMs = timeMs - realClock.nowMs();
    // Without a wait there must be no timer in between: Node rounds every timer up to a millisecond.
    if (waitMs <= 0) {
      const immediate = setImmediate(run);
      return () => clearImmediate(immediate);
    }
    // A timer may fire up to a millisecond early, because Node counts from the start of the turn.
    let cancel = () => clearTimeout(timer);
    const timer = setTimeout(() => {
      if (realClock.nowMs() >= timeMs) run();
      else cancel = realClock.at(timeMs, run);
    }, waitMs);
    return () => cancel();
  },
};

export type VirtualClock = Clock & {
  /** Moves the time on and runs what is due, in order. `latenessMs` makes every callback that much too late. */
  advance(ms: number): void;
};

export function virtualClock(latenessMs = 0): VirtualClock {
  let now = 0;
  let order = 0;
  const due = new Map<number, { timeMs: number; run: () => void }>();
  const firstDue = () =>
    [...due].sort(([a, left], [b, right]) => left.timeMs - right.timeMs || a - b)[0];
  return {
    nowMs: () => now,
    at(timeMs, run) {
      const id = order;
      order += 1;
      due.set(id, { timeMs: Math.max(timeMs, now) + latenessMs, run });
      return () => due.delete(id);
    },
    advance(ms) {
      const end = now + ms;
      for (let next = firstDue(); next && next[1].timeMs <= end; next = firstDue()) {
        const [id, { timeMs, run }] = next;
        due.delete(id);
        now = Math.max(now, timeMs);
        run();
      }
      now = end;
    },
  };
}
