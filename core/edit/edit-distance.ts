// How many characters have to be inserted, removed or replaced to turn one line into another, computed only as far as
// it matters and only while there is work left to spend.

/** What a search may still spend, in compared characters: a hostile text must not hang the editor. */
export type Work = { left: number };

/** The distance, or anything above `most` when it is larger than that; infinite when the work is spent. */
export function editDistance(one: string, other: string, most: number, work: Work): number {
  let start = 0;
  let oneEnd = one.length;
  let otherEnd = other.length;
  while (start < oneEnd && start < otherEnd && one[start] === other[start]) start += 1;
  while (oneEnd > start && otherEnd > start && one[oneEnd - 1] === other[otherEnd - 1]) {
    oneEnd -= 1;
    otherEnd -= 1;
  }
  work.left -= start + one.length - oneEnd;
  const rows = oneEnd - start;
  const columns = otherEnd - start;
  if (rows === 0 || columns === 0) return Math.max(rows, columns);
  if (Math.abs(rows - columns) > most) return most + 1;
  return bandedDistance(one.slice(start, oneEnd), other.slice(start, otherEnd), most, work);
}

/** Levenshtein's table, of which only the cells up to `most` from the diagonal can matter (Ukkonen's cut-off). */
function bandedDistance(one: string, other: string, most: number, work: Work): number {
  let above = Uint32Array.from({ length: other.length + 1 }, (_, column) => column);
  let row = new Uint32Array(other.length + 1);
  for (let line = 1; line <= one.length; line += 1) {
    const from = Math.max(1, line - most);
    const to = Math.min(other.length, line + most);
    work.left -= to - from + 1;
    if (work.left < 0) return Number.POSITIVE_INFINITY;
    row.fill(most + 1, Math.max(0, from - 1), from);
    if (from === 1) row[0] = line;
    let least = row[from - 1] ?? 0;
    const code = one.charCodeAt(line - 1);
    for (let column = from; column <= to; column += 1) {
      const replaced = (above[column - 1] ?? 0) + (code === other.charCodeAt(column - 1) ? 0 : 1);
      const inserted = (row[column - 1] ?? 0) + 1;
      const removed = (above[column] ?? 0) + 1;
      const cell = Math.min(replaced, inserted, removed);
      row[column] = cell;
      if (cell < least) least = cell;
    }
    if (to < other.length) row[to + 1] = most + 1;
    if (least > most) return most + 1;
    [above, row] = [row, above];
  }
  return above[other.length] ?? 0;
}

const kinds = 32;

/** How often each kind of character stands in a line: cheap to compare, see `distanceAtLeast`. */
export function characterCounts(line: string): Uint16Array {
  const counts = new Uint16Array(kinds);
  for (let index = 0; index < line.length; index += 1) {
    const kind = line.charCodeAt(index) % kinds;
    counts[kind] = Math.min(65_535, (counts[kind] ?? 0) + 1);
  }
  return counts;
}

/** A number that the distance of two lines cannot be below: what one has too many of must go or be replaced. */
export function distanceAtLeast(one: Uint16Array, other: Uint16Array): number {
  let more = 0;
  let less = 0;
  for (let kind = 0; kind < kinds; kind += 1) {
    const difference = (one[kind] ?? 0) - (other[kind] ?? 0);
    if (difference > 0) more += difference;
    else less -= difference;
  }
  return Math.max(more, less);
}
