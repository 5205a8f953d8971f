// Where work ends that nobody waits for: an abort is no error, and a defect becomes a message and a line in the log.

import { t } from "../words.ts";
import { describeError, type Log } from "./log.ts";
import type { Notify } from "./notify.ts";

export type AtEdge = (work: Promise<unknown>) => void;

/** `what` names the feature in the log; `signal` ends with the window. */
export function createEdge(
  what: string,
  { log, notify }: { log: Log; notify: Notify },
  signal: AbortSignal,
): AtEdge {
  const watch = async (work: Promise<unknown>) => {
    try {
      await work;
    } catch (error) {
      const isAbort = error instanceof Error && error.name === "AbortError";
      if (signal.aborted || isAbort) return;
      log.error(`${what}: ${describeError(error)}`);
      const showLog = { label: t("Show Log"), run: () => log.show() };
      notify("error", t("Something went wrong inside Tandem; the log says more."), showLog);
    }
  };
  return (work) => void watch(work);
}
