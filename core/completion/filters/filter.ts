// What a post-filter is: a pure function from what a model wrote, and the place it was written for, to what may be shown.
import type { Place } from "../place.ts";

export type Draft = {
  /** What would be inserted at the cursor; empty drops the completion. */
  text: string;
  /** UTF-16 units behind the cursor, on its own line, that the text takes the place of. */
  replacesAfter: number;
};

export type Filter = (draft: Draft, place: Place) => Draft;

export const dropped: Draft = { text: "", replacesAfter: 0 };
