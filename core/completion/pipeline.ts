// Inline completion from a cursor to a text: place, cache, flight, calm, request, filters. Knows no editor, no clock and no
// settings; whoever owns it tells it about every edit and asks it for completions.
import { setSystemTimer } from "../model/inactivity.ts";
import { fitOf } from "./attempt.ts";
import { createQuiet, isFinished, untilPauseMs } from "./calm.ts";
import { createCompletionCache } from "./completion-cache.ts";
import type { Cursor, Edit } from "./cursor.ts";
import { createDepartures } from "./departures.ts";
import { reasonOf } from "./flight-report.ts";
import { awaitLanding, type Flight } from "./flights.ts";
import type { Lesson, PipelineOptions } from "./pipeline-options.ts";
import { placeOf } from "./place/place.ts";
import { createPresenter } from "./presenter.ts";
import { createRhythm, debounceMs } from "./rhythm.ts";
import type { Completion } from "./serve.ts";
import { wait } from "./wait.ts";
import { traceOf, type Wanted, type Wish } from "./wish.ts";

export type { InlineModel } from "./inline-model.ts";
export type { Lesson, PipelineOptions } from "./pipeline-options.ts";
export type { Completion } from "./serve.ts";
export type { Wanted } from "./wish.ts";

export type Pipeline = {
  /** Undefined when there is nothing to show. An abort of `signal` detaches the waiter and throws its reason. */
  complete(wanted: Wanted, signal: AbortSignal): Promise<Completion | undefined>;
  /** Tell it every edit, with the cursor as it stands behind the edit: aborts the streams that no longer fit. */
  documentChanged(edit: Edit, cursor: Cursor): void;
  /** The person took the suggestion: the next one is asked for before the editor asks. */
  accepted(id: number): void;
  /** Puts the prompt of a place into the server's prefix cache; the next edit ends it. @throws ModelError */
  warmUp(cursor: Cursor): Promise<void>;
  dispose(): void;
};

/** A wish that has ended, with or without a suggestion; undefined where the next stage has to see to it. */
type Answered = { completion: Completion | undefined } | undefined;

export function createPipeline(options: PipelineOptions): Pipeline {
  const { now, wallClock, setTimer = setSystemTimer } = options;
  const cache = createCompletionCache();
  const rhythm = createRhythm();
  const quiet = createQuiet();
  const presenter = createPresenter(options, quiet);
  const onLesson = (lesson: Lesson) => {
    const isEmpty = lesson.kind === "answered" && lesson.text.trim() === "";
    if (isEmpty || lesson.kind === "contradicted") quiet.cameToNothing(lesson.place);
    options.onLesson?.(lesson);
  };
  const departures = createDepartures({ ...options, onLesson }, cache);
  let speculating: AbortController | undefined;

  const fromCache = (wish: Wish): Answered => {
    const hit = cache.find(wish.wanted.cursor);
    // Who asks by a key wants to hear the model, not that it had nothing to say before.
    const isOnlyEmpty = hit?.rest === "" && wish.wanted.trigger === "invoked";
    if (hit === undefined || isOnlyEmpty) return undefined;
    return { completion: presenter.present(wish, hit, "cache") };
  };
  /** Waits for a request on its way; it may turn out to say nothing here, and then the wish has to ask itself. */
  const fromFlight = async (wish: Wish, signal: AbortSignal): Promise<Answered> => {
    const flight = departures.find(wish.wanted.cursor);
    if (flight === undefined) return undefined;
    const joinedAtMs = now();
    const landing = await awaitLanding(flight, signal);
    wish.stages.joinedMs = now() - joinedAtMs;
    if (landing.kind !== "failed" && !fits(flight, wish)) return undefined;
    if (landing.kind === "aborted") return undefined;
    return { completion: presenter.land(wish, flight, landing, "joined") };
  };
  /** Lets go of wishes that the next key would outdate anyway. */
  const holdOn = async ({ place, stages }: Wish, signal: AbortSignal): Promise<void> => {
    const fromMs = now();
    const gapMs = rhythm.gapMs();
    if (gapMs !== undefined && quiet.holdsBack(place)) {
      await wait(untilPauseMs, setTimer, signal);
      stages.heldMs = now() - fromMs;
      return;
    }
    const delayMs = debounceMs(gapMs, departures.answerMs());
    if (delayMs > 0) await wait(delayMs, setTimer, signal);
    stages.debounceMs = now() - fromMs;
  };
  const fromModel = async (wish: Wish, signal: AbortSignal): Promise<Completion | undefined> => {
    const { place, wanted } = wish;
    const isAutomatic = wanted.trigger === "automatic";
    const held = isAutomatic && isFinished(place) ? "finished" : undefined;
    if (isAutomatic && held === undefined) await holdOn(wish, signal);
    const reason = held ?? options.refusal?.();
    if (reason !== undefined) {
      presenter.finish(wish, { outcome: "refused", reason });
      return undefined;
    }
    const flight = await departures.launch(place, "request", signal);
    if (isAutomatic) quiet.asked(flight.attempt.id, place);
    return presenter.land(wish, flight, await awaitLanding(flight, signal), "request");
  };
  return {
    async complete(wanted, signal) {
      signal.throwIfAborted();
      const askedAtMs = wanted.askedAtMs ?? now();
      const place = placeOf(wanted.cursor, options.multiline());
      if ("refusal" in place) {
        const ending = { outcome: "refused", reason: place.refusal } as const;
        options.onTrace(traceOf(wanted.cursor, wallClock(), ending));
        return undefined;
      }
      const wish: Wish = { wanted, place, askedAtMs, stages: {} };
      try {
        const answered = fromCache(wish) ?? (await fromFlight(wish, signal));
        return answered === undefined ? await fromModel(wish, signal) : answered.completion;
      } catch (error) {
        if (signal.aborted) throw error;
        presenter.finish(wish, { outcome: "failed", reason: reasonOf(error) });
        onLesson({ source: "request", place, kind: "failed", error });
        return undefined;
      }
    },
    documentChanged(edit, cursor) {
      rhythm.keyAt(now());
      speculating?.abort();
      presenter.documentChanged(edit, cursor);
      cache.documentChanged(edit);
      departures.documentChanged(edit, cursor);
    },
    accepted(id) {
      const cursor = presenter.accepted(id);
      if (cursor === undefined) return;
      const place = placeOf(cursor, options.multiline());
      if ("refusal" in place || isFinished(place)) return;
      if (cache.find(cursor) !== undefined || departures.find(cursor) !== undefined) return;
      if (options.refusal?.() !== undefined) return;
      speculating = new AbortController();
      const { signal } = speculating;
      departures.launch(place, "speculative", signal).catch((error: unknown) => {
        if (!signal.aborted) onLesson({ source: "speculative", place, kind: "failed", error });
      });
    },
    warmUp: departures.warmUp,
    dispose() {
      presenter.dispose();
      departures.dispose();
    },
  };
}

function fits({ attempt }: Flight, { wanted }: Wish): boolean {
  return fitOf(attempt, wanted.cursor) !== undefined;
}
