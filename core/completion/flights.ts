// The answers that are on their way. Every edit is held against them at once: what it contradicts is aborted, down to the
// socket, and what still fits goes on, whoever waits for it. Knows no cache and no editor.
import type { SetTimer } from "../model/inactivity.ts";
import { type Attempt, fitOf } from "./attempt.ts";
import type { Cursor, Edit } from "./cursor.ts";
import type { Place } from "./place/place.ts";
import type { Prompt } from "./prompt/prompt.ts";
import type { Streamed } from "./stream.ts";
import type { Stages } from "./trace.ts";
import { unlessAborted } from "./wait.ts";

export type Landing =
  | { kind: "complete"; streamed: Streamed }
  /** Contradicted by an edit or by the end of the pipeline. */
  | { kind: "aborted" }
  | { kind: "failed"; error: unknown };

export type Flight = {
  attempt: Attempt;
  prompt: Prompt;
  place: Place;
  model: string;
  /** On the pipeline's clock. */
  startedAtMs: number;
  /** What came before it was sent. */
  stages: Pick<Stages, "queueMs" | "contextMs">;
  /** Those who wait for it now. */
  waiters: number;
  landed: Promise<Landing>;
};

export type Flights = {
  /** `stream` lets the answer grow in the attempt and calls back for every piece. */
  start(
    flight: Omit<Flight, "landed" | "waiters">,
    stream: (onGrown: () => void, signal: AbortSignal) => Promise<Streamed>,
  ): Flight;
  find(cursor: Cursor): Flight | undefined;
  documentChanged(edit: Edit, cursor: Cursor): void;
  /** Ends what does not fit this cursor of its document: another place is wanted now. */
  keepOnly(cursor: Cursor): void;
  dispose(): void;
};

type Aloft = {
  flight: Flight;
  controller: AbortController;
  cursors: readonly Cursor[];
  /** Runs while keys are typed that no text confirms yet. */
  stopWaiting: (() => void) | undefined;
};

export type FlightsOptions = {
  setTimer: SetTimer;
  /** How long keys may stay ahead of the answer: after that it is taken for contradicted. */
  patienceMs(): number;
};

export function createFlights({ setTimer, patienceMs }: FlightsOptions): Flights {
  const aloft = new Set<Aloft>();
  const end = (one: Aloft) => {
    one.stopWaiting?.();
    aloft.delete(one);
    one.controller.abort();
  };
  /** Ends what is contradicted, and lets what is neither confirmed nor contradicted wait for a while. */
  const judge = (one: Aloft) => {
    const { flight, cursors } = one;
    const fits = cursors.flatMap((cursor) => fitOf(flight.attempt, cursor) ?? []);
    if (fits.length === 0) return end(one);
    if (fits.some(({ rest }) => rest !== undefined)) {
      one.stopWaiting?.();
      one.stopWaiting = undefined;
    } else one.stopWaiting ??= setTimer(() => end(one), patienceMs());
  };
  return {
    start(given, stream) {
      const controller = new AbortController();
      const flight: Flight = { ...given, waiters: 0, landed: Promise.resolve({ kind: "aborted" }) };
      const one: Aloft = {
        flight,
        controller,
        cursors: [given.place.cursor],
        stopWaiting: undefined,
      };
      aloft.add(one);
      // What was typed meanwhile can be contradicted by what arrives, too.
      const streaming = stream(() => judge(one), controller.signal);
      flight.landed = land(streaming, controller.signal).finally(() => {
        one.stopWaiting?.();
        aloft.delete(one);
      });
      return flight;
    },
    find: (cursor) =>
      [...aloft].findLast(({ flight }) => fitOf(flight.attempt, cursor) !== undefined)?.flight,
    documentChanged(edit, cursor) {
      for (const one of [...aloft]) {
        if (one.flight.attempt.documentId !== edit.documentId) continue;
        one.cursors = cursorsBehind(edit, cursor);
        judge(one);
      }
    },
    keepOnly(cursor) {
      for (const one of [...aloft]) {
        const { attempt } = one.flight;
        if (attempt.documentId !== cursor.documentId) continue;
        if (fitOf(attempt, cursor) === undefined) end(one);
      }
    },
    dispose() {
      for (const one of [...aloft]) end(one);
    },
  };
}

/** Counts the caller among its waiters as long as it waits. @throws the signal's reason; the flight goes on */
export async function awaitLanding(flight: Flight, signal: AbortSignal): Promise<Landing> {
  flight.waiters += 1;
  try {
    return await unlessAborted(flight.landed, signal);
  } finally {
    flight.waiters -= 1;
  }
}

/** Whether an attempt still says something once an edit has been made. */
export function fitsBehind(attempt: Attempt, edit: Edit, cursor: Cursor): boolean {
  return cursorsBehind(edit, cursor).some((each) => fitOf(attempt, each) !== undefined);
}

async function land(streaming: Promise<Streamed>, signal: AbortSignal): Promise<Landing> {
  try {
    return { kind: "complete", streamed: await streaming };
  } catch (error) {
    return signal.aborted ? { kind: "aborted" } : { kind: "failed", error };
  }
}

/** Where the cursor may stand behind an edit: an editor that closes a bracket by itself leaves it between the two. */
function cursorsBehind({ inserted }: Edit, cursor: Cursor): Cursor[] {
  if (!/^(?:\(\)|\[\]|\{\}|<>|""|''|``)$/.test(inserted)) return [cursor];
  const { prefix, suffix, offset } = cursor;
  const inside = {
    ...cursor,
    prefix: prefix.slice(0, -1),
    suffix: prefix.slice(-1) + suffix,
    offset: offset - 1,
  };
  return [cursor, inside];
}
