// Passes an answer of server-sent events on to the client as it comes. What makes the answer complete is not sent here but
// handed back, because the audit comes first.
import type { Entry } from "../audit/entry.ts";
import type { Answer } from "./dispatch.ts";
import { breakOf, brokeOff, keepPace, type PaceOptions } from "./pace.ts";
import type { StreamEnd } from "./stream/stream-end.ts";
import type { StreamWatch } from "./stream/watch-stream.ts";

export type StreamDelivery = PaceOptions & {
  watch: StreamWatch;
  entry: Entry;
  /** Before the first piece goes out. */
  begin(): void;
  onFirstContent(): void;
};

/** Behind `[DONE]` nothing comes that anybody would wait for. */
const endMs = 1000;

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
    if (out !== undefined) {
      if (!hasBegun) delivery.begin();
      hasBegun = true;
      entry.capture(out);
      pace.write(out);
    }
    if (watch.isDone) pace.await(endMs, endNow);
  };
  const end = () => {
    if (!hasBegun) delivery.begin();
    resolve(watch.end());
  };
  const endNow = () => {
    end();
    // Its connection is good for nothing else any more.
    answer.abort(brokeOff());
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
    end,
    broken: (error) => reject(breakOf(error)),
  });
  return promise;
}
