// Hands suggestions to the editor and follows them from there: whether they stand long enough to be seen, whether an edit
// contradicts them, which one is taken. Asks no model.
import { setSystemTimer } from "../model/inactivity.ts";
import { type Attempt, fitOf } from "./attempt.ts";
import type { Quiet } from "./calm.ts";
import type { Hit } from "./completion-cache.ts";
import type { Cursor, Edit } from "./cursor.ts";
import { outcomeOf, requestFacts, streamStages } from "./flight-report.ts";
import { type Flight, fitsBehind, type Landing } from "./flights.ts";
import { createShownCounter } from "./judges/shown.ts";
import type { PipelineOptions } from "./pipeline-options.ts";
import { placeOf } from "./place/place.ts";
import { type Completion, type CompletionSource, serve } from "./serve.ts";
import type { Trace } from "./trace.ts";
import { closedTrace, type Ending, type Wish } from "./wish.ts";

export type Presenter = {
  /** Ends a wish without a suggestion. */
  finish(wish: Wish, ending: Ending): void;
  /** Ends a wish with what an answer has left to say. */
  present(
    wish: Wish,
    hit: Hit,
    source: CompletionSource,
    facts?: Partial<Trace>,
  ): Completion | undefined;
  /** Ends a wish with the request that was made for it, or that it joined. */
  land(
    wish: Wish,
    flight: Flight,
    landing: Landing,
    source: "joined" | "request",
  ): Completion | undefined;
  documentChanged(edit: Edit, cursor: Cursor): void;
  /** The cursor as it stands once the suggestion is in the document; undefined when it is not the last one. */
  accepted(id: number): Cursor | undefined;
  dispose(): void;
};

type Returned = { attempt: Attempt; cursor: Cursor; completion: Completion };

export function createPresenter(options: PipelineOptions, quiet: Quiet): Presenter {
  const { now, wallClock, setTimer = setSystemTimer } = options;
  let last: Returned | undefined;
  const shown = createShownCounter({
    now,
    setTimer,
    onShown(id) {
      quiet.shown(id);
      options.onShown?.(id);
    },
  });
  const finish = (wish: Wish, ending: Ending) =>
    options.onTrace(closedTrace(wish, ending, { nowMs: now(), wallMs: wallClock() }));
  const present: Presenter["present"] = (wish, hit, source, facts = {}) => {
    const { attempt, rest } = hit;
    const filteringAtMs = now();
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
      return undefined;
    }
    shown.returned(completion.id);
    last = { attempt, cursor: wish.wanted.cursor, completion };
    return completion;
  };
  return {
    finish,
    present,
    land(wish, flight, landing, source) {
      const { attempt } = flight;
      const stages = source === "joined" ? {} : { ...flight.stages, ...streamStages(landing) };
      const facts = { ...requestFacts(flight, landing), stages };
      if (landing.kind !== "complete") {
        finish(wish, { ...facts, id: attempt.id, source, outcome: outcomeOf(landing) });
        return undefined;
      }
      const { rest = "", typedLength = 0 } = fitOf(attempt, wish.wanted.cursor) ?? {};
      return present(wish, { attempt, rest, typedLength }, source, facts);
    },
    documentChanged(edit, cursor) {
      if (last !== undefined && !fitsBehind(last.attempt, edit, cursor)) shown.superseded();
    },
    accepted(id) {
      shown.accepted(id);
      return last?.completion.id === id ? cursorBehind(last) : undefined;
    },
    dispose: shown.dispose,
  };
}

function cursorBehind({ cursor, completion: { text, replacesAfter } }: Returned): Cursor {
  return {
    ...cursor,
    prefix: cursor.prefix + text,
    suffix: cursor.suffix.slice(replacesAfter),
    offset: cursor.offset + text.length,
  };
}
