// Takes the commit message out of an answer. Pure.

import { codeBlocks } from "../../core/edit/code-blocks.ts";
import { spokenLines } from "../../core/edit/spoken.ts";

/** Undefined when the answer holds none, or only the beginning of one. */
export function commitMessageIn(answer: string): string | undefined {
  const [block] = codeBlocks(spokenLines(answer).lines.join("\n"));
  if (block === undefined || !block.isClosed) return undefined;
  const message = block.code
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .trim();
  return message === "" ? undefined : message;
}
