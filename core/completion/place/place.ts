// Looks at the text around a cursor and says whether a completion makes sense there and how long it may be: the rest of
// one line, or a block. Knows no model and no clock.
import { type Cursor, indentOf, linePrefixOf, lineSuffixOf } from "../cursor.ts";
import { closesBlock, isCommentLine, opensBlock } from "./line-syntax.ts";
import { indentWidth, linesAbove, nextFilledLine } from "./nearby-lines.ts";

export type Multiline = "auto" | "always" | "never";

export type Place = {
  cursor: Cursor;
  /** The cursor's line before the cursor. */
  linePrefix: string;
  /** The cursor's line behind the cursor. */
  lineSuffix: string;
  /** White space the cursor's line begins with. */
  indent: string;
  extent: "line" | "block";
};

/** Why nothing is offered here. */
export type NoPlace = { refusal: "mid_word" | "mid_line" | "split_character" };

/**
 * `asked` is the extent a completion was asked for that is now being typed through: without it a block would shrink to
 * its first line with the first key, because the cursor's line is no longer blank.
 */
export function placeOf(
  cursor: Cursor,
  multiline: Multiline,
  asked?: Place["extent"],
): Place | NoPlace {
  const linePrefix = linePrefixOf(cursor);
  const lineSuffix = lineSuffixOf(cursor);
  if (splitsCharacter(cursor)) return { refusal: "split_character" };
  if (/^[\p{L}\p{N}_]/u.test(lineSuffix)) return { refusal: "mid_word" };
  if (!onlyCloses.test(lineSuffix.trimEnd())) return { refusal: "mid_line" };
  const place = { cursor, linePrefix, lineSuffix, indent: indentOf(linePrefix) };
  return { ...place, extent: extentOf(place, multiline, asked) };
}

// What may stand behind the cursor: closing brackets (also full-width ones), quotes, tags and comment ends in any order
// with terminators between them, and at the very end what opens a body, as in `) {`. Every alternative starts with
// another character, so a long line costs one pass.
const onlyCloses = /^(?:[\s\p{Pe}\p{Pf}>"'`,;:]|\*\/|-->|\/>|<\/[\w.:-]*>)*(?:=>\s*)?\{?$/u;

/** A surrogate pair, or a letter or emoji and what modifies it. */
function splitsCharacter({ prefix, suffix }: Cursor): boolean {
  const isPair = /[\ud800-\udbff]$/.test(prefix.slice(-1)) && /^[\udc00-\udfff]/.test(suffix);
  return isPair || prefix.endsWith("\u200d") || /^[\p{M}\p{EMod}\u200d]/u.test(suffix);
}

function extentOf(
  { cursor, linePrefix, lineSuffix }: Omit<Place, "extent">,
  multiline: Multiline,
  asked: Place["extent"] | undefined,
): Place["extent"] {
  // A block in the middle of a line would tear the line apart.
  if (multiline === "never" || lineSuffix.trim() !== "") return "line";
  if (asked !== undefined) return asked;
  if (multiline === "always" || linePrefix.trim() === "") return "block";
  const { languageId } = cursor;
  if (isCommentLine(linePrefix, languageId)) return "line";
  if (opensBlock(linePrefix, languageId))
    return hasEmptyBlock(cursor, linePrefix) ? "block" : "line";
  const above = linesAbove(cursor, 1)[0];
  return above !== undefined && isCommentLine(above, languageId) ? "block" : "line";
}

function hasEmptyBlock(cursor: Cursor, linePrefix: string): boolean {
  const next = nextFilledLine(cursor);
  if (next === undefined || indentWidth(next) < indentWidth(linePrefix)) return true;
  return indentWidth(next) === indentWidth(linePrefix) || closesBlock(next);
}
