// Text as Markdown for places such as pull requests. Text of models and servers is hostile: nothing of it becomes a link, an
// image, markup, a second table cell, or a mention that calls people.
import { plainLine } from "./plain-line.ts";
import type { TableText } from "./table-text.ts";

const longestText = 400;

/** One line of plain words, wherever in a paragraph, a heading or a cell it stands. */
export function markdownText(text: string, maxLength = longestText): string {
  return (
    plainLine(text.toWellFormed(), maxLength)
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll(/[\\`*_{}[\]~|!$^]/g, "\\$&")
      // A space of no width keeps addresses, mentions and numbers of issues from becoming links.
      .replaceAll(/[@#]|:(?=\/\/)|\bwww(?=\.)/gi, "$&&#8203;")
      .replace(/^([-+=]|\d+(?=[.)](?:\s|$)))/, (start) => `${start}&#8203;`)
  );
}

/** To the letter, such as an id; as plain words where it holds what ends a cell even inside code. */
export function code(text: string, maxLength = longestText): string {
  const line = plainLine(text.toWellFormed(), maxLength);
  if (line === "" || /[|\\]/.test(line)) return markdownText(line, maxLength);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

export function heading(level: number, text: string): string {
  return `${"#".repeat(level)} ${markdownText(text)}`;
}

export function bullets(texts: readonly string[]): string {
  return texts.map((text) => `- ${markdownText(text)}`).join("\n");
}

export function markdownTable({ title, head, align, rows }: TableText, level: number): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    heading(level, title),
    "",
    line(head.map((cell) => markdownText(cell))),
    line(head.map((_, column) => (align[column] === "right" ? "---:" : "---"))),
    ...rows.map((row) => line(row.map((cell) => markdownText(cell)))),
  ].join("\n");
}

/** Paragraphs with an empty line between them. */
export function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}
