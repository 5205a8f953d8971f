// Ends an answer that goes round in circles within a line after its first round, and drops lines that no person would read.
import type { Place } from "../place/place.ts";
import { loopAtEnd } from "../place/repetition.ts";
import { cutAt, cutBeforeLine, type Draft } from "./filter.ts";

export function cutLoops(draft: Draft, { linePrefix }: Place): Draft {
  const overlong = draft.text.split("\n").findIndex((line) => line.length > maxLineLength);
  if (overlong >= 0) return cutBeforeLine(draft, overlong);
  // Together with what stands before the cursor, so that the first round ends at the same place while it is typed.
  const loop = loopAtEnd(linePrefix.slice(-maxLineLength) + draft.text);
  if (loop === undefined) return draft;
  return cutAt(draft, loop.start + loop.unit - Math.min(linePrefix.length, maxLineLength));
}

/** Minified code or data: four times the width of a page. */
const maxLineLength = 400;
