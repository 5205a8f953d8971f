// Finds the regular expression of a reply and takes the delimiters of a literal off it. Compiles nothing.
import type { Block } from "./fences.ts";
import type { Picked } from "./picked.ts";
import { isRefusal } from "./refusal.ts";

const tags = new Set(["regex", "regexp", "re", "pcre"]);

/** The last block tagged regex, else the last block, else a reply of one line. */
export function pickPattern(said: string, blocks: readonly Block[]): Picked {
  const block = blocks.findLast(({ tag }) => tags.has(tag)) ?? blocks.at(-1);
  if (block !== undefined) {
    const lines = linesOf(block.text);
    if (lines.length !== 1) return { reason: "The block does not hold one line with a pattern." };
    return { text: bare(lines[0] ?? "", block.tag), extraction: "fenced" };
  }
  const lines = linesOf(said);
  if (lines.length !== 1 || isRefusal(said)) {
    return { reason: "The answer is neither a block nor one line with a pattern." };
  }
  const line = (lines[0] ?? "").trim();
  const quoted = /^`+([^`]+)`+$/.exec(line)?.[1];
  return { text: bare(quoted ?? line, ""), extraction: "whole" };
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== "");
}

/**
 * `/…/flags` without its delimiters, which only a text without another bare slash can be, and Python's `r"…"` where the
 * block says that it is Python.
 */
function bare(pattern: string, tag: string): string {
  const literal = /^\s*\/((?:[^/\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+)\/[a-z]*;?\s*$/.exec(pattern)?.[1];
  if (literal !== undefined) return literal;
  if (tag !== "python" && tag !== "py") return pattern;
  return /^\s*r(["'])((?:(?!\1)[^\\]|\\.)*)\1\s*$/.exec(pattern)?.[2] ?? pattern;
}
