// Cuts whole lines out of a text. Knows nothing of what they are for.

/** The lines from `startLine0` up to, without, `endLine0`; what lies behind the end of the text is left out. */
export function linesBetween(text: string, startLine0: number, endLine0: number): string {
  const start = startOfLine(text, startLine0, 0, 0);
  if (start === undefined) return "";
  return text.slice(start, startOfLine(text, endLine0, startLine0, start));
}

/** As many whole lines from the beginning as fit. */
export function linesWithin(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  return text.slice(0, maxChars <= 0 ? 0 : text.lastIndexOf("\n", maxChars - 1) + 1);
}

function startOfLine(
  text: string,
  line0: number,
  knownLine0: number,
  knownStart: number,
): number | undefined {
  let start = knownStart;
  for (let line = knownLine0; line < line0; line += 1) {
    const lineBreak = text.indexOf("\n", start);
    if (lineBreak < 0) return undefined;
    start = lineBreak + 1;
  }
  return start;
}
