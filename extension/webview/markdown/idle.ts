// Runs small jobs one after the other while the page has nothing else to do. It does not know what the jobs are.

export type IdleQueue = { add(job: () => void): void };

/** A job is expected to take less than this; less time left means waiting for the next idle period. */
const reservedMs = 8;
/** A page that is never idle still gets its jobs done, one each time. */
const patienceMs = 1_000;

export function idleQueue(): IdleQueue {
  const jobs: (() => void)[] = [];
  let isScheduled = false;
  const run = (deadline: IdleDeadline) => {
    isScheduled = false;
    do jobs.shift()?.();
    while (jobs.length > 0 && deadline.timeRemaining() > reservedMs);
    schedule();
  };
  const schedule = () => {
    if (isScheduled || jobs.length === 0) return;
    isScheduled = true;
    whenIdle(run);
  };
  return {
    add(job) {
      jobs.push(job);
      schedule();
    },
  };
}

function whenIdle(run: (deadline: IdleDeadline) => void): void {
  if (typeof requestIdleCallback === "function") {
    requestIdleCallback(run, { timeout: patienceMs });
    return;
  }
  // Safari, where VS Code in the browser may run, has no idle callback.
  setTimeout(() => run({ didTimeout: true, timeRemaining: () => 0 }), 50);
}
