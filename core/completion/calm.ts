// The rules of calm: where asking by itself would only disturb. Whoever asks by a key is never held back. Knows no model and
// no clock.
import type { Cursor } from "./cursor.ts";
import type { Place } from "./place/place.ts";

/** Behind a finished statement the rest of the line has nothing to say. */
export function isFinished({ extent, linePrefix, lineSuffix }: Place): boolean {
  return extent === "line" && lineSuffix.trim() === "" && /[;{}]\s*$/.test(linePrefix);
}

/** A wish that is held back is asked for all the same when no key has come for so long: then somebody waits. */
export const untilPauseMs = 250;

/** Holds requests back where experience speaks against them; asked only while somebody types without a pause. */
export type Quiet = {
  /** A request was sent for this place. */
  asked(id: number, place: Place): void;
  /** What it brought stood long enough to be seen. */
  shown(id: number): void;
  /** A request for this place brought nothing that could be shown. */
  cameToNothing(place: Place): void;
  holdsBack(place: Place): boolean;
};

/** What the cursor stands behind tells best whether a model knows how to go on. */
type Kind = "indent" | "space" | "mark" | "word";
type Experience = { asked: number; shown: number; heldBack: number };

/** Below this share of requests that come to be seen a kind of place is asked for only now and then. */
const leastShare = 0.25;
/** One in so many is asked for all the same, so that a better model or other code is noticed. */
const tryEvery = 3;
/** So many requests are assumed to lie behind, half of them seen, before anything is known. */
const assumed = 4;
/** Older requests count less: half as much after about 14 more of their kind. */
const decay = 0.95;
const mostOpen = 50;

/**
 * Two rules. After a request that came to nothing the rest of the word is left alone: where the model knew nothing it
 * hardly knows more one key later. And where requests behind the same kind of character are rarely seen, because the
 * model is wrong there or the next key comes first, most of them are saved.
 */
export function createQuiet(): Quiet {
  const experience = new Map<Kind, Experience>();
  const open = new Map<number, Kind>();
  let failed: { documentId: string; at: number } | undefined;
  const of = (kind: Kind): Experience => {
    const known = experience.get(kind) ?? { asked: assumed, shown: assumed / 2, heldBack: 0 };
    experience.set(kind, known);
    return known;
  };
  return {
    asked(id, place) {
      const kind = kindOf(place);
      const known = of(kind);
      known.asked = known.asked * decay + 1;
      known.shown *= decay;
      open.set(id, kind);
      if (open.size > mostOpen) open.delete([...open.keys()][0] ?? id);
    },
    shown(id) {
      const kind = open.get(id);
      failed = undefined;
      if (kind === undefined) return;
      open.delete(id);
      of(kind).shown += 1;
    },
    cameToNothing({ cursor: { documentId, offset } }) {
      failed = { documentId, at: offset };
    },
    holdsBack(place) {
      const { cursor } = place;
      if (failed?.documentId === cursor.documentId && isSameWord(cursor, failed.at)) return true;
      const known = of(kindOf(place));
      if (known.shown / known.asked >= leastShare) return false;
      known.heldBack += 1;
      return known.heldBack % tryEvery !== 0;
    },
  };
}

function kindOf({ linePrefix }: Place): Kind {
  if (linePrefix.trim() === "") return "indent";
  const last = linePrefix.slice(-1);
  if (/\s/.test(last)) return "space";
  return /[\p{L}\p{N}_$]/u.test(last) ? "word" : "mark";
}

/** Whether only word characters were typed since, or taken away. */
function isSameWord({ prefix, offset }: Cursor, since: number): boolean {
  const between = prefix.slice(Math.max(0, prefix.length - Math.abs(offset - since)));
  return /^[\p{L}\p{N}_$]*$/u.test(between);
}
