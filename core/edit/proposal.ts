// Turns a model's answer into a proposed change of a snapshot, or into a refusal that says why. Nothing here is
// "close enough": the proposal is the snapshot's own text with exactly the selected lines replaced.
import type { FinishReason } from "../model/answer.ts";
import { codeBlocks } from "./code-blocks.ts";
import { type Hunk, lineHunks } from "./hunks.ts";
import { indentOf } from "./lines.ts";
import { isAbbreviated } from "./placeholder.ts";
import { type Snapshot, selectedText } from "./snapshot.ts";
import { spokenLines } from "./spoken.ts";

export type Proposal = {
  isRefused: false;
  /** The whole document as it would be after accepting. */
  text: string;
  /** What stands in place of the snapshot's range. */
  replacement: string;
  hunks: Hunk[];
};

export type RefusalReason =
  | "no_code_block"
  | "several_code_blocks"
  | "truncated"
  | "abbreviated"
  | "unchanged";

export type Refusal = { isRefused: true; reason: RefusalReason; message: string };

/** Constant, so that whoever shows them can translate. */
export const refusals: Readonly<Record<RefusalReason, string>> = {
  no_code_block: "The model proposed no change.",
  several_code_blocks:
    "The answer holds several code blocks, so it is not clear which one replaces the selection.",
  truncated: "The answer ended before its code block was complete.",
  abbreviated: "The proposed code leaves parts of the selection out.",
  unchanged: "The proposed code is the same as the selected code.",
};

/**
 * Reads the answer to a request for code as a replacement of the snapshot's lines. A snapshot of nothing, as
 * `snapshotInsertion` makes it, gets the code as new lines above the one it stands at.
 */
export function proposeReplacement(
  snapshot: Snapshot,
  answer: string,
  finishReason: FinishReason,
): Proposal | Refusal {
  const blocks = codeBlocks(spokenLines(answer).lines.join("\n"));
  if (finishReason === "length" || blocks.some((block) => !block.isClosed))
    return refuse("truncated");
  const [block, ...others] = blocks;
  if (block === undefined) return refuse("no_code_block");
  if (others.length > 0) return refuse("several_code_blocks");

  const original = selectedText(snapshot);
  const replacement = replacementBy(snapshot, block.code);
  if (isAbbreviated(replacement, original)) return refuse("abbreviated");
  if (replacement === original) return refuse("unchanged");
  const text = withReplacement(snapshot, replacement);
  return { isRefused: false, text, replacement, hunks: lineHunks(snapshot.text, text) };
}

/**
 * The whole text while the answer is still coming: the code so far stands in place of the first lines, and the rest of
 * them stands until it is reached. Undefined before the first line of code.
 */
export function partialReplacement(snapshot: Snapshot, answerSoFar: string): string | undefined {
  const complete = answerSoFar.slice(0, answerSoFar.lastIndexOf("\n") + 1);
  const [block] = codeBlocks(spokenLines(complete).lines.join("\n"));
  if (block === undefined || block.code === "") return undefined;
  const replacement = replacementBy(snapshot, block.code);
  if (block.isClosed) return withReplacement(snapshot, replacement);
  const rest = linesOf(selectedText(snapshot)).slice(linesOf(block.code).length - 1);
  const lineEnding = lineEndingOf(snapshot.text);
  return withReplacement(snapshot, [replacement, ...rest].join(lineEnding));
}

function withReplacement({ text, startOffset, endOffset }: Snapshot, replacement: string): string {
  return text.slice(0, startOffset) + replacement + text.slice(endOffset);
}

function replacementBy(snapshot: Snapshot, code: string): string {
  const lineEnding = lineEndingOf(snapshot.text);
  const replacement = inLineEndings(indentFor(snapshot, withoutLastNewline(code)), lineEnding);
  return isAboveLine(snapshot) && replacement !== "" ? replacement + lineEnding : replacement;
}

/** New lines above a line, and not in place of an empty one. */
function isAboveLine({ text, startOffset, endOffset }: Snapshot): boolean {
  return startOffset === endOffset && /^\r?[^\r\n]/.test(text.slice(startOffset, startOffset + 2));
}

function refuse(reason: RefusalReason): Refusal {
  return { isRefused: true, reason, message: refusals[reason] };
}

function lineEndingOf(text: string): "\r\n" | "\n" {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

function inLineEndings(text: string, lineEnding: string): string {
  return text.replace(/\r?\n/g, lineEnding);
}

function withoutLastNewline(text: string): string {
  return text.replace(/\r?\n$/, "");
}

function indentFor(snapshot: Snapshot, code: string): string {
  const original = selectedText(snapshot);
  if (original.trim() !== "") return indentLike(original, code);
  const wanted = original === "" ? indentAround(snapshot) : original;
  return commonIndent(code) === "" ? indented(code, wanted) : code;
}

/** The indentation that the lines around agree on; none when they do not. */
function indentAround({ text, startOffset, endOffset }: Snapshot): string {
  const isInked = (line: string) => line.trim() !== "";
  const above = linesOf(text.slice(0, startOffset)).findLast(isInked);
  const below = linesOf(text.slice(endOffset)).find(isInked);
  if (above === undefined || below === undefined) return "";
  return indentOf(above) === indentOf(below) ? indentOf(above) : "";
}

function indented(code: string, indent: string): string {
  return code.replace(/(^|\n)(?=[^\r\n])/g, `$1${indent}`);
}

/**
 * Models often return a nested block flush left: give it back the indentation the selection had as a whole, unless
 * more of its lines stand where they stood without it, as when only an added line begins at the margin.
 */
function indentLike(original: string, replacement: string): string {
  const wanted = commonIndent(original);
  const given = commonIndent(replacement);
  if (wanted === given || !wanted.startsWith(given)) return replacement;
  const moved = indented(replacement, wanted.slice(given.length));
  return linesKept(original, replacement) > linesKept(original, moved) ? replacement : moved;
}

function linesKept(original: string, replacement: string): number {
  const before = new Set(linesOf(original));
  return linesOf(replacement).filter((line) => line.trim() !== "" && before.has(line)).length;
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}

function commonIndent(text: string): string {
  const indents = linesOf(text)
    .filter((line) => line.trim() !== "")
    .map(indentOf);
  return indents.reduce((common, indent) => {
    let length = 0;
    while (length < common.length && common[length] === indent[length]) length += 1;
    return common.slice(0, length);
  }, indents[0] ?? "");
}
