// Finds the fenced code blocks of a Markdown answer, also those inside list items, which models indent as they like.
// Knows nothing of edits.
import { doesClose, type Fence, readFence } from "./fences.ts";

export type CodeBlock = { language: string; code: string; isClosed: boolean };

export function codeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { fence: Fence; lines: string[] } | undefined;
  for (const line of markdown.split("\n")) {
    const fence = readFence(line);
    if (open === undefined) {
      if (fence !== undefined) open = { fence, lines: [] };
    } else if (fence !== undefined && doesClose(fence, open.fence)) {
      blocks.push(blockOf(open.fence, open.lines, true));
      open = undefined;
    } else open.lines.push(withoutIndent(line, open.fence.indent));
  }
  if (open !== undefined) blocks.push(blockOf(open.fence, open.lines, false));
  return blocks;
}

function blockOf(fence: Fence, lines: readonly string[], isClosed: boolean): CodeBlock {
  const [language = ""] = fence.info.split(/\s/, 1);
  return { language, code: lines.length === 0 ? "" : `${lines.join("\n")}\n`, isClosed };
}

/** Takes off as much of the fence's indentation as the line has. */
function withoutIndent(line: string, indent: string): string {
  let length = 0;
  while (length < indent.length && line[length] === indent[length]) length += 1;
  return line.slice(length);
}
