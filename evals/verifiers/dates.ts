// Verifier of dates: all of them as ISO 8601 writes them.
import * as z from "zod";
import { outcome, verifier } from "./verifier.ts";

const months =
  "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?";
/** Capitals tell them from words: “version 2.8 may fail”. */
const month = `(?:${months}|${months.toUpperCase()})`;
/** With dots, versions look like dates that have no four digits of a year. */
const other = new RegExp(
  [
    "(?<![\\d.])\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?\\d{4}(?![\\d.])",
    "(?<![\\d/])\\d{1,2}/\\d{1,2}/(?:\\d{4}|\\d{2})(?![\\d/])",
    "(?<![\\d/.-])\\d{4}/\\d{1,2}/\\d{1,2}(?![\\d/])",
    "(?<![\\d/.-])\\d{4}\\.\\d{2}\\.\\d{2}(?![\\d.])",
    "(?<![\\d-])\\d{1,2}-\\d{1,2}-\\d{4}(?![\\d-])",
    `\\b${month}\\.?\\s\\d{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)?(?:,?\\s\\d{4})?\\b`,
    `(?<![\\w.])\\d{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)?\\.?(?:\\sof)?\\s${month}\\b`,
  ].join("|"),
);

export const isoDates = verifier({
  arguments: { min: z.int().positive().optional() },
  describe: ({ min = 1 }) => `at least ${min} dates, all written as YYYY-MM-DD`,
  check(text, { min = 1 }) {
    const dates = text.match(/(?<![\d-])\d{4}-\d{1,2}-\d{1,2}(?![\d-])/g) ?? [];
    const wrong = dates.find((date) => !isDate(date)) ?? other.exec(text)?.[0];
    if (wrong !== undefined) return outcome(false, wrong);
    return outcome(dates.length >= min, `${dates.length} dates`);
  },
});

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return text.length === 10 && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
