// Drops what says nothing: rulers, dots and comment marks without a comment. Brackets, quotes, operators and terminators
// stay, for they may well be all that a line lacks.
import type { Place } from "../place.ts";
import { type Draft, dropped } from "./filter.ts";

export function dropNoise(draft: Draft, { linePrefix }: Place): Draft {
  const text = draft.text.trim();
  // Behind the start of a ruler its rest is what one wants.
  const isRuler =
    /^(?:([-=*_#/\\.~+])\1{2,}|[.…]+)$/.test(text) && !/([-=*_#/~+])\1$/.test(linePrefix);
  const isEmptyComment = /^(?:\/\/+|\/\*+|#+|<!--|--)$/.test(text) && linePrefix.trim() === "";
  return isEmptyComment || (isRuler && !/^\.{3}$/.test(text)) ? dropped : draft;
}
