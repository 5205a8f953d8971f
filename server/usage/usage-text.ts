// Usage as a table for people and as CSV for spreadsheets. Names come from administrators and clients: neither a terminal
// nor a spreadsheet may take them for commands.
import type { UsageDocument, UsageRow } from "../../core/protocol/usage-document.ts";
import { plainLine } from "../../evals/report/plain-line.ts";
import { none } from "../../evals/report/table-text.ts";
import { textTable } from "../../evals/report/text-table.ts";
import { dateOf } from "./usage-report.ts";

const counts = [
  ["requests", "requests", "requests"],
  ["complete", "complete", "complete"],
  ["aborted", "aborted", "aborted"],
  ["failed", "failed", "failed"],
  ["promptTokens", "prompt tokens", "prompt_tokens"],
  ["cachedTokens", "cached", "cached_tokens"],
  ["completionTokens", "completion tokens", "completion_tokens"],
  ["uncounted", "uncounted", "uncounted"],
] as const satisfies readonly [keyof UsageRow, title: string, csv: string][];

const mark = "simulated";

export function usageTable({ by, from, to, rows, total }: UsageDocument): string {
  const span = spanOf(from, to);
  if (rows.length === 0) return `${span}: nothing was used.`;
  const cells = (row: UsageRow, names: readonly string[]) => [
    ...names,
    ...counts.map(([count]) => row[count].toLocaleString("en-US")),
    row.simulated ? mark : "",
  ];
  const lines = rows.map((row) =>
    cells(
      row,
      by.map((name) => plainLine(row[name] || none, 60)),
    ),
  );
  if (by.length > 0)
    lines.push(
      cells(
        total,
        by.map((_, index) => (index === 0 ? "total" : "")),
      ),
    );
  const head = [...by, ...counts.map(([, title]) => title), ""];
  const align = head.map((_, index) => (index < by.length ? "left" : "right"));
  return `${span}${total.simulated ? `, partly or wholly ${mark}` : ""}\n\n${textTable(head, lines, align)}`;
}

function spanOf(from: number | undefined, to: number | undefined): string {
  const first = from === undefined ? "from the first day" : `from ${dateOf(from)}`;
  return `Usage ${first}${to === undefined ? "" : ` to ${dateOf(to - 1)}`} (UTC)`;
}

/** RFC 4180; no line for the total, so that sums of a column are right. */
export function usageCsv({ by, rows }: UsageDocument): string {
  const head = [...by, ...counts.map(([, , name]) => name), mark];
  const lines = rows.map((row) => [
    ...by.map((name) => quoted(row[name] ?? "")),
    ...counts.map(([count]) => String(row[count])),
    row.simulated ? mark : "",
  ]);
  return [head, ...lines].map((cells) => `${cells.join(",")}\r\n`).join("");
}

/** What spreadsheets begin a formula with, also behind what they skip; a quotation mark before it makes it text. */
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

function quoted(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
