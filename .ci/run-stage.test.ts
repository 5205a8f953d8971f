import assert from "node:assert/strict";
import { judge } from "./run-stage.ts";

const mochaStage = { name: "unit", countsAsOne: false, deadlineMs: 1000 };
const toolStage = { name: "lint", countsAsOne: true, deadlineMs: 1000 };
const ended = (code: number | null) => ({ code, reason: "ended" as const });
const result = (passed: number, failed: number) => ({ passed, failed, failures: [] });

function check(actual: ReturnType<typeof judge>, passed: number, failed: number): void {
  assert.deepEqual({ passed: actual.passed, failed: actual.failed }, { passed, failed });
}

describe("judge", () => {
  it("takes a stage's own counts", () => {
    check(judge(mochaStage, ended(0), result(7, 0), ""), 7, 0);
    check(judge(mochaStage, ended(2), result(7, 2), ""), 7, 2);
  });

  it("counts a tool as one test, whatever it printed", () => {
    check(judge(toolStage, ended(0), undefined, ""), 1, 0);
    check(judge(toolStage, ended(1), result(12, 3), "said why"), 0, 1);
  });

  it("fails a stage that left no result, even when it ended well", () => {
    check(judge(mochaStage, ended(0), undefined, ""), 0, 1);
  });

  it("fails a stage that ran no test", () => {
    check(judge(mochaStage, ended(0), result(0, 0), ""), 0, 1);
  });

  it("fails a stage whose tests passed and whose process did not", () => {
    check(judge(mochaStage, ended(1), result(7, 0), ""), 7, 1);
  });

  it("fails a stage that was killed by a signal, its deadline or the person", () => {
    check(judge(mochaStage, ended(null), undefined, ""), 0, 1);
    check(judge(mochaStage, { code: null, reason: "deadline" }, result(7, 0), ""), 0, 1);
    check(judge(toolStage, { code: 0, reason: "interrupted" }, undefined, ""), 0, 1);
  });
});
