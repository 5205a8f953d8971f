// Verifiers that count words, sentences, paragraphs and lines.
import * as z from "zod";
import { paragraphsOf } from "./markdown.ts";
import { sentenceCount, wordsOf } from "./prose.ts";
import { counted, outcome, range, rangeInWords, verifier, within } from "./verifier.ts";

export const wordRange = verifier({
  arguments: range,
  describe: (wanted) => `${rangeInWords(wanted)} words outside code blocks`,
  check(text, wanted) {
    const count = wordsOf(text).length;
    return outcome(within(count, wanted), counted(count, "word"));
  },
});

export const sentences = verifier({
  arguments: range,
  describe: (wanted) => `${rangeInWords(wanted)} sentences`,
  check(text, wanted) {
    const count = sentenceCount(text);
    return outcome(within(count, wanted), counted(count, "sentence"));
  },
});

export const paragraphs = verifier({
  arguments: range,
  describe: (wanted) => `${rangeInWords(wanted)} paragraphs, parted by blank lines`,
  check(text, wanted) {
    const count = paragraphsOf(text).length;
    return outcome(within(count, wanted), counted(count, "paragraph"));
  },
});

export const lines = verifier({
  arguments: range,
  describe: (wanted) => `${rangeInWords(wanted)} lines that are not blank`,
  check(text, wanted) {
    const count = text.split("\n").filter((line) => line.trim() !== "").length;
    return outcome(within(count, wanted), counted(count, "line"));
  },
});

export const lineWidth = verifier({
  arguments: { max: z.int().positive() },
  describe: ({ max }) => `no line longer than ${max} characters`,
  check(text, { max }) {
    const widths = text.split("\n").map((line) => widthOf(line.replace(/\r$/, "")));
    const longest = widths.reduce((most, width) => Math.max(most, width), 0);
    const at = widths.indexOf(longest) + 1;
    return outcome(longest <= max, `line ${at} has ${counted(longest, "character")}`);
  },
});

/** In characters, not in UTF-16 units. */
function widthOf(line: string): number {
  let width = 0;
  for (const _ of line) width += 1;
  return width;
}
