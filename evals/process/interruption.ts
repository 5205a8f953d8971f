// How a job is stopped from outside: the first signal aborts it, so that it can keep what it has; the second ends the process.

/** The reason of an abort that somebody asked for. */
export class Interrupted extends Error {
  readonly code = "interrupted";
}

export const interruptedStatus = 130;

export function abortOnSignals(controller: AbortController, message: string): void {
  const stop = () => {
    if (controller.signal.aborted) process.exit(interruptedStatus);
    controller.abort(new Interrupted(message));
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, stop);
}
