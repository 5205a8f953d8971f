// Reads Markdown tables. A table is a row, a line of dashes with as many cells, and rows.
import { readMarkdown } from "./markdown.ts";

export type Table = { header: string[]; rows: string[][] };

export function tablesOf(text: string): Table[] {
  const { lines } = readMarkdown(text);
  const tables: Table[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const header = cellsOf(lines[at]);
    const rule = header === undefined ? undefined : cellsOf(lines[at + 1]);
    if (header === undefined || rule === undefined || !isRuleRow(rule)) continue;
    if (rule.length !== header.length) continue;
    const rows: string[][] = [];
    at += 2;
    for (let row = cellsOf(lines[at]); row !== undefined; row = cellsOf(lines[at])) {
      rows.push(row);
      at += 1;
    }
    tables.push({ header, rows });
  }
  return tables;
}

function isRuleRow(cells: readonly string[]): boolean {
  return cells.every((cell) => /^:?-+:?$/.test(cell));
}

/** Undefined when the line has no bar outside code spans. */
function cellsOf(line: string | null | undefined): string[] | undefined {
  if (line === null || line === undefined) return undefined;
  const text = line.trim();
  const bars: number[] = [];
  let isCode = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "`") isCode = !isCode;
    else if (text[at] === "|" && !isCode) bars.push(at);
  }
  if (bars.length === 0) return undefined;
  const from = bars[0] === 0 ? bars : [-1, ...bars];
  const to = bars.at(-1) === text.length - 1 ? from : [...from, text.length];
  return to.slice(1).map((end, at) => text.slice((to[at] ?? 0) + 1, end).trim());
}
