// Runs tasks, so many at a time, in the order they came. Knows nothing of what they do.

export type Limiter = {
  /** Resolves and rejects as the task does. */
  run<T>(task: () => Promise<T>): Promise<T>;
};

export function createLimiter(atOnce: number): Limiter {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  return {
    async run(task) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await task();
      } finally {
        // The place goes straight to the next one, so that nobody slips in between.
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      }
    },
  };
}
