// Runs a prepared request on the engine and answers it, as a stream or whole. Here the engine's time and the answer
// meet; what the answer says was decided before.
import type { ServerResponse } from "node:http";
import type { SequenceHandle } from "../engine/engine.ts";
import type { Fault } from "../options.ts";
import type { RequestRecord } from "../record.ts";
import type { Context } from "./context.ts";
import { strikeMidStream } from "./faults.ts";
import type { Choice, Prepared } from "./prepared.ts";
import { createRequestMeter } from "./request-meter.ts";
import { streamedAnswer, wholeAnswerSink } from "./sinks.ts";

export type Exchange = {
  response: ServerResponse;
  record: RequestRecord;
  /** Strikes while the answer is produced. */
  fault: Fault | undefined;
};

/** Enough for a client to have shown something. */
const defaultStrikesAfter = 3;

export function generate(prepared: Prepared, context: Context, exchange: Exchange): void {
  const { response, record, fault } = exchange;
  const { choices } = prepared;
  const { meter, sink } = begin(prepared, context, exchange);
  const strikesAfter = fault?.after ?? defaultStrikesAfter;
  const handles: SequenceHandle[] = [];
  let unfinished = choices.length;
  let isStruck = false;

  const finish = (outcome: "stop" | "length" | "aborted" | "fault") => {
    if (!meter.end(outcome, handles[0]?.scheduledAtMs)) return;
    for (const handle of handles) handle.abort();
  };
  const strikeIfDue = () => {
    if (fault === undefined || meter.isOver() || record.completionTokens < strikesAfter) return;
    isStruck = true;
    meter.note();
    sink.flush();
    if (fault.kind !== "stall") finish("fault");
    strikeMidStream(fault, context, { response, isStream: prepared.sampling.isStream, sink });
  };
  const submit = (choice: Choice, position: number) => {
    let produced = 0;
    const handle = context.engine.submit(sequenceOf(choice, prepared, exchange), {
      onToken() {
        if (meter.isOver() || isStruck) return;
        if (produced === 0) record.cachedTokens += handle.cachedTokens;
        meter.token();
        sink.token(position, produced);
        produced += 1;
        strikeIfDue();
      },
      onTurnEnd(isFinished) {
        if (meter.isOver() || isStruck) return;
        meter.note();
        sink.flush();
        if (isFinished) unfinished -= 1;
        if (unfinished > 0) return;
        finish(choice.plan.finishReason === "length" ? "length" : "stop");
        sink.end();
      },
    });
    handles.push(handle);
  };

  choices.forEach(submit);
  // The socket is the only way a client says that it lost interest, for streams and whole answers alike.
  response.on("close", () => finish("aborted"));
  // It may have closed while the question was being read.
  if (response.destroyed) finish("aborted");
  strikeIfDue();
}

function begin(prepared: Prepared, context: Context, { response, record }: Exchange) {
  const { clock, metrics } = context;
  record.promptTokens = prepared.promptTokens;
  const openSink = prepared.sampling.isStream ? streamedAnswer : wholeAnswerSink;
  return {
    meter: createRequestMeter({ record, clock, metrics, params: prepared.sampling }),
    sink: openSink(prepared, context, { response, counts: () => record }),
  };
}

function sequenceOf({ promptTokens, plan }: Choice, prepared: Prepared, exchange: Exchange) {
  const { fault, record } = exchange;
  const stallAfter = fault?.after ?? defaultStrikesAfter;
  return {
    promptTokens,
    outputTokens: plan.tokens,
    cacheSalt: prepared.sampling.cacheSalt,
    arrivedAtMs: record.arrivedAtMs,
    priority: prepared.sampling.priority,
    ...(fault?.kind === "stall" ? { stallAfter } : {}),
  };
}
