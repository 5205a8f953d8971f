import assert from "node:assert/strict";
import type { JobEvent, RunKind } from "../../core/protocol/evaluation-process.ts";
import type { OpenedRun } from "../webview/evals/messages.ts";
import { cases } from "../webview/test/sample-cases.ts";
import { evaluation, header, withoutCases } from "../webview/test/sample-evaluation.ts";
import { loadHeader, loadTest } from "../webview/test/sample-load.ts";
import { repositoryRun } from "../webview/test/sample-repository.ts";
import { createFold, openedFrom, rowOf } from "./fold.ts";
import { diedProblem, problem } from "./problems.ts";

const startedAtMs = 1000;
const first = cases[0]!;
const [row] = loadTest.rows;
const [hole] = repositoryRun.holes;
const started: JobEvent = { kind: "started", run: header, planned: 3, done: 0 };
const asked = (n: number): JobEvent => ({ kind: "asked", id: `sql.a#1.${n}`, epoch: 0 });
const graded = (verdict: "pass" | "fail"): JobEvent => ({
  kind: "graded",
  result: { ...first, verdict },
});
const loadStarted: JobEvent = {
  kind: "load-started",
  run: loadHeader,
  plannedRows: 2,
  plannedRequests: 64,
};
const failed = (code: string, resume?: string): JobEvent => ({
  kind: "failed",
  code,
  message: "It went wrong.",
  ...(resume === undefined ? {} : { resume }),
});

function fold(kind: RunKind, events: readonly JobEvent[]) {
  const made = createFold({ id: "job", kind, startedAtMs });
  for (const event of events) made.push(event);
  return made;
}

function check(kind: RunKind, events: readonly JobEvent[], expected: Partial<OpenedRun>) {
  assert.deepEqual(
    Object.fromEntries(
      Object.entries(fold(kind, events).run()).filter(([name]) => name in expected),
    ),
    expected,
  );
}
const progress = (label: string, done: number, of: number, failures = 0) => ({
  progress: { label, done, of, failed: failures, startedAtMs },
});

describe("the fold of an evaluation", () => {
  it("is nothing but running before the first event", () =>
    check("evaluation", [], {
      id: "job",
      state: "running",
      loadRows: [],
    } as Partial<OpenedRun>));
  it("takes the run's own name once there is one", () =>
    check("evaluation", [started], {
      id: header.id,
      header,
      ...progress("asking", 0, 3),
    } as never));
  it("counts what is graded and what of it is wrong", () =>
    check("evaluation", [started, asked(0), asked(1), graded("pass"), graded("fail")], {
      ...progress("asking", 2, 3, 1),
    }));
  it("says that it only grades when everything is asked", () =>
    check("evaluation", [started, asked(0), asked(1), asked(2)], progress("Grading", 0, 3)));
  it("counts what a run that goes on had asked before", () =>
    check("evaluation", [{ ...started, done: 2 }, asked(2)], progress("Grading", 0, 3)));
  it("shows the load test that belongs to it, and stays the run it is", () =>
    check(
      "evaluation",
      [
        started,
        loadStarted,
        { kind: "load-progress", row: 1, label: "512/512 × 128", done: 7, of: 32 },
        { kind: "load-row", row: row! },
        { kind: "load-finished", loadTest },
      ],
      {
        id: header.id,
        state: "running",
        header,
        loadRows: [row!],
        ...progress("Row 2 of 2, 512/512 × 128", 7, 32),
      } as Partial<OpenedRun>,
    ));
  it("ends with the document, without the cases", () => {
    const events = [started, graded("pass"), { kind: "finished", evaluation } as const];
    check("evaluation", events, {
      state: "complete",
      result: withoutCases(evaluation),
    } as Partial<OpenedRun>);
    assert.equal(fold("evaluation", events).cases(), evaluation.cases);
    assert.equal(fold("evaluation", events).run().progress, undefined);
  });
  it("begins the cases anew only when others came than were told", () => {
    const run = { ...evaluation, cases: [first] };
    const both = [graded("pass"), { kind: "finished", evaluation: run } as const];
    assert.equal(fold("evaluation", [started, ...both]).generation(), 1);
    assert.equal(fold("evaluation", [started, both[1]!]).generation(), 2);
  });
});

describe("the fold of other runs", () => {
  it("shows the rows of a load test as they come", () =>
    check("load", [loadStarted, { kind: "load-row", row: row! }], {
      id: loadHeader.id,
      header: loadHeader,
      rows: [row!],
      ...progress("Load test", 0, 64),
    } as Partial<OpenedRun>));
  it("ends with the load test", () =>
    check("load", [loadStarted, { kind: "load-finished", loadTest }], {
      state: "complete",
      rows: loadTest.rows,
      loadTest,
    } as Partial<OpenedRun>));
  it("shows which hole of a repository is filled in", () =>
    check(
      "repository",
      [
        { kind: "repository-started", run: repositoryRun.run, planned: 9 },
        { kind: "hole", hole: hole! },
      ],
      { holes: [hole!], ...progress(`${hole!.path}:${hole!.line}`, 1, 9) } as Partial<OpenedRun>,
    ));
  it("ends with the repository's run", () =>
    check("repository", [{ kind: "repository-finished", repositoryRun }], {
      state: repositoryRun.status,
      holes: repositoryRun.holes,
      result: repositoryRun,
    } as Partial<OpenedRun>));
});

describe("the fold of what goes wrong", () => {
  it("offers to set the key and to go on", () =>
    check("evaluation", [started, failed("unauthorized", header.id)], {
      state: "failed",
      problem: problem("It went wrong.", "setApiKey", "resume", "showLog"),
    }));
  it("offers to try again where there is no run", () =>
    check("evaluation", [failed("refused")], {
      state: "failed",
      problem: problem("It went wrong.", "checkConnection", "retry", "showLog"),
    }));
  it("offers to try a load test again, which cannot be gone on with", () =>
    check("load", [loadStarted, failed("no_usage", loadHeader.id)], {
      state: "failed",
      problem: problem("It went wrong.", "retry", "showLog"),
    }));
  it("takes a stop for no failure", () =>
    check("evaluation", [started, graded("fail"), failed("interrupted", header.id)], {
      state: "interrupted",
      problem: problem("Stopped. What was answered is kept.", "resume"),
      ...progress("asking", 1, 3, 1),
    }));
  it("says that the process is gone when there was no last event", () => {
    const made = fold("evaluation", [started]);
    made.end(diedProblem(true));
    assert.equal(made.run().state, "failed");
    assert.deepEqual(made.run().problem, diedProblem(true));
  });
  it("leaves a finished run alone when its process ends", () => {
    const made = fold("evaluation", [started, { kind: "finished", evaluation }]);
    made.end(diedProblem(true));
    assert.equal(made.run().state, "complete");
    assert.equal(made.run().problem, undefined);
  });
});

describe("openedFrom", () => {
  it("gives an evaluation of the archive and its cases apart", () => {
    const { run, cases: all } = openedFrom({ kind: "evaluation", evaluation });
    assert.deepEqual(run.kind === "evaluation" && run.result, withoutCases(evaluation));
    assert.equal(all, evaluation.cases);
  });
  it("gives a load test", () =>
    assert.equal(openedFrom({ kind: "load", loadTest }).run.id, loadTest.run.id));
  it("gives a repository's run", () =>
    assert.equal(openedFrom({ kind: "repository", repositoryRun }).run.id, repositoryRun.run.id));
});

describe("rowOf", () => {
  it("holds the times of the first answer and no text of it", () => {
    const shown = rowOf({ ...first, extracted: "secret", timings: [{ ttftMs: 5, e2elMs: 9 }] });
    assert.deepEqual([shown.ttftMs, shown.e2elMs, "extracted" in shown], [5, 9, false]);
  });
});
