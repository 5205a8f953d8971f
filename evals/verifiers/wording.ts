// Verifiers of words and characters.
import * as z from "zod";
import { proseOf } from "./markdown.ts";
import { occurrences } from "./prose.ts";
import { counted, outcome, verifier } from "./verifier.ts";

export const keywordCount = verifier({
  arguments: { word: z.string().min(1), count: z.int().positive() },
  describe: ({ word, count }) => `“${word}” as a word of its own exactly ${counted(count, "time")}`,
  check(text, { word, count }) {
    const found = occurrences(text, word);
    return outcome(found === count, counted(found, "time"));
  },
});

export const forbiddenWords = verifier({
  arguments: { words: z.array(z.string().min(1)).min(1) },
  describe: ({ words }) => `none of these words: ${words.join(", ")}`,
  check(text, { words }) {
    const used = words.filter((word) => occurrences(text, word) > 0);
    return outcome(used.length === 0, used.join(", ") || "none of them");
  },
});

export const startsWith = verifier({
  arguments: { text: z.string().min(1) },
  describe: (wanted) => `starts with “${wanted.text}”`,
  check: (text, wanted) => outcome(text.startsWith(wanted.text), text.slice(0, 80)),
});

export const endsWith = verifier({
  arguments: { text: z.string().min(1) },
  describe: (wanted) => `ends with “${wanted.text}”`,
  check: (text, wanted) => outcome(text.endsWith(wanted.text), text.slice(-80)),
});

export const lowercase = verifier({
  arguments: {},
  describe: () => "no capital letters outside code",
  check(text) {
    const found = /[\p{L}\p{N}'’]{0,40}[\p{Lu}\p{Lt}][\p{L}\p{N}'’]{0,40}/u.exec(proseOf(text));
    return outcome(found === null, found?.[0] ?? "no capital letter");
  },
});

export const noCommas = verifier({
  arguments: {},
  describe: () => "no commas outside code",
  check(text) {
    const count = proseOf(text).match(/[,，、،]/g)?.length ?? 0;
    return outcome(count === 0, counted(count, "comma"));
  },
});

export const placeholders = verifier({
  arguments: { min: z.int().positive() },
  describe: ({ min }) => `at least ${min} different placeholders such as [SERVICE_NAME]`,
  check(text, { min }) {
    // A link's text is none.
    const found = new Set(text.match(/\[[A-Z][A-Z0-9_ -]{0,60}\](?!\()/g) ?? []);
    return outcome(found.size >= min, [...found].slice(0, 20).join(" ") || "no placeholders");
  },
});
