// Long-context tests as a grid: a column a length, a row a depth, tests of the same place added up. Many lengths or depths
// are put into classes, so that the grid stays readable.

import { t } from "../../../words.ts";
import { numberLanguage, writtenNumber } from "../../language.ts";
import { tokensShort } from "./ticks.ts";

export type DepthCell = { tokens: number; depth?: number | undefined; passed: number; n: number };
export type PlacedCell = { column: number; row: number; passed: number; n: number };
export type DepthGridLayout = {
  columns: string[];
  rows: string[];
  cells: PlacedCell[];
};

const maxColumns = 12;
const maxDepths = 11;

export function layOutDepths(cells: readonly DepthCell[]): DepthGridLayout {
  const tested = cells.filter(({ n }) => n > 0);
  const columnOf = classes(
    tested.map(({ tokens }) => tokens),
    { most: maxColumns, labels: lengthLabels, coarse: coarseLength },
  );
  const rowOf = classes(
    tested.flatMap(({ depth }) => (depth === undefined ? [] : [depth])),
    { most: maxDepths, labels: (depths) => depths.map(depthLabel), coarse: coarseDepth },
  );
  const hasNowhere = tested.some(({ depth }) => depth === undefined);
  const places = new Map<string, PlacedCell>();
  for (const { tokens, depth, passed, n } of tested) {
    const column = columnOf.index(tokens);
    const row = depth === undefined ? rowOf.labels.length : rowOf.index(depth);
    const key = `${column}/${row}`;
    const place = places.get(key) ?? { column, row, passed: 0, n: 0 };
    places.set(key, { ...place, passed: place.passed + passed, n: place.n + n });
  }
  return {
    columns: columnOf.labels,
    rows: [...rowOf.labels, ...(hasNowhere ? [t("no single place")] : [])],
    cells: [...places.values()].sort((a, b) => a.row - b.row || a.column - b.column),
  };
}

type Scheme = {
  most: number;
  labels: (values: number[]) => string[];
  /** The class of a value, by its upper end, and what it is called. */
  coarse: (value: number) => { upTo: number; label: string };
};

function classes(values: readonly number[], { most, labels, coarse }: Scheme) {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  if (distinct.length <= most) {
    return { labels: labels(distinct), index: (value: number) => distinct.indexOf(value) };
  }
  const byEnd = new Map(distinct.map((value) => [coarse(value).upTo, coarse(value).label]));
  const ends = [...byEnd.keys()].sort((a, b) => a - b);
  return {
    labels: ends.map((end) => byEnd.get(end) ?? ""),
    index: (value: number) => ends.indexOf(coarse(value).upTo),
  };
}

/** Short where that is still unmistakable: 8,000 and 8,192 are both `8k`. */
function lengthLabels(lengths: number[]): string[] {
  const short = lengths.map(tokensShort);
  return new Set(short).size === short.length
    ? short
    : lengths.map((tokens) => writtenNumber(tokens));
}

function coarseLength(tokens: number): { upTo: number; label: string } {
  const upTo = 2 ** Math.ceil(Math.log2(Math.max(1, tokens)));
  return { upTo, label: `≤${tokensShort(upTo)}` };
}

function depthLabel(depth: number): string {
  const share = Number((depth * 100).toPrecision(3));
  return `${share.toLocaleString(numberLanguage())} %`;
}

function coarseDepth(depth: number): { upTo: number; label: string } {
  const tenth = Math.min(9, Math.max(0, Math.floor(depth * 10)));
  return { upTo: tenth, label: `${tenth * 10}–${tenth * 10 + 10} %` };
}
