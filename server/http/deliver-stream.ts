// Passes an answer of server-sent events on to the client as it comes. What makes the answer complete is not sent here but
// handed back, because the audit comes first.
import type { Entry } from "../audit/entry.ts";
import type { Answer } from "./dispatch.ts";
import { breakOf, keepPace, type PaceOptions } from "./pace.ts";
import type { StreamEnd } from "./stream/stream-end.ts";
import type { StreamWatch } from "./stream/watch-stream.ts";

export type StreamDelivery = PaceOptions & {
  watch: StreamWatch;
  entry: Entry;
  /** Before the first piece goes out. */
  begin(): void;
  onFirstContent(): void;
};

/** Rejects with GatewayError when the upstream goes silent or breaks off, with the signal's reason when aborted. */
export function deliverStream(answer: Answer, delivery: StreamDelivery): Promise<StreamEnd> {
  const { watch, entry } = delivery;
  const { promise, resolve, reject } = Promise.withResolvers<StreamEnd>();
  const pace = keepPace(answer, delivery);
  let hasBegun = false;
  let hasContent = false;
  const pass = (chunk: Buffer) => {
    const out = watch.take(chunk);
    if (!hasContent && watch.firstContent) {
      hasContent = true;
      delivery.onFirstContent();
    }
    if (out === undefined) return;
    if (!hasBegun) delivery.begin();
    hasBegun = true;
    entry.capture(out);
    pace.write(out);
  };
  answer.read({
    piece(chunk) {
      pace.moved();
      try {
        pass(chunk);
      } catch (error) {
        reject(error);
        answer.abort(breakOf(error));
      }
    },
    end() {
      if (!hasBegun) delivery.begin();
      resolve(watch.end());
    },
    broken: (error) => reject(breakOf(error)),
  });
  return promise;
}
