// Says where in a growing answer the first complete piece ends, so that the stream can be stopped there and the GPU is
// free again. Judges by indentation and brackets, line by line; knows nothing of streams.
import { depthOf, isVerbatim, scanBrackets } from "./brackets.ts";
import { closesBlock, continuesBlock, isCommentLine, opensBlock } from "./line-syntax.ts";
import { indentWidth } from "./nearby-lines.ts";
import type { Place } from "./place.ts";
import { loopAtEnd } from "./repetition.ts";

/**
 * The length of the complete piece in UTF-16 units, without the line end behind it; undefined as long as more has to come.
 * A last line that may still grow is not judged, unless the answer `isFinished`.
 */
export function completeLength(text: string, place: Place, isFinished = false): number | undefined {
  const end = place.extent === "line" ? lineEnd(text) : blockEnd(text, place, isFinished);
  if (end !== undefined) return end;
  const loop = loopAtEnd(place.linePrefix + text);
  if (loop === undefined) return undefined;
  return Math.max(0, loop.start + loop.unit - place.linePrefix.length);
}

/** Ghost text beyond a dozen lines is not read, and a dozen lines cost the fast model about half a second. */
const maxLines = 12;
const maxSameLines = 3;

function lineEnd(text: string): number | undefined {
  const end = text.indexOf("\n");
  if (end < 0) return undefined;
  return text.slice(0, end).trim() === "" ? 0 : end;
}

/** What the lines so far have shown. */
type Progress = {
  /** Width of the indentation of the piece itself: that of its first line. */
  base: number;
  /** Brackets, strings and comments that are open, those of the cursor's line included. */
  open: readonly string[];
  /** The lines that are not blank, and where each of them ends. */
  lines: string[];
  ends: number[];
  /** A line deeper than the base has come since the last one at the base. */
  isInside: boolean;
  /** The last line was blank. */
  isGap: boolean;
};

type Verdict =
  /** The piece ended with the line before. */
  | "before"
  /** The piece ends with this line. */
  | "with"
  | "goes_on";

function blockEnd(text: string, place: Place, isFinished: boolean): number | undefined {
  const { languageId } = place.cursor;
  const lines = text.split("\n");
  if (!isFinished) lines.pop();
  const open = scanBrackets(place.linePrefix, languageId).open;
  const so: Progress = { base: -1, open, lines: [], ends: [], isInside: false, isGap: false };
  let start = 0;
  for (const [index, piece] of lines.entries()) {
    const line = index === 0 ? place.linePrefix + piece : piece;
    const brackets = scanBrackets(`${piece}\n`, languageId, so.open);
    const verdict =
      line.trim() === "" ? judgeBlank(so, languageId) : judge(line, so, brackets, languageId);
    if (verdict === "before") return so.ends.at(-1) ?? 0;
    if (verdict === "with") return start + piece.length;
    so.open = brackets.open;
    so.isGap = line.trim() === "";
    if (!so.isGap) {
      const isFirst = so.lines.length === 0;
      if (isFirst) so.base = baseOf(line, index, place);
      so.isInside = !isFirst && indentWidth(line) > so.base;
      so.lines.push(line.trimEnd());
      so.ends.push(start + piece.length);
      const same = so.lines.slice(-maxSameLines);
      if (same.length === maxSameLines && same.every((one) => one === same[0])) {
        return so.ends.at(-maxSameLines);
      }
    }
    start += piece.length + 1;
  }
  return undefined;
}

/** Indentation before the cursor counts, not what the answer adds to it: it may be the same once more. */
function baseOf(line: string, index: number, { linePrefix, indent }: Place): number {
  const isIndented = index === 0 && linePrefix !== "" && linePrefix.trim() === "";
  return indentWidth(isIndented ? indent : line);
}

/** A blank line ends a statement at the base; inside a block it takes two. Before the first line it says nothing. */
function judgeBlank({ lines, isGap, isInside, open }: Progress, languageId: string): Verdict {
  const last = lines.at(-1);
  if (last === undefined || isInString(open)) return "goes_on";
  if (isGap) return "before";
  const isComplete = depthOf(open) === 0 && !isInside && !opensBlock(last, languageId);
  return isComplete && !isCommentLine(last, languageId) ? "before" : "goes_on";
}

function judge(
  line: string,
  so: Progress,
  brackets: ReturnType<typeof scanBrackets>,
  languageId: string,
): Verdict {
  const isFirst = so.lines.length === 0;
  if (isInString(so.open)) return so.lines.length + 1 >= maxLines ? "with" : "goes_on";
  const width = indentWidth(line);
  const isClosing = closesBlock(line);
  const closesOuter = brackets.unmatched.some(({ isOuter }) => isOuter);
  const depth = depthOf(brackets.open);
  if (!isFirst && width < so.base) return isClosing && closesOwn(so, depth) ? "with" : "before";
  if (closesOuter) return isClosing && !isFirst ? "before" : "with";
  if (!isFirst && width === so.base && depthOf(so.open) === 0) {
    if (isClosing) return "with";
    if (so.isInside && !continuesBlock(line)) return "before";
    if (startsDeclaration(line, so, languageId)) return "before";
  }
  const closedBlock = !isFirst && width <= so.base && depthOf(so.open) > 0 && depth === 0;
  if (closedBlock && !opensBlock(line, languageId)) return "with";
  return so.lines.length + 1 >= maxLines ? "with" : "goes_on";
}

/** Whether a closing line closes something that the piece, or the cursor's line, had opened. */
function closesOwn({ open }: Progress, depth: number): boolean {
  return depthOf(open) > depth;
}

const declaration =
  /^(?:export|async|function|class|interface|type|enum|def|func|fn|pub|impl|struct|trait|module|namespace|public|private|protected)\b/;

/** A declaration at the margin starts something else, unless a comment or a decorator has announced it. */
function startsDeclaration(line: string, { base, lines }: Progress, languageId: string): boolean {
  const last = lines.at(-1) ?? "";
  if (base > 0 || !declaration.test(line)) return false;
  return !/^\s*(?:@|#\[)/.test(last) && !isCommentLine(last, languageId);
}

/** In a string over several lines, where indentation means nothing. */
function isInString(open: readonly string[]): boolean {
  const top = open.at(-1);
  return isVerbatim(top) && top !== "*/" && top !== "\n";
}
