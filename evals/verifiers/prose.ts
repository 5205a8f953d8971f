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
  "e.g i.e vs cf approx fig eq dr mr mrs ms prof st dept z.b d.h u.a bzw ca nr sog mio mrd inkl evtl ggf vgl bspw".split(
    " ",
  ),
);
/** Often the last word of a sentence: they end it where a word with one capital follows. */
const oftenLast = new Set("etc usw al inc ltd co est no a.m p.m".split(" "));
/** Of German: no other language asked for writes a full stop behind the day. */
const monthAhead =
  /^\s(?:Januar|Februar|März|April|Mai|Juni|Juli|August|(?:Sept|Nov)ember|Oktober|Dezember)(?!\p{L})/u;

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
    if (end[0] === "." && isWithin(said.slice(-20), chunk.slice(end.index + 1, end.index + 21)))
      continue;
    if (/[\p{L}\p{N}]/u.test(said)) count += 1;
    from = end.index + end[0].length;
  }
  return count + (/[\p{L}\p{N}]/u.test(chunk.slice(from)) ? 1 : 0);
}

/** The full stop between these ends no sentence: it belongs to an abbreviation, an initial or a number in a row. */
function isWithin(before: string, behind: string): boolean {
  const last = /[\p{L}.]+$/u.exec(before)?.[0] ?? "";
  if (abbreviations.has(last.toLowerCase()) || /^\p{Lu}$/u.test(last)) return true;
  if (oftenLast.has(last.toLowerCase())) return !/^\s+\p{Lu}(?!\p{Lu})/u.test(behind);
  // `z. B.`, `d. h.`: the name of a variable may well be a sentence's last word.
  if (/^\p{Ll}$/u.test(last))
    return /(?<!\p{L})\p{L}\.\s\p{Ll}$/u.test(before) || /^\s\p{L}\./u.test(behind);
  // `1. Mai`, `2. und 3.`
  return (
    /(?<![\d.,])\d{1,2}$/.test(before) && (monthAhead.test(behind) || /^\s\p{Ll}/u.test(behind))
  );
}

/** Where a word or phrase stands by itself, whatever its case. */
export function occurrences(text: string, phrase: string): number {
  const escaped = phrase.trim().split(/\s+/).map(escapePattern).join("\\s+");
  const whole = new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, "giu");
  return text.match(whole)?.length ?? 0;
}
