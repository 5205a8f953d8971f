// How foreign text stands in a prompt: fenced so that nothing inside can close the fence, and names on one line. Knows
// nothing of what the text is.

import { material } from "./material.ts";

/** No run of backticks inside can close the fence (CommonMark 0.31, section 4.5). */
export function fence(code: string, languageId: string): string {
  const ticks = "`".repeat(longestRun(code) + 1);
  const info = languageId.replace(/[^\w+#.-]/g, "");
  return `${ticks}${info}\n${code}${code === "" || code.endsWith("\n") ? "" : "\n"}${ticks}`;
}

/** For headings and lists: a name may hold anything, also line ends. */
export function oneLine(text: string): string {
  return material(text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, " ").trim());
}

function longestRun(code: string): number {
  let longest = 2;
  for (const [run] of code.matchAll(/`{3,}/g)) longest = Math.max(longest, run.length);
  return longest;
}
