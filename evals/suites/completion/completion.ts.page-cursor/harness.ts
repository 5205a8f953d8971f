// Makes rows from pairs of id and value, asks for a page and tells whether the rows are still as they were.
import { pageAfter } from "./pagination.ts";

export function run(pairs: [number, number][], cursor: string | null, limit: number): unknown {
  const rows = pairs.map(([id, value]) => ({ id, {{field}}: value, name: `row ${id}` }));
  const before = JSON.stringify(rows);
  const page = pageAfter(rows, cursor, limit);
  return [page.rows.map((row) => row.id), page.next, JSON.stringify(rows) === before];
}
