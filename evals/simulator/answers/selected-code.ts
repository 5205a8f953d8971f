// Finds code in a rendered turn: what is selected, and which files stand there whole. Knows nothing of what they say.

import { turnParts } from "./turn-parts.ts";

export type SelectedCode = {
  path: string;
  /** 1-based. */
  startLine: number;
  languageId: string;
  /** With `\n` line endings and without the last one. */
  code: string;
};

export type AttachedFile = Omit<SelectedCode, "startLine">;

export function selectedCode(userText: string): SelectedCode | undefined {
  for (const { heading, blocks } of turnParts(userText).parts) {
    const [, path, startLine] = /^Selected code: (.+), lines (\d+)(?:–\d+)?$/.exec(heading) ?? [];
    const [block] = blocks;
    if (path === undefined || block === undefined) continue;
    return { path, startLine: Number(startLine), ...block };
  }
  return undefined;
}

/** Files that are shown, those named by hand before open editors. */
export function attachedFiles(userText: string): AttachedFile[] {
  const { parts } = turnParts(userText);
  return ["File: ", "Open file: "].flatMap((title) =>
    parts.flatMap(({ heading, blocks: [block] }) =>
      heading.startsWith(title) && block !== undefined
        ? [{ path: heading.slice(title.length), ...block }]
        : [],
    ),
  );
}

/** The user's own words: what stands before the first reference, without the task's instructions. */
export function ownWords(userText: string, instructions: readonly string[]): string {
  const { words } = turnParts(userText);
  return instructions
    .reduce((text, each) => (each === "" ? text : text.replace(each, "")), words)
    .trim();
}
