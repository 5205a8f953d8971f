// Verifiers of a reply's structure: headings, tables, fenced blocks.
import * as z from "zod";
import { fencedBlocks } from "../answers/fences.ts";
import { headingOf, isRule, listItemOf, readMarkdown } from "./markdown.ts";
import { tablesOf } from "./table.ts";
import { counted, outcome, verifier } from "./verifier.ts";

export const headings = verifier({
  arguments: {
    headings: z.array(z.string()).min(1),
    level: z.int().min(1).max(6).optional(),
  },
  describe: ({ headings, level }) =>
    `these headings and no others, in order${level === undefined ? "" : `, of level ${level}`}: ${headings.join(", ")}`,
  check(text, wanted) {
    const found = readMarkdown(text).lines.flatMap((line) => headingOf(line ?? "") ?? []);
    const isRight =
      found.length === wanted.headings.length &&
      found.every(
        ({ text, level }, at) =>
          text === wanted.headings[at] && (wanted.level === undefined || level === wanted.level),
      );
    const shown = found.slice(0, 20).map(({ level, text }) => `${"#".repeat(level)} ${text}`);
    return outcome(isRight, shown.join(", ") || "no headings");
  },
});

export const noHeadings = verifier({
  arguments: {},
  describe: () => "no headings",
  check(text) {
    const { lines } = readMarkdown(text);
    const at = lines.findIndex(
      (line, index) =>
        line !== null && (headingOf(line) !== undefined || isUnderline(line, lines[index - 1])),
    );
    return outcome(at < 0, at < 0 ? "no headings" : `a heading: ${(lines[at] ?? "").slice(0, 80)}`);
  },
});

/** A line of `=` or `-` makes a heading of the text above it. */
function isUnderline(line: string, above: string | null | undefined): boolean {
  if (!/^ {0,3}(?:=+|-+)\s*$/.test(line) || !above || above.trim() === "") return false;
  return !/^\s*[|>]/.test(above) && listItemOf(above) === undefined && !isRule(above);
}

export const table = verifier({
  arguments: {
    rows: z.int().positive(),
    columns: z.int().positive(),
    header: z.array(z.string()).optional(),
  },
  describe: ({ rows, columns, header }) =>
    `one Markdown table with ${counted(rows, "row")} below the header and ${counted(columns, "column")}${header === undefined ? "" : `: ${header.join(", ")}`}`,
  check(text, { rows, columns, header }) {
    const tables = tablesOf(text);
    const [only] = tables;
    if (only === undefined || tables.length > 1)
      return outcome(false, counted(tables.length, "table"));
    const widths = [...new Set([only.header, ...only.rows].map((row) => row.length))];
    const found = `${counted(only.rows.length, "row")}, ${widths.join(" or ")} columns`;
    const isRight = only.rows.length === rows && widths.length === 1 && widths[0] === columns;
    const hasHeader = header === undefined || only.header.join("\n") === header.join("\n");
    return outcome(isRight && hasHeader, `${found}: ${only.header.join(", ").slice(0, 200)}`);
  },
});

export const singleBlock = verifier({
  arguments: { language: z.string() },
  describe: ({ language }) => `exactly one fenced code block, tagged ${language}`,
  check(text, { language }) {
    const blocks = fencedBlocks(text);
    const [only] = blocks;
    const isRight = blocks.length === 1 && only?.closed === true && only.tag === language;
    const tags = blocks
      .slice(0, 20)
      .map(({ tag, closed }) => `${tag || "untagged"}${closed ? "" : " (open)"}`);
    return outcome(isRight, `${counted(blocks.length, "block")}: ${tags.join(", ")}`);
  },
});

export const codeOnly = verifier({
  arguments: {},
  describe: () => "nothing but one fenced code block",
  check(text) {
    const { blocks, lines } = readMarkdown(text);
    const outside = lines.find((line) => line !== null && line.trim() !== "");
    if (outside) return outcome(false, `outside the code: ${outside.trim().slice(0, 80)}`);
    const isRight = blocks.length === 1 && blocks[0]?.closed === true;
    return outcome(isRight, counted(blocks.length, "block"));
  },
});
