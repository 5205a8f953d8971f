// Keeps a stream that waits for long alive: after a while it gets its headers and a comment, and then a comment again and
// again, so that nothing between here and the client gives up. It does not know what the stream waits for.
import { waitingComment } from "./stream/error-event.ts";

export type Waiting = {
  everyMs: number;
  /** False while nothing may leave yet; asked again the next time. */
  mayBegin(): boolean;
  /** Sends the headers unless they have been sent, and the comment. */
  say(comment: Buffer): void;
};

/** Returns what ends the comments. */
export function keepWaiting({ everyMs, mayBegin, say }: Waiting): () => void {
  const timer = setInterval(() => {
    if (mayBegin()) say(waitingComment);
  }, everyMs);
  return () => clearInterval(timer);
}
