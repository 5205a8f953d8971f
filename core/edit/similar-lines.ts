// Finds the lines of a text that are most similar to those of a block. It only measures; what similar enough means to
// an edit is decided by whoever asks.
import { characterCounts, distanceAtLeast, editDistance, type Work } from "./edit-distance.ts";
import type { TextIndex } from "./text-index.ts";

/** `lines` are the numbers of the text's lines, one for each line of the block that is not blank. */
export type Similar = { lines: readonly number[]; similarity: number };

/** `gap`: how many blank lines stand directly above it in the block. */
export type SearchedLine = { bare: string; gap: number };

/** Nothing below this is found. */
const leastSimilarity = 0.9;

/**
 * The most similar places, best first, or undefined when the text is too much work. Blank lines aside, the n-th line of
 * the block is compared with the n-th line of the place, without indentation:
 * similarity = 1 − Σ distance(n) / Σ max(length of both), where distance is Levenshtein's ("Binary codes capable of
 * correcting deletions, insertions and reversals", 1966) and each blank line too many or too few counts as one character.
 */
export function similarPlaces(
  index: TextIndex,
  block: readonly SearchedLine[],
  work: Work,
): Similar[] | undefined {
  const length = block.reduce((sum, line) => sum + line.bare.length, 0);
  // Whoever is 0.9 similar differs by at most a ninth of the block's own length.
  const most = Math.floor((length * (1 - leastSimilarity)) / leastSimilarity + 1e-6);
  const inked = index.inked();
  const estimate = lineEstimate(index, block, work);
  const measure = lineMeasure(index, block, work);
  const found: Similar[] = [];
  for (let start = 0; start + block.length <= inked.length; start += 1) {
    const isHopeless = distanceFrom(inked, block, start, most, estimate) > most;
    if (work.left < 0) return undefined;
    if (isHopeless) continue;
    const distance = distanceFrom(inked, block, start, most, measure);
    if (work.left < 0) return undefined;
    const lines = inked.slice(start, start + block.length);
    const similarity = 1 - distance / longestOf(index, block, lines);
    if (distance > most || similarity < leastSimilarity) continue;
    found.push({ lines, similarity });
    if (found.length > maxPlaces) break;
  }
  return found.sort((one, other) => other.similarity - one.similarity);
}

/** More places than this are as good as any other number above one. */
const maxPlaces = 20;

/** The distance of the block's n-th line from a line of the text, as far as it is not above `most`. */
type LineDistance = (nth: number, line: number, most: number) => number;

function distanceFrom(
  inked: readonly number[],
  block: readonly SearchedLine[],
  start: number,
  most: number,
  lineDistance: LineDistance,
): number {
  let sum = 0;
  let above: number | undefined;
  for (let nth = 0; nth < block.length && sum <= most; nth += 1) {
    const line = inked[start + nth] ?? 0;
    if (above !== undefined) sum += Math.abs(line - above - 1 - (block[nth]?.gap ?? 0));
    above = line;
    if (sum <= most) sum += lineDistance(nth, line, most - sum);
  }
  return sum;
}

/** Never more than the distance, and cheap. */
function lineEstimate(index: TextIndex, block: readonly SearchedLine[], work: Work): LineDistance {
  const bare = index.bare();
  const searchedCounts = block.map((line) => characterCounts(line.bare));
  const knownCounts = new Map<number, Uint16Array>();
  const countsAt = (line: number) => {
    const counts = knownCounts.get(line) ?? characterCounts(bare[line] ?? "");
    knownCounts.set(line, counts);
    return counts;
  };
  return (nth, line, most) => {
    const searched = block[nth]?.bare ?? "";
    const found = bare[line] ?? "";
    work.left -= 1;
    if (found === searched) return 0;
    const byLength = Math.abs(found.length - searched.length);
    const counts = searchedCounts[nth];
    if (byLength > most || counts === undefined) return byLength;
    work.left -= counts.length;
    return Math.max(1, byLength, distanceAtLeast(counts, countsAt(line)));
  };
}

function lineMeasure(index: TextIndex, block: readonly SearchedLine[], work: Work): LineDistance {
  const bare = index.bare();
  return (nth, line, most) => editDistance(block[nth]?.bare ?? "", bare[line] ?? "", most, work);
}

function longestOf(
  index: TextIndex,
  block: readonly SearchedLine[],
  lines: readonly number[],
): number {
  const bare = index.bare();
  return lines.reduce(
    (sum, line, nth) => sum + Math.max(bare[line]?.length ?? 0, block[nth]?.bare.length ?? 0),
    0,
  );
}
