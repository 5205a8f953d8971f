import assert from "node:assert/strict";
import { openedEvaluation, runningEvaluation } from "../test/sample-runs.ts";
import { news } from "./announcer.ts";
import type { OpenedRun } from "./messages.ts";
import { initialState } from "./view-state.ts";

const at = (done: number): OpenedRun => ({
  ...runningEvaluation,
  progress: { label: "asking", done, of: 100, failed: 3, startedAtMs: 0 },
});

function check(title: string, before: OpenedRun | undefined, after: OpenedRun, expected?: string) {
  it(title, () =>
    assert.equal(
      news({ ...initialState, opened: before }, { ...initialState, opened: after }),
      expected,
    ),
  );
}

describe("news", () => {
  check("says nothing about a run that opens", undefined, at(60));
  check("says nothing within a quarter", at(26), at(49));
  check("says each quarter once", at(49), at(51), "51 of 100 done, 3 failed");
  check(
    "says the verdict",
    at(99),
    openedEvaluation,
    "The run is complete: 6 PASS, 4 MARGINAL, 1 FAIL, 1 INSUFFICIENT",
  );
  check(
    "says why a run failed",
    at(10),
    {
      ...at(10),
      state: "failed",
      problem: { message: "gpu1 does not answer.", actions: [] },
    },
    "gpu1 does not answer.",
  );
  check(
    "says that it was interrupted",
    at(10),
    { ...at(10), state: "interrupted" },
    "The run is interrupted",
  );
  check("says that it goes on", { ...at(10), state: "interrupted" }, at(10), "The run goes on");
});
