// Timers that only a test lets run out, so that health checks come when it says so.
import type { SetTimer } from "../../../core/model/inactivity.ts";

export type HandTimers = {
  setTimer: SetTimer;
  /** Resolves as soon as somebody waits that long. */
  waiting(delayMs: number): Promise<void>;
  /** Lets the oldest wait of that length be over, once there is one. */
  elapse(delayMs: number): Promise<void>;
  /** Lengths of the waits under way. */
  pending(): number[];
};

export function handTimers(): HandTimers {
  const pending = new Set<{ delayMs: number; callback: () => void }>();
  const watchers = new Set<{ delayMs: number; resolve: () => void }>();
  const find = (delayMs: number) => [...pending].find((timer) => timer.delayMs === delayMs);
  const waiting = (delayMs: number) => {
    if (find(delayMs) !== undefined) return Promise.resolve();
    return new Promise<void>((resolve) => watchers.add({ delayMs, resolve }));
  };
  return {
    setTimer(callback, delayMs) {
      const timer = { delayMs, callback };
      pending.add(timer);
      for (const watcher of watchers) {
        if (watcher.delayMs !== delayMs) continue;
        watchers.delete(watcher);
        watcher.resolve();
      }
      return () => pending.delete(timer);
    },
    waiting,
    async elapse(delayMs) {
      await waiting(delayMs);
      const timer = find(delayMs);
      if (timer === undefined) throw new Error(`Nobody waits ${delayMs} ms any more.`);
      pending.delete(timer);
      timer.callback();
    },
    pending: () => [...pending].map(({ delayMs }) => delayMs),
  };
}
