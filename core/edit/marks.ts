// The lines that mark an edit block: five to nine characters each, because models miscount. Knows nothing of what
// stands between them.
import { type BlockPath, pathInLine } from "./block-path.ts";

/** How many characters the mark has, and the path when one stands on the same line. */
export function searchMark(line: string): { length: number; path?: BlockPath } | undefined {
  if (!line.includes("<<<<<")) return undefined;
  const [, marks, rest = ""] = /^[ \t]*(<{5,9}) ?SEARCH\b:?[ \t]*(.*)$/.exec(line) ?? [];
  if (marks === undefined) return undefined;
  if (/^>?\s*$/.test(rest)) return { length: marks.length };
  const path = pathInLine(rest);
  return path && { length: marks.length, path };
}

export function dividerLength(line: string): number | undefined {
  return line.includes("=====") ? lengthIn(/^[ \t]*(={5,9})\s*$/, line) : undefined;
}

export function replaceMark(line: string): number | undefined {
  return line.includes(">>>>>") ? lengthIn(/^[ \t]*(>{5,9}) ?REPLACE\s*$/, line) : undefined;
}

function lengthIn(mark: RegExp, line: string): number | undefined {
  return mark.exec(line)?.[1]?.length;
}
