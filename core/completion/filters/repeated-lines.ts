// Cuts where lines come again that stand directly above, in the document or in the answer itself. Both are one rule, so the
// answer ends at the same place however far it has been typed through.
import { isTelling, linesAbove } from "../place/nearby-lines.ts";
import type { Place } from "../place/place.ts";
import { cutBeforeLine, type Draft, wholeLines } from "./filter.ts";

export function cutRepeatedLines(draft: Draft, place: Place): Draft {
  const above = linesAbove(place.cursor, maxPeriod);
  const lines = [...above, ...wholeLines(draft, place)].map((line) => ({
    text: line.trimEnd(),
    isTelling: isTelling(line),
  }));
  for (let at = above.length; at < lines.length; at++) {
    if (repeats(lines, at)) return cutBeforeLine(draft, at - above.length);
  }
  return draft;
}

type Line = { text: string; isTelling: boolean };

/** Longer runs of equal lines are cut by nothing else, but no model that got that far writes them twice in a dozen lines. */
const maxPeriod = 8;

/** Whether the lines from `at` on are the ones directly before it once more. */
function repeats(lines: readonly Line[], at: number): boolean {
  for (let period = 1; period <= Math.min(maxPeriod, at, lines.length - at); period++) {
    let isTold = false;
    let same = 0;
    while (same < period && lines[at + same]?.text === lines[at - period + same]?.text) {
      isTold ||= lines[at + same]?.isTelling === true;
      same += 1;
    }
    if (same === period && isTold) return true;
  }
  return false;
}
