// Tells the events of a job as JSON lines, in order, on a stream that is a file as a rule and may be a pipe. Knows nothing of
// what they mean.
import type { JobEvent } from "../../core/protocol/evaluation-process.ts";

export type EventLines = {
  tell(event: JobEvent): void;
  /** Resolves when everything has left the process, or when nobody takes it any more. */
  flushed(): Promise<void>;
};

/** `onBroken` hears of a stream that takes no more: a full disk, a reader that is gone. */
export function createEventLines(
  stream: NodeJS.WritableStream,
  onBroken: (error: NodeJS.ErrnoException) => void,
): EventLines {
  let isBroken = false;
  let last: Promise<void> = Promise.resolve();
  stream.on("error", (error) => {
    if (isBroken) return;
    isBroken = true;
    onBroken(error);
  });
  return {
    tell(event) {
      if (isBroken) return;
      last = new Promise((resolve) => {
        stream.write(`${JSON.stringify(event)}\n`, () => resolve());
      });
    },
    flushed: () => last,
  };
}
