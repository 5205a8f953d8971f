// Cuts where the text closes a block whose end already stands on a line below, recognised by its indentation: a `}` too many
// breaks the rest of the file.
import { scanBrackets, type UnmatchedCloser } from "../place/brackets.ts";
import { filledLinesBelow, indentWidth } from "../place/nearby-lines.ts";
import type { Place } from "../place/place.ts";
import { cutAt, type Draft } from "./filter.ts";

export function cutLaterClosers(draft: Draft, place: Place): Draft {
  const { cursor, linePrefix, lineSuffix } = place;
  // Closers behind the cursor on its own line are nearer than any below, and settled.
  if (lineSuffix.trim() !== "" || !/[)\]}]/.test(draft.text)) return draft;
  const { open } = scanBrackets(linePrefix.slice(-1000), cursor.languageId);
  const { unmatched } = scanBrackets(draft.text, cursor.languageId, open);
  const doubled = unmatched.find((one) => isClosedBelow(one, draft.text, place));
  return doubled === undefined ? draft : cutAt(draft, doubled.at);
}

function isClosedBelow({ closer, at, isOuter }: UnmatchedCloser, text: string, place: Place) {
  if (!/[)\]}]/.test(closer)) return false;
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  const before = (at === 0 || lineStart === 0 ? place.linePrefix : "") + text.slice(lineStart, at);
  // A line that begins with closers ends what began at its own indentation.
  if (closersOf(before) === before.trim()) {
    return endBelow(place, indentWidth(before))?.includes(closer) === true;
  }
  const own = indentWidth(place.linePrefix);
  // What is open on the cursor's line ends at its indentation; what was open before may end anywhere left of it.
  const end = isOuter ? outerEndBelow(place, own) : endBelow(place, own);
  return end?.includes(closer) === true;
}

/** The closers with which the next line at this indentation begins, unless one further out comes first. */
function endBelow({ cursor }: Place, width: number): string | undefined {
  const line = firstBelow(cursor, (candidate) => indentWidth(candidate) <= width);
  return line !== undefined && indentWidth(line) === width ? closersOf(line) : undefined;
}

function outerEndBelow({ cursor }: Place, width: number): string | undefined {
  const line = firstBelow(
    cursor,
    (candidate) =>
      indentWidth(candidate) < width ||
      (indentWidth(candidate) === width && closersOf(candidate) !== ""),
  );
  return line && closersOf(line);
}

function firstBelow(
  cursor: Place["cursor"],
  matches: (line: string) => boolean,
): string | undefined {
  let seen = 0;
  for (const line of filledLinesBelow(cursor)) {
    if (matches(line)) return line;
    seen += 1;
    if (seen >= maxBelow) return undefined;
  }
  return undefined;
}

/** The end of a block is seldom farther away, and every keystroke looks for it. */
const maxBelow = 100;

function closersOf(line: string): string {
  return /^[\s)\]}]*/.exec(line)?.[0].trim() ?? "";
}
