// The upper rungs of the ladder: lines that are the same but for whitespace at their ends. Whole lines are compared, so a
// search never matches inside of a longer one.
import { indentShift } from "./indent-shift.ts";
import { bareLine, indentOf, isBlank, withoutTrailingSpace } from "./lines.ts";
import { type Failure, failure, indentPairs, type Located, placed, type Sides } from "./rung.ts";
import { occurrences, type TextIndex } from "./text-index.ts";

/** The first two rungs: the same lines, or the same but for line endings and trailing space. */
export function sameLines(
  index: TextIndex,
  sides: Sides,
  isIndented: boolean,
): Located | Failure | undefined {
  const { search, replace } = sides;
  const [place, ...others] = occurrences(index.tight(), search.map(withoutTrailingSpace));
  if (place === undefined) return undefined;
  // Nobody sees trailing space: lines that differ in nothing else are the same to whoever quoted them.
  if (others.length > 0) return failure("several_matches", [place, ...others]);
  // Blank lines around a quote are often invented, and nested code is often quoted flush left: neither tells places apart.
  const inner = between(search, blankEdges(search));
  const isLoose = isIndented || [...search, ...replace].some(isFlushLeft);
  const places = isLoose
    ? shiftedPlaces(index, inner)
    : occurrences(index.tight(), inner.map(withoutTrailingSpace));
  if (places.length > 1) return failure("several_matches", places);
  const pairs = search.map((_, nth) => place + nth);
  const isExact = search.every((line, nth) => index.lines[place + nth]?.text === line);
  return placed(index, { pairs, shift: unshifted }, sides, isExact ? "exact" : "whitespace");
}

/** The third rung: the same lines, all of them indented by one rule, whatever blank lines stand at the edges. */
export function shiftedLines(index: TextIndex, sides: Sides): Located | Failure | undefined {
  const edges = blankEdges(sides.search);
  const inner = between(sides.search, edges);
  const places = shiftedPlaces(index, inner);
  const [place, ...others] = places;
  if (place === undefined) {
    const unruly = occurrences(index.bare(), inner.map(bareLine));
    return unruly.length > 0 ? failure("near_match", unruly) : undefined;
  }
  if (others.length > 0) return failure("several_matches", places);
  const { sides: own, pairs } = reach(index, sides, edges, place);
  const indents = indentPairs(index, own.search, pairs);
  const shift = indentShift(indents);
  const isShifted = indents.some(([from, to]) => from !== to);
  return shift && placed(index, { pairs, shift }, own, isShifted ? "indentation" : "whitespace");
}

/** How many blank lines stand at each end of a search. */
type Edges = { head: number; tail: number };

function blankEdges(search: readonly string[]): Edges {
  const isInked = (line: string) => !isBlank(line);
  const head = search.findIndex(isInked);
  return { head, tail: search.length - 1 - search.findLastIndex(isInked) };
}

function isFlushLeft(line: string): boolean {
  return !isBlank(line) && indentOf(line) === "";
}

/** Places looked at one by one. */
const maxPlaces = 1000;

const unshifted = (indent: string) => indent;

function between(lines: readonly string[], { head, tail }: Edges): readonly string[] {
  return lines.slice(head, lines.length - tail);
}

/** Where the lines stand with any indentation that one rule explains. */
function shiftedPlaces(index: TextIndex, search: readonly string[]): number[] {
  const places = occurrences(index.bare(), search.map(bareLine));
  if (places.length > maxPlaces) return places;
  return places.filter((place) => {
    const pairs = search.map((_, nth) => place + nth);
    return indentShift(indentPairs(index, search, pairs)) !== undefined;
  });
}

/** Takes in as many of the blank edges as the file has around the place, and forgets the others on both sides. */
function reach(
  index: TextIndex,
  { search, replace }: Sides,
  edges: Edges,
  place: number,
): { sides: Sides; pairs: number[] } {
  const isFree = (line: number) => isBlank(index.lines[line]?.text ?? "none");
  const end = place + search.length - edges.head - edges.tail;
  let above = 0;
  while (above < edges.head && isFree(place - above - 1)) above += 1;
  let below = 0;
  while (below < edges.tail && isFree(end + below)) below += 1;
  const head = edges.head - above;
  const tail = edges.tail - below;
  const sides = {
    search: between(search, { head, tail }),
    replace: withoutBlanks(replace, head, tail),
  };
  return { sides, pairs: sides.search.map((_, nth) => place - above + nth) };
}

function withoutBlanks(lines: readonly string[], head: number, tail: number): readonly string[] {
  const isInked = (line: string) => !isBlank(line);
  const first = lines.findIndex(isInked);
  if (first === -1) return lines.slice(head + tail);
  const last = lines.length - 1 - lines.findLastIndex(isInked);
  return lines.slice(Math.min(head, first), lines.length - Math.min(tail, last));
}
