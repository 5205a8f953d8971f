// A load test as a report of its own and as a part of an evaluation's: for a terminal, as HTML, as Markdown.
import type { LoadTest } from "../../core/protocol/load-test.ts";
import type { ComparisonText } from "./comparison-text.ts";
import { list, page, titledTable } from "./html-page.ts";
import { type LoadText, loadText } from "./load-text.ts";
import { bullets, heading, markdownTable, paragraphs } from "./markdown-text.ts";
import { escaped } from "./markup.ts";
import { plainLine } from "./plain-line.ts";
import type { TableText } from "./table-text.ts";
import { textTable } from "./text-table.ts";

const longestSentence = 400;
const longestCell = 110;

/** `comparison`: with an earlier test, where one was named. */
export function consoleLoadReport(loadTest: LoadTest, comparison?: ComparisonText): string {
  const { title, facts, tables, cautions, notes } = loadText(loadTest);
  return [
    lines([title, ...facts]),
    ...tables.map(consoleTable),
    cautions.length === 0 ? "" : lines(["Cautions:", ...cautions.map((each) => `! ${each}`)]),
    lines(notes),
    comparison === undefined ? "" : consoleComparison(comparison),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => plainLine(text, longestSentence)).join("\n");
}

export function consoleComparison({ title, caveats, tables, remarks }: ComparisonText): string {
  return [
    lines([title, ...caveats]),
    ...tables.map(consoleTable),
    ...(remarks.length === 0 ? [] : [lines(remarks)]),
  ].join("\n\n");
}

/** Cells may hold what servers wrote. */
export function consoleTable({ title, head, align, rows }: TableText): string {
  const cells = rows.map((row) => row.map((cell) => plainLine(cell, longestCell)));
  return `${plainLine(title)}\n${textTable(head, cells, align)}`;
}

export function htmlLoadReport(loadTest: LoadTest, comparison?: ComparisonText): string {
  const text = loadText(loadTest);
  return page(text.title, [
    ...htmlParts(text),
    ...(comparison === undefined ? [] : htmlComparison(comparison)),
  ]);
}

export function htmlComparison({ title, caveats, tables, remarks }: ComparisonText): string[] {
  return [`<h2>${escaped(title)}</h2>`, list(caveats), ...tables.map(titledTable), list(remarks)];
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

export function markdownLoadReport(loadTest: LoadTest, comparison?: ComparisonText): string {
  const parts = comparison === undefined ? [] : markdownComparison(comparison, 3);
  return `${paragraphs([markdownLoadSection(loadTest, 2), ...parts])}\n`;
}

export function markdownComparison(
  { title, caveats, tables, remarks }: ComparisonText,
  level: number,
): string[] {
  return [
    heading(level, title),
    bullets(caveats),
    ...tables.map((table) => markdownTable(table, level + 1)),
    bullets(remarks),
  ];
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
