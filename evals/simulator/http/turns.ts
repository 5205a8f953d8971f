// Lets one piece of heavy work a turn of the event loop go ahead. A burst of requests is then read, and its arrivals noted,
// while the first of them are still being planned. Knows nothing of what the work is.

/** Resolves when it is the caller's turn; what he does before he next awaits is the work of that turn. */
export type Turns = () => Promise<void>;

export function createTurns(): Turns {
  const waiting: (() => void)[] = [];
  const next = () => {
    waiting.shift()?.();
    // Set after the caller has been let go: sockets are read in between.
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(next);
    });
}
