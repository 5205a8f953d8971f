// Passes an answer of server-sent events on to the client as it comes, as fast as the client reads. What makes the answer
// complete is not sent here but handed back, because the audit comes first.
import type { Entry } from "../audit/entry.ts";
import { GatewayError } from "../gateway-error.ts";
import { type Client, clientGone } from "./client.ts";
import type { Answer } from "./dispatch.ts";
import type { PhaseTimer } from "./phase-timer.ts";
import type { StreamEnd } from "./stream/stream-end.ts";
import type { StreamWatch } from "./stream/watch-stream.ts";

export type StreamDelivery = {
  watch: StreamWatch;
  client: Client;
  entry: Entry;
  timer: PhaseTimer;
  silenceMs: number;
  /** Before the first piece goes out. */
  begin(): void;
  onFirstContent(): void;
};

/** Rejects with GatewayError when the upstream goes silent or breaks off, with the signal's reason when aborted. */
export function deliverStream(answer: Answer, delivery: StreamDelivery): Promise<StreamEnd> {
  const { watch, client, entry, timer, silenceMs } = delivery;
  const { promise, resolve, reject } = Promise.withResolvers<StreamEnd>();
  let isFirst = true;
  let hasContent = false;
  let isPaused = false;
  const awaitUpstream = () => timer.enter(silenceMs, () => answer.abort(wentSilent()));
  const goOn = () => {
    if (!isPaused) return;
    isPaused = false;
    awaitUpstream();
    answer.resume();
  };
  const pause = () => {
    if (isPaused) return;
    isPaused = true;
    answer.pause();
    client.onRoom(goOn);
    // The upstream is not to blame while the client does not read.
    timer.enter(silenceMs, () => {
      client.abort(clientGone());
      client.cut();
    });
  };
  const pass = (chunk: Buffer) => {
    const out = watch.take(chunk);
    if (!hasContent && watch.firstContent) {
      hasContent = true;
      delivery.onFirstContent();
    }
    if (out === undefined) return;
    if (isFirst) {
      isFirst = false;
      delivery.begin();
    }
    entry.capture(out);
    if (!client.write(out)) pause();
  };
  awaitUpstream();
  answer.read({
    piece(chunk) {
      if (!isPaused) timer.moved();
      try {
        pass(chunk);
      } catch (error) {
        reject(error);
        answer.abort(brokeOff(error));
      }
    },
    end() {
      if (isFirst) delivery.begin();
      resolve(watch.end());
    },
    broken: (error) => reject(error instanceof GatewayError ? error : brokeOff(error)),
  });
  return promise;
}

export function wentSilent(): GatewayError {
  return new GatewayError(
    "upstream_timeout",
    "The model's server stopped in the middle of its answer. Ask again.",
  );
}

export function brokeOff(cause: unknown): GatewayError {
  return new GatewayError(
    "upstream_failed",
    "The model's server ended the connection in the middle of its answer. Ask again.",
    { cause },
  );
}
