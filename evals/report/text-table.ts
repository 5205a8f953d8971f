// Lines up columns of text for a terminal. Knows nothing of what stands in them.
import type { Align } from "./table-text.ts";

/** Rows below a heading, two spaces between columns, no trailing spaces. */
export function textTable(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly Align[] = [],
): string {
  const all = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...all.map((row) => widthOf(row[column]))));
  return all
    .map((row) =>
      widths
        .map((width, column) => padded(row[column] ?? "", width, align[column] ?? "left"))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function padded(text: string, width: number, align: Align): string {
  const space = " ".repeat(Math.max(0, width - widthOf(text)));
  return align === "left" ? `${text}${space}` : `${space}${text}`;
}

function widthOf(text = ""): number {
  return [...text].length;
}
