import assert from "node:assert/strict";
import { type DepthCell, layOutDepths } from "./depth-cells.ts";

const cell = (tokens: number, depth?: number, passed = 1, n = 1): DepthCell => ({
  tokens,
  depth,
  passed,
  n,
});

type Expected = { columns: string; rows: string; cells?: string };

/** Cells as `column/row passed/n`. */
function check(name: string, cells: DepthCell[], expected: Expected) {
  it(name, () => {
    const layout = layOutDepths(cells);
    const text = layout.cells.map((one) => `${one.column}/${one.row} ${one.passed}/${one.n}`);
    assert.deepEqual(
      {
        columns: layout.columns.join(" | "),
        rows: layout.rows.join(" | "),
        ...(expected.cells === undefined ? {} : { cells: text.join(", ") }),
      },
      expected,
    );
  });
}

describe("long-context tests as a grid", () => {
  check("nothing", [], { columns: "", rows: "", cells: "" });
  check("untested cells are none", [cell(4096, 0.5, 0, 0)], { columns: "", rows: "", cells: "" });
  check(
    "sorted by length and depth, whatever comes first",
    [cell(30_000, 0.9, 0), cell(4096, 0.9), cell(4096, 0.1)],
    { columns: "4k | 30k", rows: "10 % | 90 %", cells: "0/0 1/1, 0/1 1/1, 1/1 0/1" },
  );
  check("the same place is added up", [cell(4096, 0.5, 1, 2), cell(4096, 0.5, 0, 1)], {
    columns: "4k",
    rows: "50 %",
    cells: "0/0 1/3",
  });
  check("without a depth in a row of their own", [cell(8192), cell(8192, 0), cell(4096)], {
    columns: "4k | 8k",
    rows: "0 % | no single place",
    cells: "1/0 1/1, 0/1 1/1, 1/1 1/1",
  });
  check("only without a depth", [cell(8192)], {
    columns: "8k",
    rows: "no single place",
    cells: "0/0 1/1",
  });
  check("lengths in full where short ones would look alike", [cell(8000, 0), cell(8192, 0)], {
    columns: "8,000 | 8,192",
    rows: "0 %",
  });
  check(
    "many lengths and depths in classes",
    Array.from({ length: 40 }, (_, index) => cell(1000 * (index + 1), index / 39)),
    {
      columns: "≤1k | ≤2k | ≤4k | ≤8k | ≤16k | ≤32k | ≤64k",
      rows: [0, 10, 20, 30, 40, 50, 60, 70, 80, 90]
        .map((low) => `${low}–${low + 10} %`)
        .join(" | "),
    },
  );
  it("loses no test", () => {
    const many = Array.from({ length: 500 }, (_, i) => cell(900 + i * 77, (i % 83) / 82, i % 2));
    const { cells } = layOutDepths(many);
    assert.equal(
      cells.reduce((sum, { n }) => sum + n, 0),
      500,
    );
    assert.equal(
      cells.reduce((sum, { passed }) => sum + passed, 0),
      250,
    );
  });
});
