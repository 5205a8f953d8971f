import assert from "node:assert/strict";
import { compareProblems, countOf, type ProblemCounts } from "./problem-counts.ts";

const counts = (files: Record<string, string[]>): ProblemCounts =>
  new Map(Object.entries(files).map(([file, problems]) => [file, countOf(problems)]));

function check(before: Record<string, string[]>, after: Record<string, string[]>, said: string) {
  assert.equal(compareProblems(counts(before), counts(after)), said);
}

describe("compareProblems", () => {
  it("says nothing where there was and is nothing", () => check({ a: [] }, { a: [] }, ""));
  it("counts what is gone", () =>
    check({ a: ["x", "y"] }, { a: [] }, "2 problems gone, none new."));
  it("counts the same message as often as it is reported", () =>
    check({ a: ["x", "x"] }, { a: ["x"] }, "1 problem gone, none new, 1 left."));
  it("counts what is new", () => check({ a: [] }, { a: ["x"] }, "No problem gone, 1 new."));
  it("says that nothing changed", () =>
    check({ a: ["x"] }, { a: ["x"] }, "No problem gone, none new, 1 left."));
  it("does not take another file's problem for the same", () =>
    check({ a: ["x"], b: [] }, { a: [], b: ["x"] }, "1 problem gone, 1 new."));
  it("counts a file that is new as well", () =>
    check({}, { a: ["x", "y"] }, "No problem gone, 2 new."));
});
