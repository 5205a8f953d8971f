// Talks to one OpenAI-compatible endpoint. The only importer of the OpenAI SDK, of which it uses the SSE decoder: the
// SDK's client object would cost thirty times the code and the load time, take headers from the user's environment
// and add its own to every request. Knows no settings, no routing and no retries.

import { Stream } from "openai/core/streaming";
import type { FinishReason, StreamEvent } from "./answer.ts";
import { AnswerFold } from "./answer-fold.ts";
import { hostOf } from "./base-url.ts";
import { ModelError } from "./errors.ts";
import { contextOf, type Fetch, send } from "./exchange.ts";
import { type SetTimer, setSystemTimer, type Timeouts } from "./inactivity.ts";
import { type Lifeline, openLifeline } from "./lifeline.ts";
import { liveBody } from "./live-body.ts";
import type { ChatRequest, CompletionRequest, Endpoint } from "./request.ts";
import { listModels, type ServedModel, serverVersion, tokenize } from "./server-facts.ts";
import { startStopwatch } from "./timing.ts";
import { errorFromPayload } from "./wire-errors.ts";
import { chatBody, completionBody } from "./wire-request.ts";

export type { ServedModel } from "./server-facts.ts";

/**
 * All methods throw ModelError, except that an aborted one throws the signal's reason: abort is not an error. Nothing
 * is sent before a stream is read. A stream ends with exactly one `end` event or throws; leaving the loop early closes
 * the socket. Times are taken when the reader asks, so a reader that dawdles lengthens what is measured.
 */
export type ModelClient = {
  streamChat(request: ChatRequest, signal: AbortSignal): AsyncIterable<StreamEvent>;
  streamCompletion(request: CompletionRequest, signal: AbortSignal): AsyncIterable<StreamEvent>;
  listModels(signal: AbortSignal): Promise<ServedModel[]>;
  /** Undefined when the server does not tell, as one that is not vLLM. */
  serverVersion(signal: AbortSignal): Promise<string | undefined>;
  /** The ids of a text, without special tokens around it; undefined when the server does not tokenize. */
  tokenize(model: string, text: string, signal: AbortSignal): Promise<number[] | undefined>;
};

export type ModelClientOptions = {
  endpoint: Endpoint;
  fetch: Fetch;
  /** A monotonic clock in milliseconds. */
  now: () => number;
  timeouts: Timeouts;
  setTimer?: SetTimer;
};

export function createModelClient(options: ModelClientOptions): ModelClient {
  return {
    streamChat: (request, signal) =>
      stream(options, { route: "/chat/completions", request, body: chatBody(request) }, signal),
    streamCompletion: (request, signal) =>
      stream(options, { route: "/completions", request, body: completionBody(request) }, signal),
    listModels: (signal) => listModels(options, signal),
    serverVersion: (signal) => serverVersion(options, signal),
    tokenize: (model, text, signal) => tokenize(options, { model, text }, signal),
  };
}

type Streamed = {
  route: string;
  request: ChatRequest | CompletionRequest;
  body: Record<string, unknown>;
};

/** Stream looks at nothing else of its client, and without one it would log malformed events to the console. */
const silent = { logLevel: "off" } as Parameters<typeof Stream.fromSSEResponse>[2];

async function* stream(
  options: ModelClientOptions,
  streamed: Streamed,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent, void, undefined> {
  const { endpoint, now } = options;
  const lifeline = openLifeline({ ...options, host: hostOf(endpoint.url) }, signal);
  const fold = new AnswerFold(streamed.request.model);
  const stopwatch = startStopwatch(now);
  let hasStarted = false;
  let isSimulated = false;
  let refusal: ModelError | undefined;
  try {
    const { response, chunks, context } = await openStream(options, streamed, lifeline);
    isSimulated = response.headers.get("x-simulated") === "true";
    for await (const chunk of chunks) {
      hasStarted = true;
      stopwatch.markEvent();
      refusal = errorFromPayload(chunk, context);
      if (refusal !== undefined) break;
      const events = fold.add(chunk);
      if (fold.hasDelta) stopwatch.markDelta();
      yield* events;
    }
    lifeline.throwIfCut();
  } catch (error) {
    // What breaks after the server has said why the answer ended takes nothing from it.
    if (fold.finishReason === undefined) throw lifeline.explain(error, hasStarted);
  } finally {
    lifeline.release(fold.finishReason !== undefined);
  }
  if (refusal !== undefined) throw refusal;
  const finishReason = finishReasonOf(fold, hasStarted);
  const timing = stopwatch.finish(fold.usage?.completionTokens);
  yield* fold.rest();
  yield { kind: "end", answer: { ...fold.finish(finishReason, timing), isSimulated } };
}

async function openStream(
  options: ModelClientOptions,
  { route, request, body }: Streamed,
  { controller, watch }: Lifeline,
) {
  const { endpoint, setTimer = setSystemTimer } = options;
  const url = endpoint.url + route;
  const accept = "text/event-stream";
  const response = await send(
    options,
    { url, body, task: request.task, accept },
    controller.signal,
  );
  const abort = () => controller.abort();
  const live = response.body && liveBody(response.body, { watch, setTimer, abort });
  // "events": also an error arrives as data, because only here its two shapes are told apart.
  const chunks = Stream.fromSSEResponse(new Response(live), controller, silent, false, "events");
  return { response, chunks, context: contextOf(endpoint, { body }, response) };
}

/** @throws ModelError when the stream ended without saying why, or because the server gave up */
function finishReasonOf(
  { finishReason, hasChoices }: AnswerFold,
  hasStarted: boolean,
): FinishReason {
  switch (finishReason) {
    case undefined:
      if (hasChoices || !hasStarted) throw new ModelError("stream_cut");
      throw new ModelError("bad_response", { detail: "Its events hold no answer." });
    case "error":
    case "abort":
      throw new ModelError("upstream", { detail: "It gave up in the middle of the answer." });
    case "length":
    case "tool_calls":
    case "content_filter":
      return finishReason;
    default:
      return "stop";
  }
}
