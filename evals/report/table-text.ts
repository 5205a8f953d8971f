// A table of figures before it is a table of a terminal, of HTML or of Markdown. Cells are plain text and may hold what
// servers and models wrote: whoever shows them escapes them.

export type Align = "left" | "right";

export type TableText = {
  title: string;
  head: readonly string[];
  align: readonly Align[];
  rows: readonly (readonly string[])[];
};

/** One column: its heading, and what a row says in it. */
export type Column<Row> = { head: string; align: Align; cell: (row: Row) => string };

/** What is said where there is no figure. */
export const none = "–";

/** Columns in which no row has a figure are left out. */
export function tableOf<Row>(
  title: string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
): TableText {
  const shown = columns.filter(({ cell }) => rows.some((row) => cell(row) !== none));
  return {
    title,
    head: shown.map(({ head }) => head),
    align: shown.map(({ align }) => align),
    rows: rows.map((row) => shown.map(({ cell }) => cell(row))),
  };
}
