// Finds the JSON of a reply. Whether it is what was asked for is the grader's business.
import type { Block } from "./fences.ts";
import type { Picked } from "./picked.ts";

const tags = new Set(["json", "jsonc", "json5"]);

/** The whole reply if it is JSON, else the last block tagged so, else the last object or list anywhere in it. */
export function pickJson(said: string, blocks: readonly Block[]): Picked {
  const whole = said.trim();
  if (parses(whole)) return { text: whole, extraction: "whole" };
  const tagged = blocks.findLast(({ tag }) => tags.has(tag));
  if (tagged !== undefined) return { text: tagged.text.trim(), extraction: "fenced" };
  const untagged = blocks.findLast(({ tag, text }) => tag === "" && /^\s*[{[]/.test(text));
  if (untagged !== undefined) return { text: untagged.text.trim(), extraction: "fenced" };
  const last = lastBalanced(said);
  if (last !== undefined) return { text: last, extraction: "fallback" };
  return { reason: "The answer holds no JSON." };
}

/** Closing brackets without an opening one before them; each costs a look at everything before it. */
const maxStray = 8;

/** Balanced pieces that are no JSON: after so many the reply is code or prose. */
const maxFailures = 200;

/** The last object that parses and lies in nothing else that does; a list where there is no object. */
function lastBalanced(text: string): string | undefined {
  let list: string | undefined;
  let stray = 0;
  let failures = 0;
  let at = text.length - 1;
  while (at >= 0 && stray < maxStray && failures < maxFailures) {
    const bracket = text[at];
    if (bracket !== "}" && bracket !== "]") {
      at -= 1;
      continue;
    }
    const start = openingOf(text, at);
    if (start === undefined) {
      stray += 1;
      at -= 1;
      continue;
    }
    const found = text.slice(start, at + 1);
    if (parses(found)) {
      if (bracket === "}") return found;
      list ??= found;
    } else {
      failures += 1;
    }
    at = start - 1;
  }
  return list;
}

/** Where the bracket that `end` closes was opened, strings skipped. */
function openingOf(text: string, end: number): number | undefined {
  let depth = 0;
  let isString = false;
  for (let at = end; at >= 0; at -= 1) {
    const character = text[at];
    if (character === '"' && !isEscaped(text, at)) isString = !isString;
    else if (isString) continue;
    else if (character === "}" || character === "]") depth += 1;
    else if (character === "{" || character === "[") {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return undefined;
}

function isEscaped(text: string, quote: number): boolean {
  let before = quote - 1;
  while (text[before] === "\\") before -= 1;
  return (quote - before) % 2 === 0;
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
