// What is said where something was left out on purpose: how many files, and what to do to send one all the same.

import { plural } from "../../words.ts";

/** Empty for none. */
export function secretsLeftOut(count: number): string {
  if (count === 0) return "";
  return plural(count, [
    "{0} file that usually holds secrets was left out; mention it by name to send it.",
    "{0} files that usually hold secrets were left out; mention one by name to send it.",
  ]);
}

/** Empty for none. */
export function tooLargeLeftOut(count: number): string {
  if (count === 0) return "";
  return plural(count, [
    "{0} file was left out because its changes are too large; select the part that matters.",
    "{0} files were left out because their changes are too large; select the part that matters.",
  ]);
}

export function joined(...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
