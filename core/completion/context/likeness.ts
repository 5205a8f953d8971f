// How much two pieces of code say the same, counted in lines without their indentation, blank lines left out.

export type LineSet = ReadonlySet<string>;

export function linesOf(text: string): LineSet {
  const lines = new Set<string>();
  for (const line of text.split("\n")) {
    const trimmed = line.trim();
    if (trimmed !== "") lines.add(trimmed);
  }
  return lines;
}

/** Jaccard: the lines both have of the lines either has, 0 to 1. */
export function likeness(one: LineSet, other: LineSet): number {
  const both = countBoth(one, other);
  const either = one.size + other.size - both;
  return either === 0 ? 1 : both / either;
}

/** The share of the lines of `part` that `whole` has too, 0 to 1. */
export function coverage(part: LineSet, whole: LineSet): number {
  return part.size === 0 ? 1 : countBoth(part, whole) / part.size;
}

function countBoth(one: LineSet, other: LineSet): number {
  let count = 0;
  for (const line of one) if (other.has(line)) count += 1;
  return count;
}
