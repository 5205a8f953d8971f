// The difference between two texts as hunks of whole lines. Lines are 0-based here and everywhere outside this folder;
// offsets are UTF-16 code units.
import { changedLines } from "./line-diff.ts";
import { type Line, linesOf, rangeOfLines, type TextRange } from "./lines.ts";

/** Replaces `removed` lines from line `startLine` (0-based, in the old text) by `added`. Lines keep no ending. */
export type Hunk = {
  startLine: number;
  removed: string[];
  added: string[];
  /** The removed lines with their endings, in the old text. */
  from: TextRange;
  /** The added lines with their endings, in the new text. */
  to: TextRange;
};

export function lineHunks(before: string, after: string): Hunk[] {
  if (before === after) return [];
  const oldLines = linesOf(before);
  const newLines = linesOf(after);
  const whole = (text: string, lines: readonly Line[]) =>
    lines.map(({ start, end }) => text.slice(start, end));
  return changedLines(whole(before, oldLines), whole(after, newLines)).map((change) => ({
    startLine: change.fromStart,
    removed: textsBetween(oldLines, change.fromStart, change.fromEnd),
    added: textsBetween(newLines, change.toStart, change.toEnd),
    from: rangeOfLines(oldLines, change.fromStart, change.fromEnd),
    to: rangeOfLines(newLines, change.toStart, change.toEnd),
  }));
}

/**
 * The old text with the accepted hunks in it: all of them make `after`, none makes `before`, byte for byte. The hunks
 * are those between exactly these texts, in their order.
 */
export function applyHunks(
  before: string,
  after: string,
  hunks: readonly Hunk[],
  accepted: (index: number) => boolean,
): string {
  const parts: string[] = [];
  let copied = 0;
  hunks.forEach(({ from, to }, index) => {
    if (!accepted(index)) return;
    parts.push(before.slice(copied, from.start), after.slice(to.start, to.end));
    copied = from.end;
  });
  parts.push(before.slice(copied));
  return parts.join("");
}

function textsBetween(lines: readonly Line[], start: number, end: number): string[] {
  return lines.slice(start, end).map((line) => line.text);
}
