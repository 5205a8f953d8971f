// The lines around a cursor, read from the cursor outwards so that a long document costs no more than a short one, and
// what makes two lines the same. Knows no language and no filter.
import type { Cursor } from "../cursor.ts";

/** Up to `count` lines above the cursor's line, the nearest one last. */
export function linesAbove({ prefix }: Pick<Cursor, "prefix">, count: number): string[] {
  const lines: string[] = [];
  let end = prefix.lastIndexOf("\n");
  while (end >= 0 && lines.length < count) {
    const start = end === 0 ? 0 : prefix.lastIndexOf("\n", end - 1) + 1;
    lines.unshift(prefix.slice(start, end));
    end = start - 1;
  }
  return lines;
}

/** The lines below the cursor's line that hold more than white space, the nearest one first. */
export function* filledLinesBelow({ suffix }: Pick<Cursor, "suffix">): Generator<string> {
  let start = suffix.indexOf("\n") + 1;
  while (start > 0) {
    const next = suffix.indexOf("\n", start);
    const line = next < 0 ? suffix.slice(start) : suffix.slice(start, next);
    if (line.trim() !== "") yield line;
    start = next + 1;
  }
}

export function nextFilledLine(cursor: Pick<Cursor, "suffix">): string | undefined {
  const { value } = filledLinesBelow(cursor).next();
  return value ?? undefined;
}

/** What two lines have in common that differ in white space or in their terminator only. */
export function squashed(line: string): string {
  return line.replace(/\s+/g, "").replace(/[;,]$/, "");
}

/**
 * Whether a line says enough for its double to be a repetition. `}`, `break;` or `else:` stand in a file many times for
 * good reason.
 */
export function isTelling(line: string): boolean {
  return squashed(line).length >= 8 && /[\p{L}\p{N}]/u.test(line);
}

/** The width of the white space a line begins with; a tab counts as four columns. */
export function indentWidth(line: string): number {
  let width = 0;
  for (const character of line) {
    if (character === " ") width += 1;
    else if (character === "\t") width += 4;
    else break;
  }
  return width;
}
