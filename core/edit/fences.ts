// Reads one line as the fence of a Markdown code block (CommonMark 0.31, section 4.5), indented as deep as it likes.
import { indentOf } from "./lines.ts";

/** `mark` is the whole run of backticks or tildes, `info` what stands after it. */
export type Fence = { indent: string; mark: string; info: string };

export function readFence(line: string): Fence | undefined {
  const indent = indentOf(line);
  const character = line[indent.length];
  if (character !== "`" && character !== "~") return undefined;
  let end = indent.length;
  while (line[end] === character) end += 1;
  const mark = line.slice(indent.length, end);
  const info = line.slice(end).trim();
  // Backticks further on make it code within a sentence.
  return mark.length < 3 || (character === "`" && info.includes("`"))
    ? undefined
    : { indent, mark, info };
}

export function doesClose(fence: Fence, opening: Fence): boolean {
  return (
    fence.info === "" &&
    fence.mark.startsWith(opening.mark) &&
    fence.indent.length <= Math.max(3, opening.indent.length)
  );
}
