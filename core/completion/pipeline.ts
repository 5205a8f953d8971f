// Inline completion from a cursor to a text: cache, debounce, request, filters, result. Knows no editor, no clock and no
// settings; whoever owns it tells it about every edit and asks it for completions.
import { setSystemTimer } from "../model/inactivity.ts";
import { type Attempt, fitOf } from "./attempt.ts";
import { createQuiet, isFinished, untilPauseMs } from "./calm.ts";
import { createCompletionCache, type Hit } from "./completion-cache.ts";
import type { Cursor, Edit } from "./cursor.ts";
import { createDepartures } from "./departures.ts";
import { outcomeOf, reasonOf, requestFacts, streamStages } from "./flight-report.ts";
import { type Flight, fitsBehind, type Landing } from "./flights.ts";
import { createShownCounter } from "./judges/shown.ts";
import type { Lesson, PipelineOptions } from "./pipeline-options.ts";
import { type Place, placeOf } from "./place/place.ts";
import { createRhythm, debounceMs } from "./rhythm.ts";
import { type Completion, type CompletionSource, serve } from "./serve.ts";
import type { Trace } from "./trace.ts";
import { wait } from "./wait.ts";

export type { InlineModel } from "./inline-model.ts";
export type { Lesson, PipelineOptions } from "./pipeline-options.ts";
export type { Completion } from "./serve.ts";

export type Wanted = {
  cursor: Cursor;
  /** `invoked`: the person asked by a key, so nothing waits and no rule of calm holds it back. */
  trigger: "automatic" | "invoked";
  /** When the editor asked, on the pipeline's clock: what its owner did since then counts as our own time. */
  askedAtMs?: number;
};

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

type Returned = { attempt: Attempt; cursor: Cursor; completion: Completion };

/** One wish on its way through the stages. */
type Wish = { wanted: Wanted; place: Place; trace: Trace; askedAtMs: number };

export function createPipeline(options: PipelineOptions): Pipeline {
  const { now, wallClock, setTimer = setSystemTimer } = options;
  const cache = createCompletionCache();
  const rhythm = createRhythm();
  const quiet = createQuiet();
  const onLesson = (lesson: Lesson) => {
    const isEmpty = lesson.kind === "answered" && lesson.text.trim() === "";
    if (isEmpty || lesson.kind === "contradicted") quiet.cameToNothing(lesson.place);
    options.onLesson?.(lesson);
  };
  const departures = createDepartures({ ...options, onLesson }, cache);
  const shown = createShownCounter({
    now,
    setTimer,
    onShown(id) {
      quiet.shown(id);
      options.onShown?.(id);
    },
  });
  let lastReturned: Returned | undefined;
  let speculating: AbortController | undefined;

  const finish = (wish: Wish, changes: Partial<Trace>): void => {
    const { trace, askedAtMs } = wish;
    const totalMs = now() - askedAtMs;
    const {
      debounceMs = 0,
      queueMs = 0,
      requestMs = 0,
      joinedMs = 0,
      heldMs = 0,
    } = {
      ...trace.stages,
      ...changes.stages,
    };
    const ownMs = Math.max(0, totalMs - debounceMs - heldMs - queueMs - requestMs - joinedMs);
    const stages = { ...trace.stages, ...changes.stages, totalMs, ownMs };
    options.onTrace({ ...trace, ...changes, stages });
  };
  const serveTo = (
    wish: Wish,
    hit: Hit,
    source: CompletionSource,
    facts: Partial<Trace> = {},
  ): Completion | undefined => {
    const filteringAtMs = now();
    const { attempt, rest } = hit;
    // A block stays one while it is typed through, wherever the cursor stands by then.
    const place = placeOf(wish.wanted.cursor, options.multiline(), attempt.extent);
    const { completion, decisions } = serve(hit, "refusal" in place ? wish.place : place, source);
    const stages = { ...facts.stages, filterMs: now() - filteringAtMs };
    const outcome = completion !== undefined ? "returned" : rest === "" ? "empty" : "filtered";
    const text = completion === undefined ? {} : { text: completion.text };
    finish(wish, { ...facts, id: attempt.id, source, outcome, decisions, stages, ...text });
    if (completion === undefined) {
      shown.superseded();
      if (outcome === "filtered" && source !== "cache") quiet.cameToNothing(wish.place);
    } else {
      shown.returned(completion.id);
      lastReturned = { attempt, cursor: wish.wanted.cursor, completion };
    }
    return completion;
  };
  const refuse = (wish: Wish, reason: string): undefined => {
    finish(wish, { outcome: "refused", reason });
  };

  const fromCache = (wish: Wish): { completion: Completion | undefined } | undefined => {
    const hit = cache.find(wish.wanted.cursor);
    // Who asks by a key wants to hear the model, not that it had nothing to say before.
    if (hit === undefined || (hit.rest === "" && wish.wanted.trigger === "invoked"))
      return undefined;
    return { completion: serveTo(wish, hit, "cache") };
  };
  const landingOf = async (flight: Flight, signal: AbortSignal): Promise<Landing> => {
    flight.waiters += 1;
    try {
      return await unlessAborted(flight.landed, signal);
    } finally {
      flight.waiters -= 1;
    }
  };
  const serveLanding = (
    wish: Wish,
    flight: Flight,
    landing: Landing,
    source: "joined" | "request",
  ): Completion | undefined => {
    const { attempt } = flight;
    const stages = source === "joined" ? {} : { ...flight.stages, ...streamStages(landing) };
    const facts = { ...requestFacts(flight, landing), stages };
    if (landing.kind !== "complete") {
      finish(wish, { ...facts, id: attempt.id, source, outcome: outcomeOf(landing) });
      return undefined;
    }
    const { rest = "", typedLength = 0 } = fitOf(attempt, wish.wanted.cursor) ?? {};
    return serveTo(wish, { attempt, rest, typedLength }, source, facts);
  };
  /** Waits for a request on its way; undefined when it turns out to say nothing here, so the wish has to ask itself. */
  const join = async (
    wish: Wish,
    flight: Flight,
    signal: AbortSignal,
  ): Promise<{ completion: Completion | undefined } | undefined> => {
    const joinedAtMs = now();
    const landing = await landingOf(flight, signal);
    wish.trace.stages.joinedMs = now() - joinedAtMs;
    const isContradicted =
      landing.kind === "aborted" ||
      (landing.kind === "complete" && fitOf(flight.attempt, wish.wanted.cursor) === undefined);
    if (isContradicted) return undefined;
    return { completion: serveLanding(wish, flight, landing, "joined") };
  };
  /** Lets go of wishes that the next key would outdate anyway. */
  const holdOn = async ({ place, trace: { stages } }: Wish, signal: AbortSignal): Promise<void> => {
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
  const complete = async (wish: Wish, signal: AbortSignal): Promise<Completion | undefined> => {
    const { cursor, trigger } = wish.wanted;
    const cached = fromCache(wish);
    if (cached !== undefined) return cached.completion;
    const aloft = departures.find(cursor);
    const joined = aloft && (await join(wish, aloft, signal));
    if (joined !== undefined) return joined.completion;
    if (trigger === "automatic") {
      if (isFinished(wish.place)) return refuse(wish, "finished");
      await holdOn(wish, signal);
    }
    const refusal = options.refusal?.();
    if (refusal !== undefined) return refuse(wish, refusal);
    const flight = await departures.launch(wish.place, "request", signal);
    if (trigger === "automatic") quiet.asked(flight.attempt.id, wish.place);
    return serveLanding(wish, flight, await landingOf(flight, signal), "request");
  };
  return {
    async complete(wanted, signal) {
      signal.throwIfAborted();
      const askedAtMs = wanted.askedAtMs ?? now();
      const place = placeOf(wanted.cursor, options.multiline());
      const trace = openTrace(wanted.cursor, wallClock());
      if ("refusal" in place) {
        options.onTrace({ ...trace, outcome: "refused", reason: place.refusal });
        return undefined;
      }
      const wish = { wanted, place, trace, askedAtMs };
      try {
        return await complete(wish, signal);
      } catch (error) {
        if (signal.aborted) throw error;
        finish(wish, { outcome: "failed", reason: reasonOf(error) });
        options.onLesson?.({ source: "request", place, kind: "failed", error });
        return undefined;
      }
    },
    documentChanged(edit, cursor) {
      rhythm.keyAt(now());
      speculating?.abort();
      if (lastReturned !== undefined && !fitsBehind(lastReturned.attempt, edit, cursor)) {
        shown.superseded();
      }
      cache.documentChanged(edit);
      departures.documentChanged(edit, cursor);
    },
    accepted(id) {
      shown.accepted(id);
      if (lastReturned?.completion.id !== id) return;
      const place = placeOf(cursorBehind(lastReturned), options.multiline());
      if ("refusal" in place || isFinished(place)) return;
      const { cursor } = place;
      if (cache.find(cursor) !== undefined || departures.find(cursor) !== undefined) return;
      if (options.refusal?.() !== undefined) return;
      speculating = new AbortController();
      const { signal } = speculating;
      departures.launch(place, "speculative", signal).catch((error: unknown) => {
        if (!signal.aborted)
          options.onLesson?.({ source: "speculative", place, kind: "failed", error });
      });
    },
    warmUp: departures.warmUp,
    dispose() {
      shown.dispose();
      departures.dispose();
    },
  };
}

function openTrace({ path, languageId }: Cursor, atMs: number): Trace {
  return {
    id: 0,
    atMs,
    path,
    languageId,
    source: "request",
    outcome: "empty",
    stages: {},
    decisions: [],
  };
}

/** The cursor as it stands once the suggestion is in the document. */
function cursorBehind({ cursor, completion: { text, replacesAfter } }: Returned): Cursor {
  return {
    ...cursor,
    prefix: cursor.prefix + text,
    suffix: cursor.suffix.slice(replacesAfter),
    offset: cursor.offset + text.length,
  };
}

/** @throws the signal's reason when it aborts first; the work itself goes on */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
