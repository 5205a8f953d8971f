// Where work ends that nobody else answers for: an abort is no error, and a defect becomes a message and a line in the log.

import { t } from "../words.ts";
import { describeError, type Log } from "./log.ts";
import type { Notify } from "./notify.ts";

export type EdgeDeps = { log: Log; notify: Notify };

export type AtEdge = (work: Promise<unknown>) => void;

/** For work that nobody waits for. `what` names the feature in the log; `signal` ends with the window. */
export function createEdge(what: string, deps: EdgeDeps, signal: AbortSignal): AtEdge {
  return (work) => void endAtEdge(() => work, what, deps, signal);
}

/** The same for whoever waits for its end. It never rejects. */
export async function endAtEdge(
  work: () => unknown,
  what: string,
  { log, notify }: EdgeDeps,
  signal: AbortSignal,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isAbort = error instanceof Error && error.name === "AbortError";
    if (signal.aborted || isAbort) return;
    log.error(`${what}: ${describeError(error)}`);
    const showLog = { label: t("Show Log"), run: () => log.show() };
    notify("error", t("Something went wrong inside Tandem; the log says more."), showLog);
  }
}
