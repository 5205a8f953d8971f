// Takes a rendered user message apart again, by the headings and fences that core/chat gives it: the words before the
// material, and each piece of material with its code. What looks like a heading inside a fence is content.

export type Part = {
  /** Without its number signs, e.g. `File: src/a.ts`. */
  heading: string;
  /** Everything up to the next heading, fences and all. */
  lines: readonly string[];
  blocks: readonly Block[];
};

/** Code with `\n` line ends and without the last one. */
export type Block = { languageId: string; code: string };

export type TurnParts = { words: string; parts: readonly Part[] };

const headings =
  /^#{2,3} ((?:Selected code|Code around the selection|File|Open file|Folder|Symbol|Terminal|Image): .*|(?:Staged|Unstaged) changes|Problems the editor reports in .*)$/;

export function turnParts(userText: string): TurnParts {
  const words: string[] = [];
  const parts: { heading: string; lines: string[] }[] = [];
  let fence: string | undefined;
  for (const line of userText.replaceAll("\r\n", "\n").split("\n")) {
    const heading = fence === undefined ? headings.exec(line)?.[1] : undefined;
    if (heading !== undefined) {
      parts.push({ heading, lines: [] });
      continue;
    }
    fence = fenceAfter(fence, line);
    (parts.at(-1)?.lines ?? words).push(line);
  }
  return {
    words: words.join("\n").trim(),
    parts: parts.map((part) => ({ ...part, blocks: blocksIn(part.lines) })),
  };
}

/** The fenced blocks among some lines; one without an end holds the rest. */
export function blocksIn(lines: readonly string[]): Block[] {
  const blocks: { languageId: string; lines: string[] }[] = [];
  let fence: string | undefined;
  for (const line of lines) {
    const next = fenceAfter(fence, line);
    if (fence === undefined && next !== undefined) {
      blocks.push({ languageId: line.replace(/^`+/, "").trim(), lines: [] });
    } else if (next !== undefined) blocks.at(-1)?.lines.push(line);
    fence = next;
  }
  return blocks.map(({ languageId, lines: code }) => ({ languageId, code: code.join("\n") }));
}

/** The fence that is open after this line. */
function fenceAfter(fence: string | undefined, line: string): string | undefined {
  const ticks = /^`{3,}/.exec(line)?.[0];
  if (ticks === undefined) return fence;
  if (fence === undefined) return ticks;
  return ticks.length >= fence.length && line.trim() === ticks ? undefined : fence;
}
