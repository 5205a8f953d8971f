// A load test as a report of its own and as a part of an evaluation's: for a terminal, as HTML, as Markdown.
import type { LoadTest } from "../../core/protocol/load-test.ts";
import { list, page, titledTable } from "./html-page.ts";
import { type LoadText, loadText } from "./load-text.ts";
import { bullets, heading, markdownTable, paragraphs } from "./markdown-text.ts";
import { escaped } from "./markup.ts";
import { plainLine } from "./plain-line.ts";
import type { TableText } from "./table-text.ts";
import { textTable } from "./text-table.ts";

const longestSentence = 400;
const longestCell = 110;

export function consoleLoadReport(loadTest: LoadTest): string {
  const { title, facts, tables, cautions, notes } = loadText(loadTest);
  const lines = (texts: readonly string[]) =>
    texts.map((text) => plainLine(text, longestSentence)).join("\n");
  return [
    lines([title, ...facts]),
    ...tables.map(consoleTable),
    cautions.length === 0 ? "" : lines(["Cautions:", ...cautions.map((each) => `! ${each}`)]),
    lines(notes),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Cells may hold what servers wrote. */
export function consoleTable({ title, head, align, rows }: TableText): string {
  const cells = rows.map((row) => row.map((cell) => plainLine(cell, longestCell)));
  return `${plainLine(title)}\n${textTable(head, cells, align)}`;
}

export function htmlLoadReport(loadTest: LoadTest): string {
  const text = loadText(loadTest);
  return page(text.title, htmlParts(text));
}

/** As part of a page that has its own title. */
export function htmlLoadSection(loadTest: LoadTest): string[] {
  const text = loadText(loadTest);
  return [`<h2>${escaped(text.title)}</h2>`, ...htmlParts(text)];
}

function htmlParts({ facts, tables, cautions, notes }: LoadText): string[] {
  return [
    list(facts),
    ...tables.map(titledTable),
    ...(cautions.length === 0 ? [] : ["<h3>Cautions</h3>", list(cautions)]),
    "<h3>How it was measured</h3>",
    list(notes),
  ];
}

export function markdownLoadReport(loadTest: LoadTest): string {
  return `${markdownLoadSection(loadTest, 2)}\n`;
}

export function markdownLoadSection(loadTest: LoadTest, level: number): string {
  const { title, facts, tables, cautions, notes } = loadText(loadTest);
  return paragraphs([
    heading(level, title),
    bullets(facts),
    ...tables.map((table) => markdownTable(table, level + 1)),
    ...(cautions.length === 0 ? [] : [heading(level + 1, "Cautions"), bullets(cautions)]),
    heading(level + 1, "How it was measured"),
    bullets(notes),
  ]);
}
