// Reads a SEARCH/REPLACE block line by line for showing it while it arrives: which lines go, which come, for which file. It
// decides nothing about applying it; the finished block is read again, more strictly, by core/edit.
import { pathInLine } from "../../../core/edit/block-path.ts";
import { dividerLength, replaceMark, searchMark } from "../../../core/edit/marks.ts";

export type EditLine =
  | { kind: "path" | "removed" | "added" | "outside"; text: string }
  /** A pair of search and replacement is complete. */
  | { kind: "end" };

export type EditReader = {
  /** Undefined for a line that is a mark. */
  read(line: string): EditLine | undefined;
  /** Whether an unfinished line may still become something that is not shown as it is. */
  mayBecomeMark(partialLine: string): boolean;
  /** What a line is at this place: undefined outside of a pair of search and replacement. */
  side(): "removed" | "added" | undefined;
};

const maxPathLength = 300;

export function opensEdit(line: string): boolean {
  return searchMark(line) !== undefined;
}

export function endsEdit(line: string): boolean {
  return replaceMark(line) !== undefined;
}

export function mayOpenEdit(partialLine: string): boolean {
  return /^[ \t]*<{1,9}(?: ?(?:S|SE|SEA|SEAR|SEARC|SEARCH\b.*)?)?$/.test(partialLine);
}

export function mayEndEdit(partialLine: string): boolean {
  return /^[ \t]*(?:>{1,9}(?: ?(?:R|RE|REP|REPL|REPLA|REPLAC|REPLACE[ \t]*)?)?)?$/.test(
    partialLine,
  );
}

/** Whether a code block is a change: its first line opens one, or names a file and the second opens one. */
export function isEdit(text: string, isComplete: boolean): boolean | undefined {
  const [first = "", second, third] = text.split("\n", 3);
  const isFirstOver = second !== undefined || isComplete;
  if (!isFirstOver) return mayOpenEdit(first) || mayNameFile(first) ? undefined : false;
  if (opensEdit(first)) return true;
  if (second === undefined || !mayNameFile(first) || pathInLine(first) === undefined) return false;
  if (third !== undefined || isComplete) return opensEdit(second);
  return second === "" || mayOpenEdit(second) ? undefined : false;
}

/** Whether an unfinished line may turn out to be a path, with spaces, on any system; enough to wait for its end. */
function mayNameFile(line: string): boolean {
  return line.length <= maxPathLength && /^[^<>|?;={}\t]*$/.test(line);
}

export function editReader(): EditReader {
  let side: "removed" | "added" | undefined;
  const open = (line: string): EditLine | undefined => {
    side = "removed";
    const path = searchMark(line)?.path;
    return path && { kind: "path", text: path.path };
  };
  return {
    read: (line) => {
      // A second mark where none may stand: the pair before it was never finished.
      if (opensEdit(line)) return open(line);
      if (side === undefined) return betweenPairs(line);
      if (side === "removed" && dividerLength(line) !== undefined) side = "added";
      else if (side === "added" && endsEdit(line)) {
        side = undefined;
        return { kind: "end" };
      } else return { kind: side, text: line };
      return undefined;
    },
    mayBecomeMark: (partial) =>
      side === undefined ||
      mayOpenEdit(partial) ||
      (side === "removed" ? /^[ \t]*={0,9}[ \t]*$/.test(partial) : mayEndEdit(partial)),
    side: () => side,
  };
}

function betweenPairs(line: string): EditLine | undefined {
  if (line.trim() === "" || /^[ \t]*(?:`{3,}|~{3,})/.test(line)) return undefined;
  const path = pathInLine(line);
  return path ? { kind: "path", text: path.path } : { kind: "outside", text: line };
}
