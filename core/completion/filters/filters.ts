// The post-filters in the order in which they run. Adding behaviour is one file and one line here.
import type { Place } from "../place/place.ts";
import { normaliseCharacters } from "./characters.ts";
import { cutToExtent } from "./extent.ts";
import { dropFences } from "./fences.ts";
import { type Draft, dropped, type Filter } from "./filter.ts";
import { cutFollowingLines } from "./following-lines.ts";
import { cutHiddenCharacters } from "./hidden-characters.ts";
import { cutLaterClosers } from "./later-closers.ts";
import { cutDoubledSpace } from "./leading-space.ts";
import { cutRepeatedLineHead } from "./line-head.ts";
import { cutLoops } from "./loops.ts";
import { dropNoChange } from "./no-change.ts";
import { dropNoise } from "./noise.ts";
import { dropProse } from "./prose.ts";
import { cutRepeatedLines } from "./repeated-lines.ts";
import { coverSameLineClosers } from "./same-line-closers.ts";
import { cutSpecialTokens } from "./special-tokens.ts";
import { cutTrailingSpace } from "./trailing-space.ts";

export const filters: readonly { name: string; apply: Filter }[] = [
  // First, because all others count on whole characters and `\n`.
  { name: "characters", apply: normaliseCharacters },
  // Nothing is offered behind what nobody can see.
  { name: "hidden-characters", apply: cutHiddenCharacters },
  // Behind a special token another text begins, which none of the others should see.
  { name: "special-tokens", apply: cutSpecialTokens },
  // Is it code at all? Asked while the answer still begins as the model began it.
  { name: "fences", apply: dropFences },
  { name: "prose", apply: dropProse },
  // Does it begin at the cursor? The head first: what follows it may begin with a space that is doubled.
  { name: "line-head", apply: cutRepeatedLineHead },
  { name: "leading-space", apply: cutDoubledSpace },
  // From here on the text stands where it belongs, so it can be read as lines of the document.
  { name: "extent", apply: cutToExtent },
  { name: "repeated-lines", apply: cutRepeatedLines },
  { name: "loops", apply: cutLoops },
  // Does it end where the document goes on? From the cursor outwards: its own line, blocks that end below, the next line.
  { name: "same-line-closers", apply: coverSameLineClosers },
  { name: "later-closers", apply: cutLaterClosers },
  { name: "following-lines", apply: cutFollowingLines },
  // Every cut may have left white space at the end.
  { name: "trailing-space", apply: cutTrailingSpace },
  // Last, because only now it is known what would be inserted.
  { name: "no-change", apply: dropNoChange },
  { name: "noise", apply: dropNoise },
];

/** What one filter did to a completion. */
export type FilterDecision = { filter: string; effect: "cut" | "changed" | "dropped" };

export type Filtered = { draft: Draft; decisions: FilterDecision[] };

/** Runs every filter on what the model wrote; stops at the first one that drops it. */
export function applyFilters(text: string, place: Place): Filtered {
  let draft: Draft = text === "" ? dropped : { text, replacesAfter: 0 };
  const decisions: FilterDecision[] = [];
  for (const { name, apply } of filters) {
    if (draft.text === "") break;
    const next = apply(draft, place);
    const effect = effectOf(draft, next);
    if (effect !== undefined) decisions.push({ filter: name, effect });
    draft = next;
  }
  return { draft, decisions };
}

function effectOf(before: Draft, after: Draft): FilterDecision["effect"] | undefined {
  if (after.text === "") return "dropped";
  if (after.text === before.text) {
    return after.replacesAfter === before.replacesAfter ? undefined : "changed";
  }
  return before.text.startsWith(after.text) ? "cut" : "changed";
}
