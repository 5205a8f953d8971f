// What the rungs of the ladder share: the two sides of a block, what they find, and how a match becomes an edit.
import type { EditRefusalCode } from "./change.ts";
import { indentOf, isBlank } from "./lines.ts";
import { type Match, splice } from "./splice.ts";
import type { TextIndex } from "./text-index.ts";

export type Rung = "exact" | "whitespace" | "indentation" | "fuzzy";

export type Located = {
  startOffset: number;
  endOffset: number;
  /** What stands between the offsets afterwards, in the text's own line endings. */
  replacement: string;
  rung: Rung;
};

export type Failure = { code: EditRefusalCode; lines: readonly number[] };

export type Sides = { search: readonly string[]; replace: readonly string[] };

/** Only the first of many places are named. */
export function failure(code: EditRefusalCode, lines: readonly number[]): Failure {
  return { code, lines: lines.slice(0, maxNamed) };
}

const maxNamed = 10;

export function placed(
  index: TextIndex,
  match: Match,
  sides: Sides,
  rung: Rung,
): Located | Failure {
  const spliced = splice(index, match, sides.search, sides.replace);
  if (spliced !== undefined) return { ...spliced, rung };
  return failure("near_match", match.pairs.filter((line) => line !== undefined).slice(0, 1));
}

/** The indentation of each searched line that is not blank, and of the file's line. */
export function indentPairs(
  index: TextIndex,
  search: readonly string[],
  pairs: readonly (number | undefined)[],
): [string, string][] {
  return search.flatMap((line, nth): [string, string][] => {
    const at = pairs[nth];
    const found = at === undefined ? undefined : index.lines[at]?.text;
    return found === undefined || isBlank(line) ? [] : [[indentOf(line), indentOf(found)]];
  });
}
