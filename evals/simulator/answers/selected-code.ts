// Finds the selected code in a rendered turn, by the heading and the fence that core/chat/turn.ts gives it.

export type SelectedCode = {
  path: string;
  /** 1-based. */
  startLine: number;
  languageId: string;
  /** With `\n` line endings and without the last one. */
  code: string;
};

export function selectedCode(userText: string): SelectedCode | undefined {
  const text = userText.replaceAll("\r\n", "\n");
  const heading = /^## Selected code: (.+), lines (\d+)(?:–\d+)?\n\n(`{3,})(.*)\n/m.exec(text);
  if (heading === null) return undefined;
  const [whole, path = "", startLine = "1", ticks = "", languageId = ""] = heading;
  const start = heading.index + whole.length;
  const end = text.indexOf(`\n${ticks}`, start - 1);
  if (end < 0) return undefined;
  return { path, startLine: Number(startLine), languageId, code: text.slice(start, end) };
}

/** The user's own words: what stands before the first reference, without the task's instructions. */
export function ownWords(userText: string, instructions: readonly string[]): string {
  const beforeReferences = userText.replace(/^## [\s\S]*$/m, "");
  return instructions.reduce((text, each) => text.replace(each, ""), beforeReferences).trim();
}
