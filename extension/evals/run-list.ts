// The list of stored runs as the archive last told it. A list that cannot be read says why and keeps what it knew.
import type { RunSummary } from "../../core/protocol/evaluation-process.ts";
import type { HostMessage, Problem } from "../webview/evals/messages.ts";
import type { Archive } from "./archive.ts";
import { ArchiveError } from "./archive-process.ts";
import { problem } from "./problems.ts";

export type RunList = {
  look(signal: AbortSignal): Promise<void>;
  find(id: string): RunSummary | undefined;
  /** To a page that knows nothing. */
  replay(): void;
};

export function createRunList(archive: Archive, post: (message: HostMessage) => void): RunList {
  let runs: RunSummary[] | undefined;
  let fault: Problem | undefined;
  const tell = () => {
    if (runs === undefined && fault === undefined) return;
    post({ type: "runs", runs: runs ?? [], ...(fault === undefined ? {} : { problem: fault }) });
  };
  return {
    look: async (signal) => {
      try {
        runs = (await archive.ask({ ask: "list" }, signal)).runs;
        fault = undefined;
      } catch (error) {
        if (!(error instanceof ArchiveError)) throw error;
        fault = problem(error.message, "retry", "showLog");
      }
      if (!signal.aborted) tell();
    },
    find: (id) => runs?.find((run) => run.id === id),
    replay: tell,
  };
}
