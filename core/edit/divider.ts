// Divides the content of an edit block into what is searched and what replaces it. Where the content itself holds lines
// that look like the divider (merge conflicts, headings of Markdown), every division that makes sense is kept.
import { dividerLength } from "./marks.ts";

export type Reading = { search: string[]; replace: string[] };

/** `isPartial`: more of the replacement is to come, so only the search has to make sense yet. */
export function readings(
  body: readonly string[],
  markLength: number,
  isPartial: boolean,
): Reading[] {
  const lengths = body.map(dividerLength);
  const isDivider = lengths.includes(markLength)
    ? (length: number | undefined) => length === markLength
    : (length: number | undefined) => length !== undefined;
  const places = lengths.flatMap((length, index) => (isDivider(length) ? [index] : []));
  if (places.length > maxDividers) return [];
  const all = places.map((place) => ({
    search: body.slice(0, place),
    replace: body.slice(place + 1),
  }));
  if (all.length === 1 && !isPartial) return all;
  const sound = all.filter(({ search, replace }) => {
    const searched = conflictMarks(search);
    const replaced = conflictMarks(replace);
    if (isPartial) return searched.isWhole;
    // A division that brings a new divider into the file is not what anyone meant.
    return searched.isWhole && replaced.isWhole && replaced.loose <= searched.loose;
  });
  const kept = sound.length > 0 || isPartial ? sound : all;
  return kept.length > maxReadings ? [] : kept;
}

/** A block with more lines like dividers, or more divisions that make sense, is given up. */
const maxDividers = 64;
const maxReadings = 8;

/** Whether every merge conflict that begins also ends, and how many dividers stand outside of conflicts. */
function conflictMarks(lines: readonly string[]): { isWhole: boolean; loose: number } {
  let loose = 0;
  let state: "outside" | "ours" | "theirs" = "outside";
  for (const line of lines) {
    if (/^<{7}(?:\s|$)/.test(line)) {
      if (state !== "outside") return { isWhole: false, loose };
      state = "ours";
    } else if (/^>{7}(?:\s|$)/.test(line)) {
      if (state !== "theirs") return { isWhole: false, loose };
      state = "outside";
    } else if (dividerLength(line) !== undefined) {
      if (state === "ours") state = "theirs";
      else loose += 1;
    }
  }
  return { isWhole: state === "outside", loose };
}
