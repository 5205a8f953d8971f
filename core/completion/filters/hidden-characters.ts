// Cuts an answer at the first character that nobody can see: direction controls, which make code read otherwise than it
// runs (CVE-2021-42574), zero-width characters, tags, and what breaks special tokens up. What is taken by Tab must have been
// seen. Joiners and variation selectors stay, for emoji and many scripts are made of them.
import { breaker } from "../fim/neutralise.ts";
import type { Place } from "../place/place.ts";
import { cutAt, type Draft } from "./filter.ts";

export function cutHiddenCharacters(draft: Draft, { cursor }: Place): Draft {
  for (const { 0: character, index } of draft.text.matchAll(hidden)) {
    // Somebody who writes with them has them in the file.
    const isOfDocument = cursor.prefix.includes(character) || cursor.suffix.includes(character);
    if (!isOfDocument) return cutAt(draft, index);
  }
  return draft;
}

const hidden = new RegExp(
  `[\\u00ad\\u061c\\u115f\\u1160\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}${breaker}]`,
  "gu",
);
