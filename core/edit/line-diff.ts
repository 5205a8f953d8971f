// Which lines differ between two lists of lines. The only importer of the diff library.
import { diffArrays } from "diff";

/** Lines `[fromStart, fromEnd)` of the old list stand as `[toStart, toEnd)` in the new one. */
export type LineChange = { fromStart: number; fromEnd: number; toStart: number; toEnd: number };

/**
 * The time of a diff grows with the square of the number of differing lines. Beyond this number one change covers all
 * that differs, which is coarse but just as right.
 */
const maxDifferingLines = 2000;

export function changedLines(from: readonly string[], to: readonly string[]): LineChange[] {
  const shorter = Math.min(from.length, to.length);
  let head = 0;
  while (head < shorter && from[head] === to[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && from[from.length - 1 - tail] === to[to.length - 1 - tail])
    tail += 1;
  const old = from.slice(head, from.length - tail);
  const now = to.slice(head, to.length - tail);
  if (old.length === 0 && now.length === 0) return [];
  const parts =
    old.length === 0 || now.length === 0
      ? undefined
      : diffArrays(old, now, { maxEditLength: maxDifferingLines });
  if (parts === undefined) {
    return [
      { fromStart: head, fromEnd: head + old.length, toStart: head, toEnd: head + now.length },
    ];
  }
  const changes: LineChange[] = [];
  let open: LineChange | undefined;
  let fromLine = head;
  let toLine = head;
  for (const { count, added, removed } of parts) {
    if (!added && !removed) {
      open = undefined;
      fromLine += count;
      toLine += count;
      continue;
    }
    if (open === undefined) {
      open = { fromStart: fromLine, fromEnd: fromLine, toStart: toLine, toEnd: toLine };
      changes.push(open);
    }
    if (removed) fromLine += count;
    else toLine += count;
    open.fromEnd = fromLine;
    open.toEnd = toLine;
  }
  return changes;
}
