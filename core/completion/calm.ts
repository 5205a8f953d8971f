// The rules of calm: where asking by itself would only disturb. Each is a pure look at the place; whoever asks by a key is
// never held back. Knows no model and no clock.
import type { Place } from "./place.ts";

/** Behind a finished statement the rest of the line has nothing to say. */
export function isFinished({ extent, linePrefix, lineSuffix }: Place): boolean {
  return extent === "line" && lineSuffix.trim() === "" && /[;{}]\s*$/.test(linePrefix);
}
