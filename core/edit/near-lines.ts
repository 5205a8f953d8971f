// The last rung of the ladder: lines that are nearly the same. Only what a block keeps may differ, and it stays as it is
// in the file; the lines it changes have to be quoted right.
import { indentShift } from "./indent-shift.ts";
import { bareLine, isBlank } from "./lines.ts";
import { type Failure, failure, indentPairs, type Located, placed, type Sides } from "./rung.ts";
import { similarPlaces } from "./similar-lines.ts";
import type { TextIndex } from "./text-index.ts";

/** For blocks of three lines or more, when one place is similar enough and no other comes near it. */
export function nearLines(index: TextIndex, sides: Sides): Located | Failure | undefined {
  const { search } = sides;
  const inked = search.flatMap((line, nth) => (isBlank(line) ? [] : [nth]));
  const length = inked.reduce((sum, nth) => sum + (search[nth] ?? "").length, 0);
  if (inked.length < 3 || inked.length > maxFuzzyLines || length > maxFuzzyLength) return undefined;
  const block = inked.map((nth, index) => ({
    bare: bareLine(search[nth] ?? ""),
    gap: nth - (inked[index - 1] ?? nth) - 1,
  }));
  const places = similarPlaces(index, block, { left: maxWork });
  const [best] = places ?? [];
  if (places === undefined || best === undefined) return undefined;
  const near = failure(
    "near_match",
    places.flatMap((place) => place.lines.slice(0, 1)),
  );
  if (places.length > 1 || best.similarity < leastToApply) return near;
  const pairs = pairedWith(index, search, inked, best.lines);
  if (pairs.some((line, nth) => line !== undefined && isOtherSpelling(index, line, search[nth]))) {
    return near;
  }
  const shift = indentShift(indentPairs(index, search, pairs));
  return shift === undefined ? near : placed(index, { pairs, shift }, sides, "fuzzy");
}

const leastToApply = 0.95;
const maxFuzzyLines = 200;
const maxFuzzyLength = 20_000;
/** About a tenth of a second. */
const maxWork = 20_000_000;

/** Blank lines find their partners between the lines around them, as far as there are some. */
function pairedWith(
  index: TextIndex,
  search: readonly string[],
  inked: readonly number[],
  lines: readonly number[],
): (number | undefined)[] {
  const pairs: (number | undefined)[] = search.map(() => undefined);
  inked.forEach((nth, place) => {
    pairs[nth] = lines[place];
  });
  const isFree = (line: number) => isBlank(index.lines[line]?.text ?? "none");
  for (let nth = 1; nth < search.length; nth += 1) {
    const above = pairs[nth - 1];
    if (pairs[nth] === undefined && above !== undefined && isFree(above + 1))
      pairs[nth] = above + 1;
  }
  for (let nth = (inked[0] ?? 0) - 1; nth >= 0; nth -= 1) {
    const below = pairs[nth + 1];
    if (below !== undefined && isFree(below - 1)) pairs[nth] = below - 1;
  }
  return pairs;
}

/** Lines that look the same but are written in other characters must not pass for a slip. */
function isOtherSpelling(index: TextIndex, line: number, searched = ""): boolean {
  const found = index.bare()[line] ?? "";
  const quoted = bareLine(searched);
  return found !== quoted && spelling(found) === spelling(quoted);
}

function spelling(line: string): string {
  return line.normalize("NFKC").replace(/[\p{Cf}\p{Mn}]/gu, "");
}
