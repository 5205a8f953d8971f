// One answer of the model, whole or still growing, and whether it still says something at another cursor: after typing
// along with it, after closing brackets that an editor added by itself, and after a change of indentation on a blank line.
// Knows no stream and no clock.
import { type Cursor, linePrefixOf } from "./cursor.ts";
import type { Place } from "./place/place.ts";

export type Attempt = {
  /** Names the suggestion, also while it is typed through. */
  id: number;
  documentId: string;
  /** What was asked for: also while it is typed through, a block stays one. */
  extent: Place["extent"];
  /** Where it was asked for; moves with edits above it. */
  offset: number;
  /** The text before that place, as much as tells it from others. */
  before: string;
  /** The text behind that place. */
  after: string;
  /** What the model has written so far, up to the end of the first complete piece. */
  text: string;
  isComplete: boolean;
};

/** What an attempt has to say at a cursor: the rest of its text; undefined while the typing is ahead of the stream. */
export type Fit = { rest: string | undefined; typedLength: number };

const beforeLength = 256;
const afterLength = 64;
/** Editors close several pairs at once only where several were opened. */
const mostClosers = 3;

export function attemptAt(
  id: number,
  { cursor, extent }: Pick<Place, "cursor" | "extent">,
): Attempt {
  return {
    id,
    extent,
    documentId: cursor.documentId,
    offset: cursor.offset,
    before: cursor.prefix.slice(-beforeLength),
    after: cursor.suffix.slice(0, afterLength),
    text: "",
    isComplete: false,
  };
}

/** Undefined when the text around the cursor contradicts the attempt. */
export function fitOf(attempt: Attempt, cursor: Cursor): Fit | undefined {
  if (attempt.documentId !== cursor.documentId) return undefined;
  return fitReindented(attempt, cursor) ?? fitTyped(attempt, cursor);
}

function fitTyped(attempt: Attempt, { prefix, suffix, offset }: Cursor): Fit | undefined {
  const typedLength = offset - attempt.offset;
  if (typedLength < 0 || typedLength > prefix.length) return undefined;
  const start = prefix.length - typedLength;
  const typed = prefix.slice(start);
  if (!endsAlike(prefix.slice(0, start), attempt.before)) return undefined;
  if (!continuesAlike(suffix, attempt.after, typed)) return undefined;
  if (attempt.text.startsWith(typed)) return { rest: attempt.text.slice(typedLength), typedLength };
  const isAhead = !attempt.isComplete && typed.startsWith(attempt.text);
  return isAhead ? { rest: undefined, typedLength } : undefined;
}

/** On a blank line only the indentation may differ: the lines of the answer below its first follow it. */
function fitReindented(attempt: Attempt, cursor: Cursor): Fit | undefined {
  const wasIndent = linePrefixOf({ prefix: attempt.before });
  const indent = linePrefixOf(cursor);
  const isChanged = wasIndent !== indent && isBlank(wasIndent) && isBlank(indent);
  if (!isChanged || attempt.offset - wasIndent.length !== cursor.offset - indent.length) {
    return undefined;
  }
  const above = attempt.before.slice(0, attempt.before.length - wasIndent.length);
  if (!endsAlike(cursor.prefix.slice(0, cursor.prefix.length - indent.length), above)) {
    return undefined;
  }
  if (!continuesAlike(cursor.suffix, attempt.after, "")) return undefined;
  // Indentation that the answer itself begins with is typing along.
  if (indent.startsWith(wasIndent) && attempt.text.startsWith(indent.slice(wasIndent.length))) {
    return undefined;
  }
  const [first = "", ...others] = attempt.text.split("\n");
  const moved = others.map((line) =>
    line.startsWith(wasIndent) ? indent + line.slice(wasIndent.length) : line,
  );
  return { rest: [first.trimStart(), ...moved].join("\n"), typedLength: 0 };
}

function isBlank(text: string): boolean {
  return /^[\t ]*$/.test(text);
}

/** Whether one of the two is the end of the other: either may be cut at its start. */
function endsAlike(prefix: string, before: string): boolean {
  return prefix.length < before.length ? before.endsWith(prefix) : prefix.endsWith(before);
}

/**
 * Whether the text behind is still the same, apart from closing brackets and quotes: an editor puts them there when their
 * opening half is typed, and takes them away when they are typed over.
 */
function continuesAlike(suffix: string, after: string, typed: string): boolean {
  for (let added = 0; added <= mostClosers; added += 1) {
    if (added > 0 && !isCloserOf(suffix[added - 1], typed)) break;
    if (suffix.startsWith(after, added)) return true;
  }
  for (let taken = 1; taken <= mostClosers; taken += 1) {
    const closer = after[taken - 1];
    if (closer === undefined || !closers.has(closer) || !typed.includes(closer)) break;
    if (suffix.startsWith(after.slice(taken))) return true;
  }
  return false;
}

const closers = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
  [">", "<"],
  ['"', '"'],
  ["'", "'"],
  ["`", "`"],
]);

function isCloserOf(closer: string | undefined, typed: string): boolean {
  const opener = closers.get(closer ?? "");
  return opener !== undefined && typed.includes(opener);
}
