// Moves a change onto a text that was edited meanwhile. A hunk moves only when its own lines and the line on each side
// of it are untouched; any other hunk is a conflict, and then nothing moves.
import { type Hunk, lineHunks } from "./hunks.ts";
import { endingOf, linesOf, rangeOfLines, type TextRange, usualEnding } from "./lines.ts";

export type Rebased =
  | { before: string; after: string; hunks: Hunk[] }
  /** The indexes of the hunks that cannot move. */
  | { conflict: number[] };

/** `hunks` may be some of the change's only; those that move keep their order and number. */
export function rebase(
  change: { before: string; after: string; hunks: readonly Hunk[] },
  current: string,
): Rebased {
  const { before, after, hunks } = inEndingOf(change, current);
  const oldLines = wholeLines(before);
  const own = reachOf(hunks, oldLines, wholeLines(after), after);
  const foreign = reachOf(lineHunks(before, current), oldLines, wholeLines(current), current);
  const conflict = own.flatMap((reach, index) =>
    foreign.some((other) => doTouch(reach, other)) ? [index] : [],
  );
  return conflict.length > 0 ? { conflict } : move(after, hunks, foreign, current);
}

/** Lines `[start, end)` of the old text, wherever a diff might just as well have put the hunk. */
type Reach = { start: number; end: number; hunk: Hunk };

/**
 * A diff cannot tell which of several equal lines is the new one: an insertion or removal may slide along them, and
 * reaches every place it may slide to.
 */
function reachOf(
  hunks: readonly Hunk[],
  oldLines: readonly string[],
  newLines: readonly string[],
  newText: string,
): Reach[] {
  const newLineAt = new Map(linesOf(newText).map((line, number) => [line.start, number]));
  return hunks.map((hunk) => {
    const { startLine: start, removed, added, to } = hunk;
    const end = start + removed.length;
    if (removed.length > 0 && added.length > 0) return { start, end, hunk };
    const newStart = newLineAt.get(to.start) ?? newLines.length;
    const { up, down } =
      added.length > 0
        ? slides(newLines, newStart, added.length)
        : slides(oldLines, start, removed.length);
    return { start: start - up, end: end + down, hunk };
  });
}

function wholeLines(text: string): string[] {
  return linesOf(text).map(({ start, end }) => text.slice(start, end));
}

function slides(
  lines: readonly string[],
  first: number,
  count: number,
): { up: number; down: number } {
  let up = 0;
  while (up < first && lines[first - up - 1] === lines[first - up - 1 + count]) up += 1;
  let down = 0;
  const end = lines.length - count;
  while (first + down < end && lines[first + down] === lines[first + down + count]) down += 1;
  return { up, down };
}

/** A hunk's own lines and one of context on each side are to be as they were. */
function doTouch(own: Reach, other: Reach): boolean {
  const start = own.start - 1;
  const end = own.end + 1;
  // An insertion touches only what it stands strictly inside of: beyond the line of context is elsewhere.
  return other.start === other.end
    ? start < other.start && other.start < end
    : other.start < end && start < other.end;
}

function move(
  after: string,
  hunks: readonly Hunk[],
  foreign: readonly Reach[],
  current: string,
): Rebased {
  const rebased: Hunk[] = [];
  const parts: string[] = [];
  let copied = 0;
  let length = 0;
  for (const hunk of hunks) {
    const above = foreign.filter((other) => other.hunk.startLine < hunk.startLine);
    const offset = above.reduce(
      (sum, { hunk: { from, to } }) => sum + sizeOf(to) - sizeOf(from),
      0,
    );
    const line = above.reduce((sum, { hunk: h }) => sum + h.added.length - h.removed.length, 0);
    const from = { start: hunk.from.start + offset, end: hunk.from.end + offset };
    const kept = current.slice(copied, from.start);
    const added = after.slice(hunk.to.start, hunk.to.end);
    parts.push(kept, added);
    copied = from.end;
    const start = length + kept.length;
    length = start + added.length;
    rebased.push({ ...hunk, startLine: hunk.startLine + line, from, to: { start, end: length } });
  }
  parts.push(current.slice(copied));
  return { before: current, after: parts.join(""), hunks: rebased };
}

function sizeOf(range: TextRange): number {
  return range.end - range.start;
}

/** Editors turn the line endings of a whole file: the change then follows, unless endings are mixed. */
function inEndingOf(
  change: { before: string; after: string; hunks: readonly Hunk[] },
  current: string,
): { before: string; after: string; hunks: readonly Hunk[] } {
  const wanted = onlyEnding(current);
  const old = onlyEnding(change.before);
  if (old === wanted || old === undefined || wanted === undefined) return change;
  const before = change.before.replaceAll(/\r?\n/g, wanted);
  const after = change.after.replaceAll(/\r?\n/g, wanted);
  const oldLines = linesOf(before);
  const newLines = linesOf(after);
  const lineAt = new Map(linesOf(change.after).map((line, number) => [line.start, number]));
  const hunks = change.hunks.map((hunk) => {
    const newLine = lineAt.get(hunk.to.start) ?? newLines.length;
    return {
      ...hunk,
      from: rangeOfLines(oldLines, hunk.startLine, hunk.startLine + hunk.removed.length),
      to: rangeOfLines(newLines, newLine, newLine + hunk.added.length),
    };
  });
  return { before, after, hunks };
}

/** Undefined for mixed endings, and for a text that has none. */
function onlyEnding(text: string): "\r\n" | "\n" | undefined {
  const lines = linesOf(text);
  const usual = usualEnding(lines);
  const isOnly = lines.every((line) => endingOf(line) === usual || line.end === text.length);
  return isOnly && text.includes("\n") ? usual : undefined;
}
