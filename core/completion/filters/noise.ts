// Drops what says nothing: rulers, dots and comment marks without a comment. Brackets, quotes, operators and terminators
// stay, for they may well be all that a line lacks.
import type { Place } from "../place/place.ts";
import { type Draft, dropped } from "./filter.ts";

export function dropNoise(draft: Draft, { linePrefix }: Place): Draft {
  const text = draft.text.trim();
  // Behind a word dots end a sentence, and behind the start of a ruler its rest is what one wants.
  if (/^[.…]+$/.test(text)) return /[\p{L}\p{N}.…]$/u.test(linePrefix) ? draft : dropped;
  if (linePrefix.trim() !== "") return draft;
  return ruler.test(text) || emptyComment.test(text) ? dropped : draft;
}

const ruler = /^([-=*_#/\\~+])\1{2,}$/;
const emptyComment = /^(?:\/\/+|\/\*+|#+|<!--|--)$/;
