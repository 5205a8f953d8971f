// The rules of calm: where asking by itself would only disturb. Whoever asks by a key is never held back. Knows no model and
// no clock.
import type { Cursor } from "./cursor.ts";
import type { Place } from "./place.ts";

/** Behind a finished statement the rest of the line has nothing to say. */
export function isFinished({ extent, linePrefix, lineSuffix }: Place): boolean {
  return extent === "line" && lineSuffix.trim() === "" && /[;{}]\s*$/.test(linePrefix);
}

/** Holds requests back for a while after some that brought nothing. */
export type Quiet = {
  /** A request for this place brought nothing that could be shown. */
  cameToNothing(place: Place): void;
  /** Something was shown: the model knows its way here. */
  broughtSomething(): void;
  holdsBack(place: Place): boolean;
};

/**
 * The rest of the word is left alone: where the model knew nothing it hardly knows more one key later, and most of what is
 * asked for in the middle of a word is outdated before it arrives.
 */
export function createQuiet(): Quiet {
  let failed: { documentId: string; at: number } | undefined;
  return {
    cameToNothing({ cursor: { documentId, offset } }) {
      failed = { documentId, at: offset };
    },
    broughtSomething() {
      failed = undefined;
    },
    holdsBack({ cursor }) {
      return failed?.documentId === cursor.documentId && isSameWord(cursor, failed.at);
    },
  };
}

/** Whether only word characters were typed since, or taken away. */
function isSameWord({ prefix, offset }: Cursor, since: number): boolean {
  const between = prefix.slice(Math.max(0, prefix.length - Math.abs(offset - since)));
  return /^[\p{L}\p{N}_$]*$/u.test(between);
}
