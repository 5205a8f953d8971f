// Looks at the text around a cursor and says whether a completion makes sense there and how long it may be: the rest of
// one line, or a block. Knows no model and no clock.
import { type Cursor, indentOf, linePrefixOf, lineSuffixOf } from "./cursor.ts";

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

export function placeOf(cursor: Cursor, multiline: Multiline): Place | NoPlace {
  const linePrefix = linePrefixOf(cursor);
  const lineSuffix = lineSuffixOf(cursor);
  const indent = indentOf(linePrefix);
  return {
    cursor,
    linePrefix,
    lineSuffix,
    indent,
    extent: multiline === "never" ? "line" : "block",
  };
}
