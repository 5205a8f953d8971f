// Puts text of files, servers and settings into Markdown so that it stays text: in a line with every mark escaped, or in a
// fence that it cannot close. Characters nobody can see are written out. Knows no document.

/** For the inside of a line: one line, no marks, no icons of VS Code's `$(name)` kind, and not endless. */
export function inlineText(text: string): string {
  const line = shortened(text, mostInline).replace(/\s+/g, " ").trim();
  return visible(line).replace(/[\\`*_{}[\]<>|#~$&!]/g, "\\$&");
}

/** A fenced block that ends where the text ends, whatever the text holds. */
export function fencedText(text: string): string {
  const shown = visible(text);
  const runs = shown.match(/`+/g) ?? [];
  const fence = "`".repeat(runs.reduce((longest, run) => Math.max(longest, run.length + 1), 3));
  return `${fence}text\n${shown}${shown.endsWith("\n") ? "" : "\n"}${fence}`;
}

/** Leaves the middle out of a text that is longer than `most`, and a mark in its place; never half a character. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = Math.floor(most / 2);
  const start = text.slice(0, half).replace(/[\uD800-\uDBFF]$/, "");
  const end = text.slice(text.length - half).replace(/^[\uDC00-\uDFFF]/, "");
  return `${start}[…]${end}`;
}

/** Writes out control characters and everything without a width, except line feeds and tabs. */
function visible(text: string): string {
  return text.replace(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}

const mostInline = 400;

/** Controls, line separators, half characters, and what Unicode calls ignorable: zero-width, direction marks, tags. */
const unseen =
  /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;
