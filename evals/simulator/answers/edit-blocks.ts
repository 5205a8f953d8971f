// Writes the difference between two texts of a file as SEARCH/REPLACE blocks, each with as many lines around it as make
// it stand in the file only once. Knows no language and no answer.

import { fence } from "../../../core/chat/fence.ts";
import { type Hunk, lineHunks } from "../../../core/edit/hunks.ts";

export type FileEdit = { path: string; languageId: string; before: string; after: string };

/** Texts have `\n` line ends. */
export function editBlocks({ path, languageId, before, after }: FileEdit): string {
  const lines = before.split("\n");
  return joined(lineHunks(before, after).map((hunk) => widened(hunk, lines)))
    .map(({ start, end, hunks }) => {
      const search = lines.slice(start, end);
      return editBlock({ path, languageId, search, replace: replaced(search, start, hunks) });
    })
    .join("\n\n");
}

export function newFileBlock({ path, languageId, after }: Omit<FileEdit, "before">): string {
  return editBlock({ path, languageId, search: [], replace: after.replace(/\n$/, "").split("\n") });
}

export function editBlock(block: {
  path: string;
  languageId: string;
  search: readonly string[];
  replace: readonly string[];
}): string {
  const { path, languageId, search, replace } = block;
  const text = [path, "<<<<<<< SEARCH", ...search, "=======", ...replace, ">>>>>>> REPLACE"].join(
    "\n",
  );
  return fence(text, languageId);
}

type Range = { start: number; end: number; hunks: Hunk[] };

/** At least one line, and so many that no other place looks the same. */
function widened(hunk: Hunk, lines: readonly string[]): Range {
  let start = hunk.startLine;
  let end = start + hunk.removed.length;
  while (
    (end - start < 1 || placesOf(lines.slice(start, end), lines) > 1) &&
    end - start < lines.length
  ) {
    start = Math.max(0, start - 1);
    end = Math.min(lines.length, end + 1);
  }
  return { start, end, hunks: [hunk] };
}

function placesOf(part: readonly string[], lines: readonly string[]): number {
  return lines.filter((_, at) => part.every((line, index) => lines[at + index] === line)).length;
}

function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last === undefined || last.end < range.start) {
      result.push({ ...range });
      continue;
    }
    last.end = Math.max(last.end, range.end);
    last.hunks = [...last.hunks, ...range.hunks];
  }
  return result;
}

function replaced(search: readonly string[], start: number, hunks: readonly Hunk[]): string[] {
  const lines = [...search];
  for (const { startLine, removed, added } of hunks.toReversed()) {
    lines.splice(startLine - start, removed.length, ...added);
  }
  return lines;
}
