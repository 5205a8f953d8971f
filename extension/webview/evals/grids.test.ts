import assert from "node:assert/strict";
import type { Verdict } from "../../../core/protocol/grade.ts";
import { depthCells, repeatedCases } from "./grids.ts";
import type { CaseRow } from "./messages.ts";

const row = (
  id: string,
  epoch: number,
  verdict: Verdict,
  more: Partial<CaseRow> = {},
): CaseRow => ({
  id,
  case: id,
  epoch,
  category: "long-context",
  tier: "easy",
  verdict,
  ...more,
});

function check<T>(title: string, actual: T, expected: T) {
  it(title, () => assert.deepEqual(actual, expected));
}

const near = { haystack: { tokens: 4_096, depth: 0.1 } };
const anywhere = { haystack: { tokens: 30_720 } };

describe("depthCells", () => {
  check(
    "counts what was graded, cell by cell",
    depthCells([
      row("a", 0, "pass", near),
      row("a", 1, "fail", near),
      row("b", 0, "skipped", anywhere),
      row("c", 0, "pass"),
    ]),
    [
      { tokens: 4_096, depth: 0.1, passed: 1, n: 2 },
      { tokens: 30_720, depth: undefined, passed: 0, n: 0 },
    ],
  );
});

describe("repeatedCases", () => {
  check(
    "leaves out what was asked once and puts flips first",
    repeatedCases([
      row("once", 0, "pass"),
      row("steady", 0, "pass"),
      row("flips", 0, "pass"),
      row("steady", 1, "pass"),
      row("flips", 1, "fail"),
    ]),
    [
      {
        id: "flips",
        epochs: [
          { epoch: 0, verdict: "pass" },
          { epoch: 1, verdict: "fail" },
        ],
      },
      {
        id: "steady",
        epochs: [
          { epoch: 0, verdict: "pass" },
          { epoch: 1, verdict: "pass" },
        ],
      },
    ],
  );
});
