// Makes text from models and servers fit for a terminal.

/** One line without control characters, so that no answer can move the cursor or write over what stands there. */
export function plainLine(text: string, maxLength = 160): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return line.length <= maxLength ? line : `${line.slice(0, maxLength - 1)}…`;
}

/** The same for text of several lines, whole. */
export function plainText(text: string): string {
  return text.replaceAll(/[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]--\n]+/gv, " ").trim();
}
