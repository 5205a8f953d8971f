// Takes out white space that already stands before the cursor: models that write a token with its leading space double the
// one that was typed, and others write the indentation again.
import { opensBlock } from "../place/line-syntax.ts";
import { indentWidth, linesAbove } from "../place/nearby-lines.ts";
import type { Place } from "../place/place.ts";
import { cutAt, type Draft } from "./filter.ts";

export function cutDoubledSpace(draft: Draft, place: Place): Draft {
  const { linePrefix } = place;
  const space = /^[\t ]+(?=[^\s])/.exec(draft.text)?.[0];
  if (space === undefined || linePrefix === "") return draft;
  const isIndent = linePrefix.trim() === "";
  const doubled = isIndent
    ? doubledIndent(space, draft.text, place)
    : doubledBlank(space, draft.text, linePrefix);
  if (doubled === 0) return draft;
  const text = draft.text.slice(doubled);
  return cutAt({ ...draft, text }, text.length);
}

/** One space each: more of them align something, and a comment stands two behind its code in some languages. */
function doubledBlank(space: string, text: string, linePrefix: string): number {
  const isComment = /^ (?:#|\/\/|\/\*|--)/.test(text);
  return space === " " && /\S $/.test(linePrefix) && !isComment ? 1 : 0;
}

/**
 * The answer may go on with the indentation where the cursor stands short of it. Where it stands deep enough, the same
 * indentation again is the model's, and so is the single space of a token.
 */
function doubledIndent(space: string, text: string, { cursor, linePrefix }: Place): number {
  const above = linesAbove(cursor, maxAbove);
  const last = above.findLast((line) => line.trim() !== "");
  if (last === undefined) return space.startsWith(linePrefix) ? linePrefix.length : 0;
  const isContinued = /[,\\+*/%&|?=<>.-]\s*$/.test(last) && !opensBlock(last, cursor.languageId);
  if (isContinued || /^\s+[.?:&|+*/-]/.test(text)) return 0;
  const isOpen = opensBlock(last, cursor.languageId);
  const expected = indentWidth(last) + (isOpen ? unitOf(above) : 0);
  if (indentWidth(linePrefix) < expected) return 0;
  if (space.startsWith(linePrefix)) return linePrefix.length;
  return space === " " ? 1 : 0;
}

const maxAbove = 40;

/** The smallest indentation around; four columns where there is none, for too deep is better than joined to the margin. */
function unitOf(lines: readonly string[]): number {
  const widths = lines.filter((line) => line.trim() !== "").map(indentWidth);
  const indented = widths.filter((width) => width > 1);
  return indented.length === 0 ? 4 : Math.min(...indented);
}
