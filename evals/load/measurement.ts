// Measures one request by the moments it is told, and judges what came at them. What counts as a delta, as a complete answer
// and as an error is decided by the code the editor's client uses. Knows no socket and no clock.
import { AnswerFold } from "../../core/model/answer-fold.ts";
import type { ModelError } from "../../core/model/errors.ts";
import { errorFromNetwork } from "../../core/model/network-errors.ts";
import { startStopwatch } from "../../core/model/timing.ts";
import type { WireContext } from "../../core/model/wire-errors.ts";
import { type Headers, readResponse } from "./read-response.ts";
import type { Sample } from "./sample.ts";

/** How a request ended; without an error the answer is complete. */
export type Verdict = { error: ModelError | undefined };

export type Measurement = {
  /** What follows came at this moment; everything in one piece came at once. */
  moveTo(at: number): void;
  start(status: number, headers: Headers): void;
  data(piece: Uint8Array): Verdict | undefined;
  end(): Verdict;
  /** The connection broke. */
  broken(cause: Error): Verdict;
  sample(error: ModelError | undefined): Sample;
};

export function startMeasurement(context: WireContext, sentAt: number): Measurement {
  let now = sentAt;
  const stopwatch = startStopwatch(() => now);
  const fold = new AnswerFold(context.model ?? "");
  const reader = readResponse({ context, stopwatch, fold });
  const end = () => ({ error: reader.end() });
  return {
    moveTo(at) {
      now = at;
    },
    start: reader.start,
    data(piece) {
      const error = reader.data(piece);
      return error && { error };
    },
    end,
    broken: (cause) =>
      // What breaks after the server has said why the answer ended takes nothing from it.
      fold.finishReason === undefined
        ? { error: errorFromNetwork(cause, context.host, reader.hasStarted()) }
        : end(),
    sample: (error) => ({
      sentAt,
      endedAt: now,
      timing: stopwatch.finish(fold.usage?.completionTokens),
      usage: fold.usage,
      error,
    }),
  };
}
