// Time for tests: it stands still until it is moved, and then runs what is due in order. After each callback it waits until
// every promise that hangs on it has gone as far as it can. Nothing here waits for real time.

export type TestClock = {
  now(): number;
  setTimer(callback: () => void, ms: number): () => void;
  /** Moves on to that time. */
  runTo(ms: number): Promise<void>;
};

type Due = { at: number; callback: (() => void) | undefined };

export function createTestClock(): TestClock {
  let now = 0;
  /** The last one is due first; what was set first comes first among equals. */
  const due: Due[] = [];
  return {
    now: () => now,
    setTimer(callback, ms) {
      const timer: Due = { at: now + ms, callback };
      due.splice(placeOf(due, timer.at), 0, timer);
      return () => {
        timer.callback = undefined;
      };
    },
    async runTo(ms) {
      await settled();
      for (let next = due.at(-1); next && next.at <= ms; next = due.at(-1)) {
        due.pop();
        if (next.callback === undefined) continue;
        now = next.at;
        next.callback();
        await settled();
      }
      now = ms;
    },
  };
}

/** Every promise that could be settled has been, and whoever waited for it has gone on. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function placeOf(due: readonly Due[], at: number): number {
  let low = 0;
  let high = due.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((due[middle]?.at ?? 0) > at) low = middle + 1;
    else high = middle;
  }
  return low;
}
