// Finds places in real source code whose text a model can be asked to fill in again: bodies of functions, arguments of
// calls, and blocks. It reads brackets and indentation, not a grammar, and takes only what it is sure of.

import { randomFrom, shuffled } from "../random.ts";
import { holeRules } from "./hole-rules.ts";
import { type Lexis, mask } from "./mask.ts";
import type { SourceFile } from "./source-files.ts";

export const holeKinds = ["function", "call", "block"] as const;
export type HoleKind = (typeof holeKinds)[number];

/** `text` of the file from `start` to `end` was taken out. */
export type Hole = { kind: HoleKind; start: number; end: number };

export type PunchOptions = {
  /** At most this many of each kind in a file. */
  perKind: number;
  seed: number;
};

/** What a completion can be expected to write: longer ones are cut off by design. */
const mostLines = 10;
const leastArguments = 3;
const mostArguments = 80;

/** The same holes for the same seed, kind by kind, each kind as often as the others where the file allows it. */
export function punchHoles(
  { text, languageId }: SourceFile,
  { perKind, seed }: PunchOptions,
): Hole[] {
  const lexis = lexisOf(languageId);
  if (lexis === undefined) return [];
  const masked = mask(text, lexis);
  const bodies = lexis === "python" ? indentedBodies(masked) : bracedBodies(masked, lexis);
  const holes = [...bodies, ...callsIn(masked, lexis)];
  const random = randomFrom(seed);
  return holeKinds.flatMap((kind) =>
    shuffled(
      holes.filter((hole) => hole.kind === kind),
      random,
    ).slice(0, perKind),
  );
}

function lexisOf(languageId: string): Lexis | undefined {
  return Object.hasOwn(lexes, languageId) ? lexes[languageId] : undefined;
}

const lexes: Readonly<Record<string, Lexis>> = {
  typescript: "javascript",
  typescriptreact: "javascript",
  javascript: "javascript",
  javascriptreact: "javascript",
  python: "python",
  go: "go",
  java: "java",
  csharp: "csharp",
  c: "cpp",
  cpp: "cpp",
  rust: "rust",
};

/** From behind the opening bracket at a line's end to the end of the line before the closing one. */
function bracedBodies(masked: string, lexis: Lexis): Hole[] {
  const { block, functionHead } = holeRules[lexis];
  return pairsIn(masked, "{", "}").flatMap(([open, close]): Hole[] => {
    const head = headOf(masked, open, lexis);
    const start = open + 1;
    const end = lineStart(masked, close) - 1;
    const isAlone = masked[start] === "\n" && masked.slice(end, close).trim() === "" && end > start;
    if (!isAlone || lineCount(masked.slice(start, end)) > mostLines) return [];
    if (block.test(head)) return [{ kind: "block", start, end }];
    return functionHead.test(head) ? [{ kind: "function", start, end }] : [];
  });
}

/** The line up to the bracket, with the line above it where the bracket stands alone. */
function headOf(masked: string, open: number, lexis: Lexis): string {
  const start = lineStart(masked, open);
  const head = masked.slice(start, open + 1);
  if (holeRules[lexis].hasBracketsBelow === undefined || head.trim() !== "{") return head;
  return `${masked.slice(lineStart(masked, start - 1), start).trimEnd()} {`;
}

const pythonFunction = /^\s*(?:async\s+)?def\b.*:\s*$/;
const pythonBlock = /^\s*(?:if|elif|else|for|while|with|try|except|finally|async)\b.*:\s*$/;

/** From the end of a line with a colon to the end of the last line that is indented deeper. */
function indentedBodies(masked: string): Hole[] {
  const lines = masked.split("\n");
  const offsets: number[] = [0];
  for (const line of lines) offsets.push((offsets.at(-1) ?? 0) + line.length + 1);
  return lines.flatMap((line, index) => {
    const kind = pythonFunction.test(line)
      ? "function"
      : pythonBlock.test(line)
        ? "block"
        : undefined;
    if (kind === undefined) return [];
    const last = lastLineInside(lines, index);
    const start = (offsets[index + 1] ?? 0) - 1;
    const end = (offsets[last + 1] ?? 0) - 1;
    if (last === index || last - index > mostLines) return [];
    return masked.slice(start, end).trim() === "" ? [] : [{ kind, start, end } as const];
  });
}

function lastLineInside(lines: readonly string[], head: number): number {
  const depth = indentOf(lines[head] ?? "");
  let last = head;
  for (let index = head + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line.trim() === "") continue;
    if (indentOf(line) <= depth) break;
    last = index;
  }
  return last;
}

/** Words in front of a bracket that make it no call. */
const noCall =
  /(?:^|[^\w$.])(?:if|for|while|switch|catch|function|func|return|class|def|with|in|not|and|or|await|typeof|foreach|using|lock|synchronized|fixed|match|sizeof|nameof)$/;

/** Between the brackets of a call that begins and ends on one line. */
function callsIn(masked: string, lexis: Lexis): Hole[] {
  return pairsIn(masked, "(", ")").flatMap(([open, close]) => {
    const start = open + 1;
    const length = close - start;
    const head = masked.slice(lineStart(masked, open), open);
    const tail = masked.slice(close + 1, lineEnd(masked, close));
    const isCall = /[\w$\])]$/.test(head) && !noCall.test(head);
    const { definitionHead, definitionTail } = holeRules[lexis];
    if (!isCall || definitionHead.test(head) || definitionTail.test(tail)) return [];
    const isOneLine = !masked.slice(start, close).includes("\n");
    const fits = length >= leastArguments && length <= mostArguments;
    return isOneLine && fits ? [{ kind: "call" as const, start, end: close }] : [];
  });
}

/** Matching brackets; those without a partner are left out. */
function pairsIn(masked: string, open: string, close: string): [number, number][] {
  const pairs: [number, number][] = [];
  const opened: number[] = [];
  for (let at = 0; at < masked.length; at += 1) {
    if (masked[at] === open) opened.push(at);
    if (masked[at] !== close) continue;
    const from = opened.pop();
    if (from !== undefined) pairs.push([from, at]);
  }
  return pairs.sort(([left], [right]) => left - right);
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function lineCount(body: string): number {
  return body.split("\n").length - 1;
}

function indentOf(line: string): number {
  return /^\s*/.exec(line)?.[0].length ?? 0;
}
