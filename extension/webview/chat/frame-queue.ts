// Shares one frame's time among everything that has text to show: a replay of thirty answers is drawn over several frames, the
// newest first, instead of in one long task. It does not know what a job draws.

/** Draws until the deadline (on the clock of `performance.now`); true when nothing is left. */
export type FrameJob = (deadlineMs: number) => boolean;

export type FrameQueue = {
  add(job: FrameJob): void;
  remove(job: FrameJob): void;
  /** Calls back once, as soon as nothing is left to draw. */
  whenEmpty(then: () => void): void;
};

/** Leaves room for style, layout and paint in a frame of 16 ms. */
export const frameBudgetMs = 6;

export function frameQueue(): FrameQueue {
  const jobs = new Set<FrameJob>();
  let waiting: (() => void)[] = [];
  let isScheduled = false;
  const run = () => {
    isScheduled = false;
    const deadlineMs = performance.now() + frameBudgetMs;
    for (const job of [...jobs].reverse()) {
      if (job(deadlineMs)) jobs.delete(job);
      if (performance.now() >= deadlineMs) break;
    }
    if (jobs.size > 0) schedule();
    else callWaiting();
  };
  const callWaiting = () => {
    const callbacks = waiting;
    waiting = [];
    for (const callback of callbacks) callback();
  };
  const schedule = () => {
    if (isScheduled) return;
    isScheduled = true;
    requestAnimationFrame(run);
  };
  return {
    add(job) {
      jobs.add(job);
      schedule();
    },
    remove(job) {
      jobs.delete(job);
    },
    whenEmpty(then) {
      waiting.push(then);
      schedule();
    },
  };
}
