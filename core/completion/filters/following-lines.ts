// Cuts where the text runs into the line that comes next in the document, and drops a text that only says it again. White
// space and a final `;` or `,` make no difference.
import { closesBlock, continuesBlock } from "../place/line-syntax.ts";
import { filledLinesBelow, indentWidth, isTelling, squashed } from "../place/nearby-lines.ts";
import type { Place } from "../place/place.ts";
import { cutBeforeLine, type Draft, wholeLines } from "./filter.ts";

export function cutFollowingLines(draft: Draft, place: Place): Draft {
  const below = filledLinesBelow(place.cursor);
  const next = below.next().value;
  if (next === undefined) return draft;
  const lines = wholeLines(draft, place);
  const last = lines.length - 1;
  const second = last > 0 ? below.next().value : undefined;
  const end = lines.findIndex(
    (line, index) => index < last && runsInto(line, next, lines[index + 1], second),
  );
  let kept = end < 0 ? lines.length : end;
  if (end < 0) {
    const whole = (lines[last] ?? "") + place.lineSuffix.slice(draft.replacesAfter);
    if (saysTheSame(whole, next) || (last > 0 && beginsToSay(whole, next))) kept = last;
  }
  while (kept > 0 && kept < lines.length && isSpent(lines[kept - 1] ?? "", next)) kept -= 1;
  return kept === lines.length ? draft : cutBeforeLine(draft, kept);
}

/**
 * In the middle of the text only the same indentation shows that it is the same line: an early `return null;` in a block of
 * its own is not the one below. A short line needs another one to bear it out. Brackets that close are counted elsewhere.
 */
function runsInto(
  line: string,
  next: string,
  lineAfter: string | undefined,
  second: string | undefined,
): boolean {
  if (!isAtSame(line, next) || squashed(line) !== squashed(next)) return false;
  if (isTelling(next)) return true;
  if (isBracket(next)) return false;
  if (closesBlock(next) || continuesBlock(next)) return true;
  if (lineAfter === undefined || second === undefined || !isTelling(second)) return false;
  return isAtSame(lineAfter, second) && squashed(lineAfter) === squashed(second);
}

/** The last line stands directly above the next one, where a telling line is a double at any indentation. */
function saysTheSame(line: string, next: string): boolean {
  if (squashed(line) !== squashed(next)) return false;
  return isTelling(next) || (isAtSame(line, next) && !isBracket(next));
}

/** The answer was cut off in the middle of saying it. */
function beginsToSay(line: string, next: string): boolean {
  return isTelling(line) && isAtSame(line, next) && squashed(next).startsWith(squashed(line));
}

function isSpent(line: string, next: string): boolean {
  return line.trim() === "" || saysTheSame(line, next);
}

function isAtSame(line: string, next: string): boolean {
  return indentWidth(line) === indentWidth(next);
}

function isBracket(line: string): boolean {
  return /^\s*[)\]}]/.test(line);
}
