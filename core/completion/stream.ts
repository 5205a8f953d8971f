// Asks the model for one completion and reads it up to its first complete piece; leaving the stream there closes the socket
// and frees the GPU. The answer grows in the attempt, where others can see it. Knows no cache and no editor.
import type { Answer } from "../model/answer.ts";
import { startStopwatch } from "../model/timing.ts";
import type { Attempt } from "./attempt.ts";
import { restore } from "./fim/neutralise.ts";
import type { InlineModel } from "./inline-model.ts";
import { completeLength } from "./place/block-end.ts";
import type { Place } from "./place/place.ts";
import type { Prompt } from "./prompt/prompt.ts";

export type Streamed = {
  /** As core/model/timing.ts defines it; undefined when the model wrote nothing. */
  ttftMs?: number;
  /** First delta to the end of the piece. */
  decodeMs?: number;
  /** From sending to the end of the piece. */
  requestMs: number;
  /** Present when the server itself ended the answer. */
  answer?: Answer;
};

export type StreamOptions = {
  model: InlineModel;
  prompt: Prompt;
  place: Place;
  now: () => number;
  /** The answer has grown. */
  onGrown(): void;
};

/** @throws ModelError, or the signal's reason */
export async function streamInto(
  attempt: Attempt,
  options: StreamOptions,
  signal: AbortSignal,
): Promise<Streamed> {
  const { model, place, now, onGrown } = options;
  const stopwatch = startStopwatch(now);
  const readable = (text: string) => restore(text, model.family.specials).replaceAll("\r\n", "\n");
  let answer: Answer | undefined;
  let raw = "";
  for await (const event of model.client.streamCompletion(requestFor(options), signal)) {
    if (event.kind === "end") answer = event.answer;
    if (event.kind !== "text") continue;
    stopwatch.markEvent();
    stopwatch.markDelta();
    raw += event.text;
    // In the raw text: a token that only copies one of the file is broken up there.
    const stop = stopIn(raw, model.family.stops);
    const text = readable(raw.slice(0, stop));
    const end = completeLength(text, place, stop !== undefined) ?? (stop && text.length);
    attempt.text = text.slice(0, end);
    if (end !== undefined) break;
    onGrown();
  }
  // Its last line can be judged only now.
  if (answer !== undefined) {
    attempt.text = attempt.text.slice(0, completeLength(attempt.text, place, true));
  }
  attempt.isComplete = true;
  const { ttftMs, e2elMs } = stopwatch.finish();
  return {
    requestMs: e2elMs,
    ...(ttftMs === undefined ? {} : { ttftMs, decodeMs: e2elMs - ttftMs }),
    ...(answer === undefined ? {} : { answer }),
  };
}

function requestFor({ model: { model, stopTokenIds }, prompt, place }: StreamOptions) {
  return {
    task: "inline" as const,
    model,
    prompt: prompt.text,
    maxTokens: prompt.maxTokens,
    temperature: 0,
    // A server that stops by itself keeps the connection open for the next request. The family's stops are looked for here
    // instead: vLLM holds back as many characters as its longest stop has, which costs the first delta some tokens.
    ...(place.extent === "line" ? { stop: ["\n"] } : {}),
    extra: {
      // Left out, the model's generation_config.json decides, and instruct builds punish the repetitions code is made of.
      repetition_penalty: 1,
      ...(stopTokenIds.length > 0 ? { stop_token_ids: stopTokenIds } : {}),
    },
  };
}

/** Where the first of the family's stops begins that the server has let through. */
function stopIn(text: string, stops: readonly string[]): number | undefined {
  const found = stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
  return found.length === 0 ? undefined : Math.min(...found);
}
