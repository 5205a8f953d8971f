// A text as whole lines with their places in it. A line ends with `\n` or `\r\n`; a lone `\r` is an ordinary character.

export type Line = {
  /** Without its ending. */
  text: string;
  start: number;
  /** Behind its ending. */
  end: number;
};

export type TextRange = { start: number; end: number };

export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline + 1;
    let textEnd = newline === -1 ? end : newline;
    if (newline > start && text[newline - 1] === "\r") textEnd -= 1;
    lines.push({ text: text.slice(start, textEnd), start, end });
    start = end;
  }
  return lines;
}

/** Where lines `[start, end)` stand with their endings; an empty range stands where its first line would begin. */
export function rangeOfLines(lines: readonly Line[], start: number, end: number): TextRange {
  const from = offsetOf(lines, start);
  return { start: from, end: end === start ? from : offsetOf(lines, end) };
}

/** The texts of the lines alone. */
export function lineTexts(text: string): string[] {
  return linesOf(text).map((line) => line.text);
}

export function endingOf(line: Line): string {
  const length = line.end - line.start - line.text.length;
  return length === 2 ? "\r\n" : length === 1 ? "\n" : "";
}

/** The ending most lines have; `\n` when no line has one. */
export function usualEnding(lines: readonly Line[]): "\r\n" | "\n" {
  let balance = 0;
  for (const line of lines) {
    const ending = endingOf(line);
    if (ending !== "") balance += ending === "\r\n" ? 1 : -1;
  }
  return balance > 0 ? "\r\n" : "\n";
}

export function isBlank(line: string): boolean {
  return line.trim() === "";
}

export function indentOf(line: string): string {
  let length = 0;
  while (line[length] === " " || line[length] === "\t") length += 1;
  return line.slice(0, length);
}

/** Without the spaces and tabs at its end: a loop, because a pattern for this backtracks on hostile lines. */
export function withoutTrailingSpace(line: string): string {
  let length = line.length;
  while (line[length - 1] === " " || line[length - 1] === "\t") length -= 1;
  return line.slice(0, length);
}

/** Without indentation and trailing space. */
export function bareLine(line: string): string {
  return withoutTrailingSpace(line.slice(indentOf(line).length));
}

function offsetOf(lines: readonly Line[], line: number): number {
  return lines[line]?.start ?? lines.at(-1)?.end ?? 0;
}
