// What a post-filter is: a pure function from what a model wrote, and the place it was written for, to what may be shown.
import type { Place } from "../place/place.ts";

export type Draft = {
  /** What would be inserted at the cursor; empty drops the completion. */
  text: string;
  /** UTF-16 units behind the cursor, on its own line, that the text takes the place of. */
  replacesAfter: number;
};

export type Filter = (draft: Draft, place: Place) => Draft;

export const dropped: Draft = { text: "", replacesAfter: 0 };

/** The draft up to an offset in its text. */
export function cutAt(draft: Draft, end: number): Draft {
  return end <= 0 ? dropped : { ...draft, text: draft.text.slice(0, end) };
}

/** The lines as they would stand in the document: the first one begins with what is before the cursor. */
export function wholeLines({ text }: Draft, { linePrefix }: Place): string[] {
  return (linePrefix + text).split("\n");
}

/** The draft up to the line before the one at `index` of its whole lines. */
export function cutBeforeLine(draft: Draft, index: number): Draft {
  const kept = draft.text.split("\n").slice(0, index);
  return index <= 0 ? dropped : cutAt(draft, kept.join("\n").length);
}
