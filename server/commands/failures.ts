// How a verb that measures ends when it does not end well: Ctrl-C and readers that go away stop the work, and every known
// failure becomes one sentence with the next step and an exit status.
import type { Command } from "commander";
import type { ModelError } from "../../core/model/errors.ts";
import { plainText } from "../../evals/report/plain-line.ts";
import {
  failureCode,
  failureSentence,
  isExpectedFailure,
  type Remedies,
  remedyOf,
} from "../../evals/runner/failure-sentence.ts";
import { RunStoreError } from "../../evals/runner/run-files.ts";

export const exit = { negative: 1, unusable: 2, interrupted: 130 };

/** A file or a stream that results go to cannot be used. */
export class OutputError extends Error {
  readonly code = "output";
}

/** The endpoint answered, and then nothing of what was measured: a verdict, and not a good one. */
export class NothingCame extends Error {
  readonly code: string;

  constructor({ code, summary }: ModelError) {
    super(summary);
    this.code = code;
  }
}

class Interrupted extends Error {
  readonly code = "interrupted";
}

export type Work = {
  signal: AbortSignal;
  /** From here on there is a run to go on with. */
  began: (id: string) => void;
};

/** A signal or a reader that is gone aborts the work; a second signal ends at once. `verb`: as it begins its sentences. */
export async function whileInterruptible(
  command: Command,
  { verb, events = false }: { verb: string; events?: boolean },
  work: (work: Work) => Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  const release = interruptions(controller);
  let resume: string | undefined;
  const began = (id: string) => {
    resume = id;
  };
  try {
    await work({ signal, began });
  } catch (error) {
    // What fails because it was stopped is no failure of its own; what the disk says of the answers is.
    const cause = signal.aborted && !(error instanceof RunStoreError) ? signal.reason : error;
    if (events) tell(cause, resume);
    if (cause instanceof Interrupted) {
      process.exitCode = exit.interrupted;
      return;
    }
    if (!isKnown(cause)) throw cause;
    const message = `tandem ${verb}: ${sentence(cause)}`;
    if (!(cause instanceof NothingCame)) command.error(message, { exitCode: exit.unusable });
    process.stderr.write(`${message}\n`);
    process.exitCode = exit.negative;
  } finally {
    release();
  }
}

function interruptions(controller: AbortController): () => void {
  const stop = () => {
    if (controller.signal.aborted) process.exit(exit.interrupted);
    controller.abort(new Interrupted("It was interrupted."));
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const name of signals) process.on(name, stop);
  // Never taken off again: what a stream has not got rid of can still fail when everything is done.
  for (const [name, stream] of [
    ["stdout", process.stdout],
    ["stderr", process.stderr],
  ] as const) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      controller.abort(isReaderGone(error) ? new Interrupted() : unwritable(name, error));
    });
  }
  return () => {
    for (const name of signals) process.off(name, stop);
  };
}

/** Resolves when the text is out, or when nobody reads on. @throws OutputError */
export function print(name: "stdout" | "stderr", text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process[name].write(text, (error) => {
      if (error && !isReaderGone(error)) reject(unwritable(name, error));
      else resolve();
    });
  });
}

function isReaderGone(error: NodeJS.ErrnoException): boolean {
  return error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED";
}

export function unwritable(what: string, error: unknown): OutputError {
  return new OutputError(`${what} cannot be written (${codeOf(error)}): name a file elsewhere.`);
}

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "not valid";
}

function tell(error: unknown, resume: string | undefined): void {
  const message = isKnown(error) ? sentence(error) : String(error);
  const event = {
    kind: "failed",
    code: failureCode(error),
    message,
    ...(resume === undefined ? {} : { resume }),
  };
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

/** What a measurement expects, and what a command adds to it. */
function isKnown(error: unknown): error is Error {
  return (
    isExpectedFailure(error) ||
    [OutputError, NothingCame, Interrupted].some((kind) => error instanceof kind)
  );
}

/** What to do next where the editor's way of doing it does not help at a terminal. */
const remedies: Remedies = {
  invalid_url: "Write it like http://gpu-host:8000/v1.",
  dns: "Check the host name and whether this machine needs a VPN.",
  timeout_first_byte: "It may be overloaded: look at its load and try again.",
  unauthorized: "Set the right key in the environment variable TANDEM_API_KEY.",
  model_not_found: "Name one it serves with --model.",
  context_length: "Start the server with a larger context window, or ask for less.",
  bad_request: "Look at the server's log and version.",
};

function sentence(error: Error): string {
  return error instanceof NothingCame
    ? plainText(`${error.message} ${remedyOf(error.code, remedies)}`)
    : failureSentence(error, remedies);
}
