import assert from "node:assert/strict";
import type { CaseResult } from "../../core/protocol/evaluation.ts";
import type { HoleResult } from "../../core/protocol/repository-run.ts";
import type { HostMessage, OpenedRun } from "../webview/evals/messages.ts";
import { manyCases } from "../webview/test/sample-cases.ts";
import { runningEvaluation } from "../webview/test/sample-runs.ts";
import { createShownRun, type Source } from "./shown-run.ts";

const sampleHole: HoleResult = {
  id: "a.ts:1",
  path: "a.ts",
  line: 1,
  languageId: "typescript",
  kind: "call",
  expected: "a",
  answer: "a",
  isExact: true,
  isSameButForSpace: true,
  similarity: 1,
};

function setUp(cases: CaseResult[] = [], id = "run") {
  const posted: string[] = [];
  let ring: (() => void) | undefined;
  const stand = { id, cases, generation: 0 };
  const source: Source = {
    run: () => ({ ...runningEvaluation, id: stand.id }),
    cases: () => stand.cases,
    generation: () => stand.generation,
  };
  const shown = createShownRun({
    post: (message) => posted.push(words(message)),
    setTimer: (callback) => {
      ring = callback;
      return () => {
        ring = undefined;
      };
    },
  });
  return {
    shown,
    source,
    stand,
    /** What was posted since the last time. */
    told: () => posted.splice(0),
    /** The pause after a message is over. */
    ring: () => {
      const due = ring;
      ring = undefined;
      due?.();
    },
  };
}

function words(message: HostMessage): string {
  if (message.type === "opened") return `opened ${message.run?.id ?? "nothing"}`;
  if (message.type !== "cases") return message.type;
  return `${message.reset ? "reset" : "add"} ${message.rows.length} of ${message.runId}`;
}

describe("the shown run", () => {
  it("is told with its cases, 500 a message", () => {
    const { shown, source, told } = setUp(manyCases(1200));
    shown.show(source);
    assert.deepEqual(told(), [
      "opened run",
      "reset 500 of run",
      "add 500 of run",
      "add 200 of run",
    ]);
  });

  it("tells of cases that came since, and of nothing twice", () => {
    const { shown, source, stand, told } = setUp(manyCases(10));
    shown.show(source);
    told();
    stand.cases = manyCases(13);
    shown.flush();
    shown.flush();
    assert.deepEqual(told(), ["opened run", "add 3 of run", "opened run"]);
  });

  it("tells a storm of news in one message a pause", () => {
    const { shown, source, stand, told, ring } = setUp();
    shown.show(source);
    told();
    const all = manyCases(100);
    for (let n = 1; n <= 100; n++) {
      stand.cases = all.slice(0, n);
      shown.changed();
    }
    assert.deepEqual(told(), ["opened run", "add 1 of run"]);
    ring();
    assert.deepEqual(told(), ["opened run", "add 99 of run"]);
    ring();
    assert.deepEqual(told(), []);
  });

  it("begins anew when the cases are others", () => {
    const { shown, source, stand, told } = setUp(manyCases(3));
    shown.show(source);
    told();
    stand.generation += 1;
    shown.flush();
    stand.generation += 1;
    stand.cases = [];
    shown.flush();
    assert.deepEqual(told(), ["opened run", "reset 3 of run", "opened run", "reset 0 of run"]);
  });

  it("begins anew when the run has got its name", () => {
    const { shown, source, stand, told } = setUp([], "job");
    shown.show(source);
    stand.id = "run";
    stand.cases = manyCases(2);
    shown.flush();
    assert.deepEqual(told(), ["opened job", "opened run", "reset 2 of run"]);
  });

  it("tells a new page everything", () => {
    const { shown, source, told } = setUp(manyCases(2));
    shown.show(source);
    told();
    shown.replay();
    assert.deepEqual(told(), ["opened run", "reset 2 of run"]);
  });

  it("says that nothing is open", () => {
    const { shown, source, told } = setUp(manyCases(2));
    shown.show(source);
    told();
    shown.show(undefined);
    shown.replay();
    assert.deepEqual(told(), ["opened nothing", "opened nothing"]);
  });

  it("finds one case of thousands, by its repetition too", () => {
    const cases = manyCases(3000);
    const { shown, source } = setUp([...cases, { ...cases[0]!, epoch: 7 }]);
    shown.show(source);
    assert.equal(shown.caseOf(cases[0]!.id, 7)?.epoch, 7);
    assert.equal(shown.caseOf("no such case", 0), undefined);
  });

  it("tells less often of a run whose holes are all told each time", () => {
    const pauses = [1, 500, 10_000].map((count) => {
      let pause = 0;
      const shown = createShownRun({
        post: () => {},
        setTimer: (_, ms) => {
          pause = ms;
          return () => {};
        },
      });
      const holes = Array.from({ length: count }, () => sampleHole);
      const run: OpenedRun = { kind: "repository", id: "run", state: "running", holes };
      shown.show({ run: () => run, cases: () => [], generation: () => 0 });
      shown.changed();
      return pause;
    });
    assert.deepEqual(pauses, [250, 250, 5000]);
  });
});
