// Sends the requests of inline completion: connects, writes the prompt, starts the stream, and keeps what comes of it, in
// the cache and as lessons and traces. Decides neither whether to ask nor what is shown.
import { setSystemTimer } from "../model/inactivity.ts";
import { attemptAt } from "./attempt.ts";
import type { CompletionCache } from "./completion-cache.ts";
import type { Cursor, Edit } from "./cursor.ts";
import { lessonOf, lonelyTrace } from "./flight-report.ts";
import { createFlights, type Flight, type Flights, type Landing } from "./flights.ts";
import type { InlineModel } from "./inline-model.ts";
import type { Lesson, PipelineOptions } from "./pipeline-options.ts";
import { type Place, placeOf } from "./place/place.ts";
import { type Prompt, writePrompt } from "./prompt/prompt.ts";
import { createTokenEstimate } from "./prompt/token-estimate.ts";
import { createPromptWindow } from "./prompt/window.ts";
import { streamInto } from "./stream.ts";

export type Departures = Pick<Flights, "find"> & {
  /**
   * Once it flies, only an edit ends it; until then an abort of `signal` keeps it on the ground and throws its reason.
   * @throws whatever keeps the model from being asked
   */
  launch(place: Place, source: Lesson["source"], signal: AbortSignal): Promise<Flight>;
  /** Lets the server read the prompt of a place and generate one token, which nobody looks at. */
  warmUp(cursor: Cursor): Promise<void>;
  documentChanged(edit: Edit, cursor: Cursor): void;
  /** What one line usually takes the model. */
  answerMs(): number;
  dispose(): void;
};

/** What one line takes until it has been measured: about a 7B model on one GPU, as the simulated `fim-7b`. */
const firstAnswerMs = 90;
const learningRate = 0.2;
/** Keys that a fast model's answer does not confirm in time end it, so that no stale request lives for 50 ms. */
const fastTtftMs = 60;
const fastPatienceMs = 45;

export function createDepartures(options: PipelineOptions, cache: CompletionCache): Departures {
  const { now } = options;
  const lifetime = new AbortController();
  const flights = createFlights({
    setTimer: options.setTimer ?? setSystemTimer,
    // A model that usually takes longer is waited for: asking it anew would take longer still.
    patienceMs: () => (ttftMs <= fastTtftMs ? fastPatienceMs : 2 * ttftMs),
  });
  const estimate = createTokenEstimate();
  const window = createPromptWindow();
  let answerMs = firstAnswerMs;
  let ttftMs = 0;
  let nextId = 1;
  let warming: AbortController | undefined;

  const promptFor = (
    { family, contextWindow }: InlineModel,
    cursor: Cursor,
    extent: Place["extent"],
  ) => {
    const snippets = options.snippets(cursor.documentId);
    const repository = options.repository(cursor.documentId);
    const sources = { cursor, snippets, repository, family, contextWindow, estimate, window };
    return writePrompt(sources, extent);
  };
  const learn = (flight: Flight, landing: Landing, source: Lesson["source"]) => {
    options.onLesson?.(lessonOf(flight, landing, { source, nowMs: now() }));
    if (landing.kind !== "complete") return;
    cache.add(flight.attempt);
    const { ttftMs: firstMs, decodeMs, answer } = landing.streamed;
    if (answer?.usage !== undefined) estimate.learn(flight.prompt.text, answer.usage.promptTokens);
    if (firstMs === undefined || decodeMs === undefined) return;
    ttftMs += learningRate * (firstMs - ttftMs);
    if (flight.place.extent === "line") {
      answerMs += learningRate * (firstMs + decodeMs - answerMs);
    }
  };
  return {
    find: flights.find,
    answerMs: () => answerMs,
    async launch(place, source, signal) {
      const readyAtMs = now();
      const model = await options.model(lifetime.signal);
      signal.throwIfAborted();
      const connectedAtMs = now();
      const prompt = promptFor(model, place.cursor, place.extent);
      const stages = { queueMs: connectedAtMs - readyAtMs, contextMs: now() - connectedAtMs };
      warming?.abort();
      flights.keepOnly(place.cursor);
      const attempt = attemptAt(nextId, place);
      nextId += 1;
      const flight = flights.start(
        { attempt, prompt, place, stages, startedAtMs: now(), model: model.model },
        (onGrown, signal) => streamInto(attempt, { model, prompt, place, now, onGrown }, signal),
      );
      void flight.landed.then((landing) => {
        learn(flight, landing, source);
        if (flight.waiters === 0) options.onTrace(lonelyTrace(flight, landing, source, options));
      });
      return flight;
    },
    async warmUp(cursor) {
      warming?.abort();
      const own = new AbortController();
      warming = own;
      const place = placeOf(cursor, options.multiline());
      const model = await options.model(lifetime.signal);
      if (own.signal.aborted) return;
      const prompt = promptFor(model, cursor, "extent" in place ? place.extent : "line");
      await readPrompt(model, prompt, AbortSignal.any([own.signal, lifetime.signal]));
    },
    documentChanged(edit, cursor) {
      warming?.abort();
      window.documentChanged(edit);
      flights.documentChanged(edit, cursor);
    },
    dispose() {
      lifetime.abort();
      flights.dispose();
    },
  };
}

/** The answer is not read: its one token only makes the server compute and keep the prompt. */
async function readPrompt(model: InlineModel, prompt: Prompt, signal: AbortSignal): Promise<void> {
  const request = {
    task: "inline" as const,
    model: model.model,
    prompt: prompt.text,
    maxTokens: 1,
    temperature: 0,
  };
  try {
    for await (const _event of model.client.streamCompletion(request, signal));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
