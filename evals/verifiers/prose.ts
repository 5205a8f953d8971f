// Words and sentences of a reply. Fenced code is no prose.
import { escapePattern } from "./escape-pattern.ts";
import { headingOf, isRule, listItemOf, proseOf, readMarkdown } from "./markdown.ts";

const word = /[\p{L}\p{N}]+(?:['’_.-][\p{L}\p{N}]+)*/gu;

/** Letters and digits, joined by hyphens, apostrophes, underscores and single dots; code spans count as their words. */
export function wordsOf(text: string): string[] {
  const lines = readMarkdown(text).lines.map((line) => line ?? "");
  return lines.join("\n").match(word) ?? [];
}

/** Words behind which a full stop ends no sentence. */
const abbreviations = new Set(
  "e.g i.e etc vs cf approx no fig eq al dr mr mrs ms prof st inc ltd co dept est z.b d.h bzw usw ca".split(
    " ",
  ),
);

/**
 * How many sentences there are: text up to `.`, `!`, `?` or `…` with a blank or the end behind it. A list item or a
 * paragraph that ends otherwise is one as well; headings, rules and table rows are none.
 */
export function sentenceCount(text: string): number {
  return chunksOf(proseOf(text)).reduce((sum, chunk) => sum + sentencesIn(chunk), 0);
}

function chunksOf(prose: string): string[] {
  const chunks: string[][] = [[]];
  for (const line of prose.split("\n")) {
    const isApart = headingOf(line) !== undefined || isRule(line) || /^\s*\|/.test(line);
    if (line.trim() === "" || isApart) chunks.push([]);
    else if (listItemOf(line) !== undefined) chunks.push([line.replace(/^[ \t]*\S+[ \t]+/, "")]);
    else chunks.at(-1)?.push(line);
  }
  return chunks.map((lines) => lines.join(" "));
}

function sentencesIn(chunk: string): number {
  let count = 0;
  let from = 0;
  for (const end of chunk.matchAll(/(?<![.!?…。！？])[.!?…。！？]+[)\]"'”’*_]*(?=\s|$)/gu)) {
    const said = chunk.slice(from, end.index);
    if (end[0].startsWith(".") && end[0].length === 1 && isAbbreviated(said)) continue;
    if (/[\p{L}\p{N}]/u.test(said)) count += 1;
    from = end.index + end[0].length;
  }
  return count + (/[\p{L}\p{N}]/u.test(chunk.slice(from)) ? 1 : 0);
}

/** The last word is an abbreviation or the initial of a name. */
function isAbbreviated(said: string): boolean {
  const last = /[\p{L}.]+$/u.exec(said.slice(-20))?.[0] ?? "";
  return abbreviations.has(last.toLowerCase()) || /^\p{Lu}$/u.test(last);
}

/** Where a word or phrase stands by itself, whatever its case. */
export function occurrences(text: string, phrase: string): number {
  const escaped = phrase.trim().split(/\s+/).map(escapePattern).join("\\s+");
  const whole = new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, "giu");
  return text.match(whole)?.length ?? 0;
}
