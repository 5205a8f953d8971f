import assert from "node:assert/strict";
import { cases } from "../test/sample-cases.ts";
import { comparisonView } from "../test/sample-comparison.ts";
import { failingCase } from "../test/sample-details.ts";
import { rowOf } from "../test/sample-evaluation.ts";
import { published } from "../test/sample-load.ts";
import {
  openedEvaluation,
  openedLoad,
  runningEvaluation,
  runs,
  setup,
} from "../test/sample-runs.ts";
import type { HostMessage } from "./messages.ts";
import { initialState, reduce, type ViewState } from "./view-state.ts";

const rows = cases.slice(0, 6).map(rowOf);
const runId = openedEvaluation.id;
const opened: HostMessage = { type: "opened", run: openedEvaluation };
const problem = { message: "No.", actions: [] };
const add = (from: number, to: number, reset = false): HostMessage => ({
  type: "cases",
  runId,
  reset,
  rows: rows.slice(from, to),
});
const shown: HostMessage = { type: "case", runId, ...failingCase };
const comparison: HostMessage = { type: "comparison", comparison: comparisonView };

/** Only the keys that are named have to be as expected; the others stay as they were before the last message. */
function check(title: string, messages: HostMessage[], expected: Partial<ViewState>) {
  it(title, () => {
    const before = messages.slice(0, -1).reduce(reduce, initialState);
    assert.deepEqual(messages.reduce(reduce, initialState), { ...before, ...expected });
  });
}

describe("reduce", () => {
  check("knows the setup", [{ type: "setup", setup }], { setup });
  check("knows the runs", [{ type: "runs", runs }], { runs });
  check("knows why runs are not known", [{ type: "runs", runs: [], problem }], {
    runs: [],
    runsProblem: problem,
  });
  check(
    "forgets that reason",
    [
      { type: "runs", runs: [], problem },
      { type: "runs", runs },
    ],
    {
      runs,
      runsProblem: undefined,
    },
  );
  check("knows the published figures", [{ type: "published", published }], { published });
  check("opens a run", [opened], { opened: openedEvaluation });
  check("adds cases", [opened, add(0, 2), add(2, 3)], { cases: rows.slice(0, 3) });
  check("replaces cases", [opened, add(0, 2), add(3, 6, true)], { cases: rows.slice(3, 6) });
  check(
    "ignores cases of another run",
    [opened, add(0, 1), { ...add(1, 2), runId: "other" } as HostMessage],
    {},
  );
  check("ignores cases when no run is open", [add(0, 1)], {});
  check(
    "keeps cases when the open run moves on",
    [{ type: "opened", run: runningEvaluation }, add(0, 4), opened],
    { opened: openedEvaluation },
  );
  check(
    "starts with no cases in another run",
    [opened, add(0, 4), shown, comparison, { type: "opened", run: openedLoad }],
    {
      opened: openedLoad,
      cases: [],
      shownCase: undefined,
      comparison: undefined,
    },
  );
  check("closes", [opened, add(0, 4), { type: "opened" }], { opened: undefined, cases: [] });
  check("shows a case", [opened, shown], { shownCase: failingCase });
  check("ignores a case of another run", [opened, { ...shown, runId: "other" } as HostMessage], {});
  check("compares", [opened, comparison], { comparison: comparisonView });
  check("keeps a comparison that was told before its run", [comparison, opened], {
    opened: openedEvaluation,
  });
  check("ends comparing", [opened, comparison, { type: "comparison" }], { comparison: undefined });
  check("tells a problem", [{ type: "problem", problem }], { problem });
  check("forgets a problem", [{ type: "problem", problem }, { type: "problem" }], {
    problem: undefined,
  });

  it("changes nothing for what is only said, or not meant for it", () => {
    const state = [opened, add(0, 2)].reduce(reduce, initialState);
    assert.equal(reduce(state, { type: "said", text: "Exported" }), state);
    assert.equal(reduce(state, { type: "delta" } as unknown as HostMessage), state);
  });
});
