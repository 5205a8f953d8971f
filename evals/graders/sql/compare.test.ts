import assert from "node:assert/strict";
import { type Cell, differenceOf, type Row, type Rules } from "./compare.ts";

type Sample = { expected: Row[]; actual: Row[]; rules?: Partial<Rules> };

function check({ expected, actual, rules }: Sample, difference: string | undefined): void {
  const columnsOf = (rows: Row[]) => (rows[0] ?? []).map((_, at) => `c${at}`);
  const got = differenceOf(
    { columns: columnsOf(expected), rows: expected },
    { columns: columnsOf(actual), rows: actual },
    { ordered: false, ...rules },
  );
  assert.equal(got, difference);
}

const cells: [a: Cell, b: Cell, equal: boolean][] = [
  [1, 1, true],
  [1, 2, false],
  [1_000_000, 1_000_001, false],
  [0.1 + 0.2, 0.3, true],
  [1000.0005, 1000, true],
  [1000.005, 1000, false],
  [-0.5, 0.5, false],
  [1e-9, 0, false],
  [0, -0, true],
  [null, null, true],
  [null, 0, false],
  [null, "", false],
  ["1", 1, false],
  ["a", "A", false],
  ["a ", "a", false],
  [{ int: "9007199254740993" }, { int: "9007199254740993" }, true],
  [{ int: "9007199254740993" }, { int: "9007199254740994" }, false],
  [{ int: "9007199254740993" }, 9.007199254740992e15, true],
  [{ real: "Infinity" }, { real: "Infinity" }, true],
  [{ real: "Infinity" }, { real: "-Infinity" }, false],
  [{ real: "Infinity" }, 5, false],
  [{ blob: "61" }, { blob: "61" }, true],
  [{ blob: "61" }, "a", false],
];

describe("comparing results", () => {
  for (const [a, b, equal] of cells) {
    it(`${JSON.stringify(a)} ${equal ? "equals" : "differs from"} ${JSON.stringify(b)}`, () =>
      check({ expected: [[a]], actual: [[b]] }, equal ? undefined : "the rows are others"));
  }

  const samples: [what: string, sample: Sample, difference: string | undefined][] = [
    ["rows in any order", { expected: [[1], [2], [2]], actual: [[2], [1], [2]] }, undefined],
    [
      "a row too many of one kind",
      { expected: [[1], [2], [2]], actual: [[1], [1], [2]] },
      "the rows are others",
    ],
    ["a row too few", { expected: [[1], [1]], actual: [[1]] }, "1 row instead of 2"],
    ["a column too few", { expected: [[1, 2]], actual: [[1]] }, "1 column instead of 2"],
    ["columns swapped", { expected: [[1, 2]], actual: [[2, 1]] }, "the rows are others"],
    [
      "noise that sorts rows apart",
      {
        expected: [
          [0.3, 1],
          [0.1 + 0.2, 2],
        ],
        actual: [
          [0.1 + 0.2, 1],
          [0.3, 2],
        ],
      },
      undefined,
    ],
    [
      "the sequence",
      { expected: [[1], [2]], actual: [[2], [1]], rules: { ordered: true } },
      "row 1 is another one",
    ],
    [
      "ties of the sort key in any order",
      {
        expected: [
          [1, "a"],
          [1, "b"],
          [2, "c"],
        ],
        actual: [
          [1, "b"],
          [1, "a"],
          [2, "c"],
        ],
        rules: { ordered: true, orderBy: [0] },
      },
      undefined,
    ],
    [
      "ties across the sort key",
      {
        expected: [
          [1, "a"],
          [2, "b"],
        ],
        actual: [
          [2, "b"],
          [1, "a"],
        ],
        rules: { ordered: true, orderBy: [0] },
      },
      "row 1 is another one",
    ],
    [
      "another row among ties",
      {
        expected: [
          [1, "a"],
          [1, "b"],
        ],
        actual: [
          [1, "a"],
          [1, "c"],
        ],
        rules: { ordered: true, orderBy: [0] },
      },
      "rows 1 to 2 are others",
    ],
    [
      "a name",
      { expected: [[1]], actual: [[1]], rules: { columns: ["total"] } },
      "column 1 is named c0 instead of total",
    ],
    ["nothing at all", { expected: [], actual: [] }, undefined],
  ];
  for (const [what, sample, difference] of samples) {
    it(`${what}: ${difference ?? "equal"}`, () => check(sample, difference));
  }

  it("pairs a hundred thousand rows at once", () => {
    const rows = Array.from({ length: 100_000 }, (_, at) => [at / 3, at % 7]);
    check({ expected: rows, actual: rows.toReversed() }, undefined);
  });
});
