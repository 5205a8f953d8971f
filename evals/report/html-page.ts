// The frame of every HTML report: one file without scripts, links or images, and tables and lists for it. Everything that
// comes in is escaped here.
import style from "./html-report.css";
import { escaped } from "./markup.ts";
import type { Align, TableText } from "./table-text.ts";

/** `body` is markup already. */
export function page(title: string, body: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
${body.filter((part) => part !== "").join("\n")}
</body>
</html>
`;
}

export function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

export function list(sentences: readonly string[]): string {
  if (sentences.length === 0) return "";
  return `<ul>${sentences.map((sentence) => `<li>${escaped(sentence)}</li>`).join("")}</ul>`;
}

export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly Align[] = [],
): string {
  return `<table>${tableParts(head, rows, align)}</table>`;
}

/** With its title as caption. */
export function titledTable({ title, head, align, rows }: TableText): string {
  return `<table><caption>${escaped(title)}</caption>${tableParts(head, rows, align)}</table>`;
}

function tableParts(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly Align[],
): string {
  const side = (column: number) => (align[column] === "right" ? ' class="right"' : "");
  const headings = head.map((cell, at) => `<th scope="col"${side(at)}>${escaped(cell)}</th>`);
  const body = rows.map(([first = "", ...cells]) => {
    const others = cells.map((cell, at) => `<td${side(at + 1)}>${escaped(cell)}</td>`).join("");
    return `<tr><th scope="row">${escaped(first)}</th>${others}</tr>`;
  });
  return `<thead><tr>${headings.join("")}</tr></thead><tbody>\n${body.join("\n")}\n</tbody>`;
}
