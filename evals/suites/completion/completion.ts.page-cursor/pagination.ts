// Pages through rows by position instead of by offset, so that rows that come and go meanwhile shift nothing.

/** Ids are safe integers from 1 on, {{field}} is any safe integer. */
export type Row = { id: number; {{field}}: number; name: string };
export type Page = { rows: Row[]; next: string | null };

/** No page is longer than this. */
const maxRows = {{most}};

type Position = Pick<Row, "id" | "{{field}}">;

/** The order of every list: {{field}} {{direction}}, rows with equal {{field}} by id {{idOrder}}. */
export function compareRows(a: Position, b: Position): number {
  return {{compareField}} || {{compareId}};
}

/** Says where a page ended. */
export function encodeCursor(row: Position): string {
  return `${row.{{field}}}:${row.id}`;
}

/**
 * One page of `rows`, which may stand in any order and are left as they are.
 *
 * - The page begins with the first row (in the order of `compareRows`) behind the position that `cursor` names, or with
 *   the very first one when `cursor` is null. The row that the cursor was made from may have gone meanwhile.
 * - It has `limit` rows: at least 1 and at most `maxRows`, whatever `limit` (an integer) says, and fewer at the end.
 * - `next` is the cursor of the page's last row when more rows follow, else null.
 *
 * @throws RangeError when the cursor is no text that `encodeCursor` can have made
 */
export function pageAfter(rows: readonly Row[], cursor: string | null, limit: number): Page {
{{cursor}}
}

/** The two numbers in a text like `12:3`, however `encodeCursor` would write them; undefined for any other text. */
function decodeCursor(cursor: string): Position | undefined {
  const match = /^(-?\d+):(\d+)$/.exec(cursor);
  if (match === null) return undefined;
  return { {{field}}: Number(match[1]), id: Number(match[2]) };
}
