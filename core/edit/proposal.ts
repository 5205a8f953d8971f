// Turns a model's answer into a proposed change of a snapshot, or into a refusal that says why. Nothing here is
// "close enough": the proposal is the snapshot's own text with exactly the selected lines replaced.
import type { FinishReason } from "../model/answer.ts";
import { codeBlocks } from "./code-blocks.ts";
import { type Hunk, lineHunks } from "./hunks.ts";
import { type Snapshot, selectedText } from "./snapshot.ts";

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

const refusals: Record<RefusalReason, string> = {
  no_code_block: "The model proposed no change.",
  several_code_blocks:
    "The answer holds several code blocks, so it is not clear which one replaces the selection.",
  truncated: "The answer ended before its code block was complete.",
  abbreviated: "The proposed code leaves parts of the selection out.",
  unchanged: "The proposed code is the same as the selected code.",
};

/** Reads the answer to a fix request as a replacement of the snapshot's selected lines. */
export function proposeReplacement(
  snapshot: Snapshot,
  answer: string,
  finishReason: FinishReason,
): Proposal | Refusal {
  const blocks = codeBlocks(answer);
  if (finishReason === "length" || blocks.some((block) => !block.isClosed))
    return refuse("truncated");
  const [block, ...others] = blocks;
  if (block === undefined) return refuse("no_code_block");
  if (others.length > 0) return refuse("several_code_blocks");

  const original = selectedText(snapshot);
  const replacement = inLineEndings(
    indentLike(original, withoutLastNewline(block.code)),
    lineEndingOf(snapshot.text),
  );
  if (isAbbreviated(replacement, original)) return refuse("abbreviated");
  if (replacement === original) return refuse("unchanged");
  const text =
    snapshot.text.slice(0, snapshot.startOffset) +
    replacement +
    snapshot.text.slice(snapshot.endOffset);
  return { isRefused: false, text, replacement, hunks: lineHunks(snapshot.text, text) };
}

/** True when the proposal still applies: an edit applies only to the text it was computed from. */
export function stillApplies(snapshot: Snapshot, currentText: string): boolean {
  return snapshot.text === currentText;
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

/**
 * Models often return a nested block flush left: give it back the indentation the selection had as a whole, unless
 * more of its lines stand where they stood without it, as when only an added line begins at the margin.
 */
function indentLike(original: string, replacement: string): string {
  const wanted = commonIndent(original);
  const given = commonIndent(replacement);
  if (wanted === given || !wanted.startsWith(given)) return replacement;
  const indented = replacement.replace(/(^|\n)(?=[^\r\n])/g, `$1${wanted.slice(given.length)}`);
  return linesKept(original, replacement) > linesKept(original, indented) ? replacement : indented;
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
    .map((line) => /^[ \t]*/.exec(line)?.[0] ?? "");
  return indents.reduce((common, indent) => {
    let length = 0;
    while (length < common.length && common[length] === indent[length]) length += 1;
    return common.slice(0, length);
  }, indents[0] ?? "");
}

/** A line that stands for others, such as `// ... rest of the code`, and that the original does not hold. */
function isAbbreviated(replacement: string, original: string): boolean {
  const inOriginal = new Set(linesOf(original));
  return linesOf(replacement).some((line) => isPlaceholder(line) && !inOriginal.has(line));
}

const comment = /^\s*(?:\/\/|#|--|\/\*|<!--|%|;)\s*(.*)$/;
const dots = /^(?:\.{3}|…)/;
const restOfCode =
  /^(?:the )?(?:rest of (?:the )?|remaining |existing |other )(?:code|function|method|class|file|body|implementation|lines)(?: (?:is |are |stays? |remains? )?(?:unchanged|the same|as before|here))?\W*$/i;

function isPlaceholder(line: string): boolean {
  const words = comment.exec(line)?.[1];
  return words !== undefined && (dots.test(words) || restOfCode.test(words));
}
