// Puts the new lines of a block into the place where its old ones were found. Lines that the block keeps stay as they
// are in the file, byte for byte; only what the block changes is written anew.
import type { IndentShift } from "./indent-shift.ts";
import { changedLines } from "./line-diff.ts";
import { bareLine, endingOf, indentOf, isBlank } from "./lines.ts";
import type { TextIndex } from "./text-index.ts";

export type Match = {
  /** For each searched line the number of the file's line; undefined for a blank line that the file does not have. */
  pairs: readonly (number | undefined)[];
  shift: IndentShift;
};

export type Splice = { startOffset: number; endOffset: number; replacement: string };

/** Undefined when a new line cannot be indented, or when a line that is to go is not the one that was searched. */
export function splice(
  index: TextIndex,
  match: Match,
  search: readonly string[],
  replace: readonly string[],
): Splice | undefined {
  const matched = match.pairs.filter((line) => line !== undefined);
  const first = matched[0];
  const last = matched.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const pieces: Piece[] = [];
  let next = first;
  const keepUpTo = (end: number) => {
    for (; next < end; next += 1) {
      const line = index.lines[next];
      if (line !== undefined) pieces.push({ text: line.text, ending: endingOf(line) });
    }
  };
  let searched = 0;
  for (const change of changedLines(search, replace)) {
    const kept = match.pairs.slice(searched, change.fromStart).filter((line) => line !== undefined);
    keepUpTo((kept.at(-1) ?? next - 1) + 1);
    let isFirst = true;
    for (let nth = change.fromStart; nth < change.fromEnd; nth += 1) {
      const at = match.pairs[nth];
      if (at === undefined) continue;
      if (index.bare()[at] !== bareLine(search[nth] ?? "")) return undefined;
      // Blank lines that the block does not know of stay where they are.
      if (isFirst) keepUpTo(at);
      isFirst = false;
      next = at + 1;
    }
    const ending = endingNear(index, next);
    for (const line of replace.slice(change.toStart, change.toEnd)) {
      const text = shifted(line, match.shift);
      if (text === undefined) return undefined;
      pieces.push({ text, ending });
    }
    searched = change.fromEnd;
  }
  keepUpTo(last + 1);
  return joined(index, first, last, pieces);
}

type Piece = { text: string; ending: string };

function shifted(line: string, shift: IndentShift): string | undefined {
  if (isBlank(line)) return line;
  const indent = indentOf(line);
  const wanted = shift(indent);
  return wanted === undefined ? undefined : wanted + line.slice(indent.length);
}

/** The ending of the line above, so that a text with mixed endings keeps them where they are. */
function endingNear(index: TextIndex, line: number): string {
  const near = index.lines[line - 1] ?? index.lines[line];
  return (near && endingOf(near)) || index.ending;
}

function joined(index: TextIndex, first: number, last: number, pieces: Piece[]): Splice {
  const lastLine = index.lines[last];
  const previous = index.lines[first - 1];
  let startOffset = index.lines[first]?.start ?? 0;
  const endOffset = lastLine?.end ?? startOffset;
  const isOpenEnd = lastLine !== undefined && endingOf(lastLine) === "";
  // A file without a line ending at its end stays one, also when its last lines go.
  if (isOpenEnd && pieces.length === 0 && previous !== undefined) {
    startOffset -= endingOf(previous).length;
  }
  const replacement = pieces
    .map(({ text, ending }, nth) =>
      isOpenEnd && nth === pieces.length - 1 ? text : text + (ending || index.ending),
    )
    .join("");
  return { startOffset, endOffset, replacement };
}
