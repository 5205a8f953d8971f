// Judges one response as it comes: an answer, piece by piece, or the error that it really is. Knows no socket and no clock.
import type { AnswerFold } from "../../core/model/answer-fold.ts";
import { ModelError } from "../../core/model/errors.ts";
import type { Stopwatch } from "../../core/model/timing.ts";
import {
  errorFromPayload,
  errorFromStatus,
  parseJson,
  type WireContext,
} from "../../core/model/wire-errors.ts";
import { createEventDataReader } from "./event-data.ts";

export type Headers = Record<string, string | string[] | undefined>;

export type ResponseReader = {
  start(status: number, headers: Headers): void;
  /** An error ends the exchange. */
  data(piece: Uint8Array): ModelError | undefined;
  /** The response came to its end: undefined when it was a complete answer. */
  end(): ModelError | undefined;
  /** Whether part of an answer has arrived. */
  hasStarted(): boolean;
};

const maxErrorBytes = 64 * 1024;

export function readResponse(into: {
  context: WireContext;
  stopwatch: Stopwatch;
  fold: AnswerFold;
}): ResponseReader {
  const { context, stopwatch, fold } = into;
  const events = createEventDataReader();
  const refused = { status: 0, type: "", body: "" };
  let isStream = false;
  let hasStarted = false;

  const takeEvent = (data: string): ModelError | undefined => {
    if (data === "[DONE]") return undefined;
    const chunk = parseJson(data);
    if (chunk === undefined) {
      return new ModelError("bad_response", { detail: "A piece of it is no JSON." });
    }
    const error = errorFromPayload(chunk, context);
    if (error === undefined) fold.add(chunk);
    if (error === undefined && fold.hasDelta) stopwatch.markDelta();
    return error;
  };
  return {
    hasStarted: () => hasStarted,
    start(status, headers) {
      const type = String(headers["content-type"] ?? "");
      isStream = status >= 200 && status < 300 && /^text\/event-stream\b/i.test(type);
      refused.status = status;
      refused.type = type;
    },
    data(piece) {
      if (!isStream) {
        refused.body += Buffer.from(piece).toString();
        return refused.body.length > maxErrorBytes ? refusal(refused, context) : undefined;
      }
      for (const data of events.push(piece)) {
        hasStarted = true;
        stopwatch.markEvent();
        const error = takeEvent(data);
        if (error !== undefined) return error;
      }
      return undefined;
    },
    end: () => (isStream ? incompleteness(fold, hasStarted) : refusal(refused, context)),
  };
}

/** A status that is no success, or a success that is no stream: an error in disguise, a web page, or something else. */
function refusal(
  { status, type, body }: { status: number; type: string; body: string },
  context: WireContext,
): ModelError {
  // A redirect is never followed: it could carry the key to another origin.
  if (status >= 300 && status < 400) {
    return new ModelError("not_openai", { status, detail: `${context.host} (with a redirect)` });
  }
  if (status < 200 || status >= 400) return errorFromStatus(status, body, context);
  const error = errorFromPayload(parseJson(body), context);
  if (error !== undefined) return error;
  return type.startsWith("application/json")
    ? new ModelError("bad_response", { detail: "JSON where a stream was expected." })
    : new ModelError("not_openai", { detail: context.host });
}

function incompleteness(fold: AnswerFold, hasStarted: boolean): ModelError | undefined {
  switch (fold.finishReason) {
    case undefined:
      return fold.hasChoices || !hasStarted
        ? new ModelError("stream_cut")
        : new ModelError("bad_response", { detail: "Its events hold no answer." });
    case "error":
    case "abort":
      return new ModelError("upstream", { detail: "It gave up in the middle of the answer." });
    default:
      return undefined;
  }
}
