// Compares what a statement gave with what the reference gave. Columns count in number and order, rows as a multiset or in
// sequence, NULL equals only NULL, numbers equal within 1e-6 whatever their type, text and blobs exactly.

/** A number that JSON cannot carry, or a blob, is named as what it is. */
export type Cell = null | number | string | { int: string } | { real: string } | { blob: string };
export type Row = readonly Cell[];
export type Result = { columns: readonly string[]; rows: readonly Row[] };

export type Rules = {
  ordered: boolean;
  /** Rows that agree in these columns may stand in any order; all columns unless given. */
  orderBy?: readonly number[];
  /** The names that columns must have, in any case. */
  columns?: readonly string[];
};

/** The first difference, as half a sentence; undefined when there is none. */
export function differenceOf(expected: Result, actual: Result, rules: Rules): string | undefined {
  const width = expected.columns.length;
  if (actual.columns.length !== width) {
    return `${counted(actual.columns.length, "column")} instead of ${width}`;
  }
  const names = rules.columns?.findIndex(
    (name, at) => name.toLowerCase() !== actual.columns[at]?.toLowerCase(),
  );
  if (names !== undefined && names >= 0) {
    return `column ${names + 1} is named ${actual.columns[names]} instead of ${rules.columns?.[names]}`;
  }
  if (actual.rows.length !== expected.rows.length) {
    return `${counted(actual.rows.length, "row")} instead of ${expected.rows.length}`;
  }
  return rules.ordered
    ? differenceInOrder(expected.rows, actual.rows, rules.orderBy)
    : differenceOfBags(expected.rows, actual.rows);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function differenceInOrder(
  expected: readonly Row[],
  actual: readonly Row[],
  orderBy: readonly number[] | undefined,
): string | undefined {
  // Rows that agree in every column are interchangeable anyway.
  const keyOf = (row: Row | undefined) => orderBy?.map((at) => row?.[at] ?? null) ?? row ?? [];
  for (let start = 0; start < expected.length; ) {
    const key = keyOf(expected[start]);
    let end = start + 1;
    while (end < expected.length && rowsEqual(key, keyOf(expected[end]))) end += 1;
    const run = actual.slice(start, end);
    const misplaced = run.findIndex((row) => !rowsEqual(key, keyOf(row)));
    if (misplaced >= 0) return `row ${start + misplaced + 1} is another one`;
    if (differenceOfBags(expected.slice(start, end), run) !== undefined) {
      return end - start === 1
        ? `row ${start + 1} is another one`
        : `rows ${start + 1} to ${end} are others`;
    }
    start = end;
  }
  return undefined;
}

/** Rows whose numbers are left out of the key are compared number by number inside their bucket. */
function differenceOfBags(expected: readonly Row[], actual: readonly Row[]): string | undefined {
  const wanted = buckets(expected);
  const given = buckets(actual);
  for (const [key, rows] of wanted) {
    if (!bagsEqual(rows, given.get(key) ?? [])) return "the rows are others";
  }
  return undefined;
}

function buckets(rows: readonly Row[]): Map<string, Row[]> {
  return Map.groupBy(rows, (row) =>
    JSON.stringify(row.map((cell) => (numberOf(cell) === undefined ? cell : 0))),
  );
}

/** More rows than this are paired in sorted order only; the slow way is quadratic. */
const mostPaired = 2000;

function bagsEqual(expected: readonly Row[], actual: readonly Row[]): boolean {
  if (expected.length !== actual.length) return false;
  const sorted = expected.toSorted(byNumbers);
  const others = actual.toSorted(byNumbers);
  if (sorted.every((row, at) => rowsEqual(row, others[at] ?? []))) return true;
  if (sorted.length > mostPaired) return false;
  // Numbers that differ within the tolerance may have sorted rows apart.
  for (const row of sorted) {
    const at = others.findIndex((other) => rowsEqual(row, other));
    if (at < 0) return false;
    others.splice(at, 1);
  }
  return true;
}

function byNumbers(a: Row, b: Row): number {
  for (const [at, cell] of a.entries()) {
    const [left, right] = [numberOf(cell) ?? 0, numberOf(b[at] ?? null) ?? 0];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

function rowsEqual(a: Row, b: Row): boolean {
  return a.length === b.length && a.every((cell, at) => cellsEqual(cell, b[at] ?? null));
}

/** Whole numbers are counts and keys: between them there is no tolerance. */
export function cellsEqual(a: Cell, b: Cell): boolean {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left === undefined || right === undefined) return JSON.stringify(a) === JSON.stringify(b);
  if (isInteger(a) && isInteger(b)) return a.int === b.int;
  if (left === right) return true;
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return false;
  const largest = Math.max(Math.abs(left), Math.abs(right));
  return largest < Infinity && Math.abs(left - right) <= 1e-6 * largest;
}

function isInteger(cell: Cell): cell is { int: string } {
  return typeof cell === "object" && cell !== null && "int" in cell;
}

function numberOf(cell: Cell): number | undefined {
  if (typeof cell === "number") return cell;
  if (typeof cell !== "object" || cell === null) return undefined;
  if ("int" in cell) return Number(cell.int);
  return "real" in cell ? Number(cell.real) : undefined;
}
