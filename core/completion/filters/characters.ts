// Turns what a model wrote into text as this code knows it: `\n` line ends and whole characters. An answer that was stopped
// in the middle of a character ends with half of it, or with U+FFFD where the server decoded it.
import { cutAt, type Draft } from "./filter.ts";

export function normaliseCharacters(draft: Draft): Draft {
  // A half at the start belongs to a character before the cursor and would join what stands there.
  const text = draft.text
    .replace(/^[\ufeff\udc00-\udfff]+(?<![\ud800-\udbff][\udc00-\udfff])/, "")
    .replace(/\r\n?/g, "\n");
  const broken = text.search(notText);
  return cutAt({ ...draft, text }, broken < 0 ? text.length : broken);
}

/** Halves of characters, the mark for what could not be decoded, and controls that no source file holds. */
const notText = /(?![\t\n\v\f])[\p{Cc}\p{Cs}\ufffd]/u;
