// Runs a prepared request on the engine and answers it, as a stream or whole. Here the engine's time, the record and
// the metrics meet; what the answer says was decided before.
import type { ServerResponse } from "node:http";
import type { SequenceHandle } from "../engine/engine.ts";
import type { Fault } from "../options.ts";
import type { RequestRecord } from "../record.ts";
import type { Context } from "./context.ts";
import { strikeMidStream } from "./faults.ts";
import type { Prepared } from "./prepared.ts";
import { streamedAnswer, wholeAnswerSink } from "./sinks.ts";

export type Exchange = {
  response: ServerResponse;
  record: RequestRecord;
  /** Strikes while the answer is produced. */
  fault: Fault | undefined;
};

export function generate(prepared: Prepared, context: Context, exchange: Exchange): void {
  const { clock, engine, metrics } = context;
  const { response, record, fault } = exchange;
  const { sampling, choices } = prepared;
  record.promptTokens = prepared.promptTokens;
  const handles: SequenceHandle[] = [];
  const produced = choices.map(() => 0);
  const counts = () => ({
    promptTokens: record.promptTokens,
    completionTokens: record.completionTokens,
    cachedTokens: record.cachedTokens,
  });
  const sink = sampling.isStream
    ? streamedAnswer(prepared, context, { response, counts })
    : wholeAnswerSink(prepared, context, { response, counts });
  let open = choices.length;
  let isOver = false;

  const finish = (outcome: "stop" | "length" | "aborted" | "fault") => {
    if (isOver) return;
    isOver = true;
    for (const handle of handles) handle.abort();
    record.outcome = outcome;
    record.endedAtMs = clock.nowMs();
    const finishedReason = outcome === "aborted" || outcome === "fault" ? "abort" : outcome;
    metrics.finished(record, {
      finishedReason,
      scheduledAtMs: handles[0]?.scheduledAtMs,
      maxTokens: sampling.maxTokens,
      n: sampling.n,
    });
  };

  /** True when the fault struck and nothing more may be sent. */
  const strike = (): boolean => {
    if (fault === undefined || isOver || record.completionTokens < (fault.after ?? 3))
      return isOver;
    sink.flush();
    if (fault.kind === "stall") for (const handle of handles) handle.pause();
    else finish("fault");
    strikeMidStream(fault, context, { response, isStream: sampling.isStream, sink });
    return true;
  };

  const noteTokens = (count: number) => {
    const now = clock.nowMs();
    if (record.firstTokenAtMs === undefined) {
      record.firstTokenAtMs = now;
      metrics.firstToken(now - record.arrivedAtMs);
    } else {
      const gapMs = (now - (record.lastTokenAtMs ?? now)) / count;
      for (let each = 0; each < count; each += 1) metrics.nextToken(gapMs);
    }
    record.lastTokenAtMs = now;
    record.cachedTokens = handles.reduce((sum, handle) => sum + handle.cachedTokens, 0);
  };

  let isStruck = false;
  choices.forEach((choice, position) => {
    const onTokens = (count: number, isFinished: boolean) => {
      if (isOver || isStruck) return;
      noteTokens(count);
      for (let each = 0; each < count; each += 1) {
        const at = produced[position] ?? 0;
        produced[position] = at + 1;
        record.completionTokens += 1;
        sink.token(position, at);
        isStruck = strike();
        if (isStruck) return;
      }
      if (isFinished) open -= 1;
      sink.flush();
      if (open > 0) return;
      const { finishReason } = choice.plan;
      finish(finishReason === "length" ? "length" : "stop");
      sink.end();
    };
    const { promptTokens, plan } = choice;
    const request = { promptTokens, outputTokens: plan.tokens, cacheSalt: sampling.cacheSalt };
    handles.push(engine.submit(request, { onTokens }));
  });
  // The socket is the only way a client says that it lost interest, for streams and whole answers alike.
  response.on("close", () => finish("aborted"));
  if (fault !== undefined && fault.after === 0) isStruck = strike();
}
