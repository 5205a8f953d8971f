// The difference between two texts as hunks of whole lines. Lines are 0-based here and everywhere outside this folder.
import { structuredPatch } from "diff";

/** Replaces `removed` lines from line `startLine` (0-based, in the old text) by `added`. Lines keep no ending. */
export type Hunk = { startLine: number; removed: string[]; added: string[] };

export function lineHunks(before: string, after: string): Hunk[] {
  const patch = structuredPatch("", "", before, after, "", "", { context: 0 });
  return patch.hunks.map((hunk) => ({
    startLine: hunk.oldStart - 1,
    removed: linesMarked("-", hunk.lines),
    added: linesMarked("+", hunk.lines),
  }));
}

function linesMarked(mark: "-" | "+", lines: readonly string[]): string[] {
  return lines
    .filter((line) => line.startsWith(mark))
    .map((line) => line.slice(1).replace(/\r$/, ""));
}
