// Names the line of a text that a block which is not in it most likely meant, for whoever has to be told.
import { characterCounts, distanceAtLeast } from "./edit-distance.ts";
import { bareLine, isBlank } from "./lines.ts";
import type { TextIndex } from "./text-index.ts";

/** The first line (0-based) of the closest place, in a list; empty when nothing is close. */
export function closestLine(index: TextIndex, search: readonly string[]): number[] {
  const line = mostSharedLines(index, search) ?? mostSimilarLine(index, search);
  return line === undefined ? [] : [line];
}

/** A line that stands in more places than this says nothing about which is meant. */
const maxPlaces = 50;
const maxLines = 500;

/** Every line that the text has too votes for where the block would begin, with its length as its weight. */
function mostSharedLines(index: TextIndex, search: readonly string[]): number | undefined {
  const votes = new Map<number, number>();
  search.slice(0, maxLines).forEach((line, nth) => {
    const bare = bareLine(line);
    const places = index.places().get(bare) ?? [];
    if (bare.length < 3 || places.length > maxPlaces) return;
    for (const place of places) {
      const start = Math.max(0, place - nth);
      votes.set(start, (votes.get(start) ?? 0) + bare.length);
    }
  });
  let best: number | undefined;
  for (const [start, weight] of votes) {
    if (best === undefined || weight > (votes.get(best) ?? 0)) best = start;
  }
  return best;
}

/** The line most like the longest searched one, by the characters they share. */
function mostSimilarLine(index: TextIndex, search: readonly string[]): number | undefined {
  const inked = search.filter((line) => !isBlank(line)).map(bareLine);
  const longest = inked.reduce((one, other) => (other.length > one.length ? other : one), "");
  const counts = characterCounts(longest);
  let best: number | undefined;
  let bestSimilarity = 0.6;
  for (const line of index.inked()) {
    const bare = index.bare()[line] ?? "";
    if (longest.length >= 3 && bare.includes(longest)) return line;
    const length = Math.max(bare.length, longest.length);
    if (Math.min(bare.length, longest.length) < length * bestSimilarity) continue;
    const similarity = 1 - distanceAtLeast(counts, characterCounts(bare)) / length;
    if (similarity <= bestSimilarity) continue;
    best = line;
    bestSimilarity = similarity;
  }
  return best;
}
