// One job from its request to its last event, which says that it finished or why it did not. What was measured by then is on
// the disk, whatever happens.
import type { JobEvent, JobRequest } from "../../core/protocol/evaluation-process.ts";
import {
  failureCode,
  failureSentence,
  isExpectedFailure,
  type Remedies,
} from "../runner/failure-sentence.ts";
import type { Keys } from "../runner/prepare.ts";
import { RunStoreError } from "../runner/run-files.ts";
import { defaultRunsFolder } from "../runner/run-store.ts";
import { createEventLines, type EventLines } from "./event-lines.ts";
import { abortOnSignals, Interrupted, interruptedStatus } from "./interruption.ts";
import { BadJob, readJobRequest } from "./job-request.ts";
import type { JobWork } from "./job-work.ts";

const status = { done: 0, failed: 1, unusable: 2 };

/** Events go to stdout. Resolves with the exit status. */
export async function runJob(folder: string, keys: Keys): Promise<number> {
  const controller = new AbortController();
  abortOnSignals(controller, "It was stopped: what was measured is kept.");
  const events = createEventLines(process.stdout, (error) =>
    controller.abort(new Interrupted(`Nobody takes its events (${error.code}).`)),
  );
  const ended = await carryOut(folder, { keys, events }, controller.signal);
  await events.flushed();
  return ended;
}

type Means = { keys: Keys; events: EventLines };

async function carryOut(
  folder: string,
  { keys, events }: Means,
  signal: AbortSignal,
): Promise<number> {
  let resume: string | undefined;
  try {
    const request = await readJobRequest(folder);
    const { runsFolder = defaultRunsFolder() } = request;
    const began = (id: string) => {
      resume = id;
    };
    await work(request, { runsFolder, keys, tell: events.tell, began }, signal);
    return status.done;
  } catch (error) {
    // What fails because it was stopped is no failure of its own; what the disk says of the answers is.
    const cause = signal.aborted && !(error instanceof RunStoreError) ? signal.reason : error;
    if (!isKnown(cause)) process.stderr.write(`${stackOf(cause)}\n`);
    events.tell(failedEvent(cause, resume));
    if (cause instanceof Interrupted) return interruptedStatus;
    return cause instanceof BadJob ? status.unusable : status.failed;
  }
}

/** Each kind is loaded when it is asked for: the clients and the graders of the others are not. */
async function work(request: JobRequest, means: JobWork, signal: AbortSignal): Promise<void> {
  switch (request.kind) {
    case "evaluation":
    case "resume":
    case "regrade": {
      const { evaluationJob } = await import("./evaluation-job.ts");
      return evaluationJob(request, means, signal);
    }
    case "load": {
      const { loadJob } = await import("./load-job.ts");
      return loadJob(request, means, signal);
    }
    case "repository": {
      const { repositoryJob } = await import("./repository-job.ts");
      return repositoryJob(request, means, signal);
    }
  }
}

function isKnown(error: unknown): error is Error {
  return isExpectedFailure(error) || error instanceof Interrupted || error instanceof BadJob;
}

/** The editor's own remedies are for people who ask; these are for one who measures. */
const remedies: Remedies = {
  context_length: "Start the server with a larger context window.",
  timeout_first_byte: "It may be overloaded: look at its load and try again.",
};

function failedEvent(error: unknown, resume: string | undefined): JobEvent {
  return {
    kind: "failed",
    code: failureCode(error),
    message: isKnown(error)
      ? failureSentence(error, remedies)
      : `The measurement failed: ${String(error)}.`,
    ...(resume === undefined || isGone(error) ? {} : { resume }),
  };
}

/** Deleted while it was measured: there is nothing to go on with. */
function isGone(error: unknown): boolean {
  return error instanceof RunStoreError && error.code === "no_such_run";
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
