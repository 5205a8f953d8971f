import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { ModelError, type ModelErrorCode } from "../../core/model/errors.ts";
import type { Evaluation } from "../../core/protocol/evaluation.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import { loadSuite, type Suite } from "../cases/suite.ts";
import { graders } from "../graders/graders.ts";
import { sampleHeader, sampleLoadRow, sampleLoadTest } from "../report/sample-results.ts";
import { openNone } from "../sandbox/none.ts";
import { EndpointLost, type Means, regrade, run } from "./run.ts";
import { RunStoreError } from "./run-files.ts";
import { createRun, openRun } from "./run-store.ts";
import type { Subject } from "./solver.ts";
import { AskFailure } from "./subject.ts";

const never = new AbortController().signal;
const ids = Array.from({ length: 12 }, (_, at) => `design.sum-${String.fromCharCode(97 + at)}`);

const caseText = (id: string, question = "What is one and one?") => `id: ${id}
version: 1
category: system-design
tier: easy
prompt: "${question}"
answer: { kind: json }
grader: { kind: questions, questions: [{ id: sum, type: value, expected: 2 }] }
mutants:
  - { name: less, expect: wrong-answer, answers: { sum: 1 } }
  - { name: more, expect: wrong-answer, answers: { sum: 3 } }
  - { name: none, expect: wrong-answer, answers: { sum: "?" } }
`;

function suiteOf(texts: Record<string, string> = {}): Suite {
  const files = ids.map((id) => [`${id}/case.yaml`, texts[id] ?? caseText(id)] as const);
  return loadSuite(new Map(files));
}

/** What the model does with each question, by its number from 0. */
type Manner = (at: number) => ModelErrorCode | "answer";

function subject(manner: Manner, asked: string[] = []): Subject {
  return {
    contextWindow: undefined,
    countTokens: async () => undefined,
    async ask({ conversation }): Promise<Exchange> {
      const code = manner(asked.push(conversation.at(-1)?.content ?? "") - 1);
      if (code !== "answer") throw new AskFailure(new ModelError(code), []);
      return {
        to: "model",
        sent: conversation.map(({ content }) => ({ role: "user", content })),
        text: '{ "sum": 2 }',
        toolCalls: [],
        finishReason: "stop",
        model: "m",
        isSimulated: true,
        timing: { e2elMs: 1 },
        retried: [],
      };
    },
  };
}

describe("run", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-run-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const header = { ...sampleHeader, suites: ["system-design" as const], concurrency: 2 };
  const stored = {
    header,
    samples: ids.map((caseId) => ({ caseId, variant: 0, epoch: 0 })),
    endpoint: { url: "http://gpu1:8000/v1", model: "m" },
  };
  const bench = { sandbox: openNone(), toolchains: { found: new Map(), missing: new Map() } };
  const means = (store: Means["store"], model: Subject): Means => ({
    suite: suiteOf(),
    store,
    bench,
    graders,
    subjects: () => ({ model, judge: model }),
    gradingConcurrency: 2,
    emit: () => {},
  });
  const passedIn = ({ cases }: Awaited<ReturnType<typeof run>>) =>
    cases.filter(({ verdict }) => verdict === "pass").length;

  it("goes on when questions are refused one by one", async () => {
    await using store = await createRun(folder, stored);
    const model = subject((at) => (at < 8 ? "context_length" : "answer"));
    const result = await run(means(store, model), never);
    assert.equal(result.status, "complete");
    assert.deepEqual([result.totals.counts.infra, passedIn(result)], [8, 4]);
  });

  it("adds the time of every go, and none of grading again", async () => {
    let clockMs = 0;
    const now = () => {
      clockMs += 1500;
      return clockMs;
    };
    {
      await using store = await createRun(folder, stored);
      const model = subject((at) => (at < 5 ? "answer" : "refused"));
      await assert.rejects(run({ ...means(store, model), now }, never), EndpointLost);
    }
    await using store = await openRun(folder, header.id, "continue");
    const model = subject(() => "answer");
    const first = await run({ ...means(store, model), now }, never);
    assert.equal(first.totals.wallSeconds, 3);
    assert.deepEqual(await run({ ...means(store, model), now }, never), first);
    const again = await openRun(folder, header.id, "read");
    assert.deepEqual(await regrade(means(again, model), never), first);
  });

  it("stops when nothing gets through any more, and asks the rest later", async () => {
    const asked: string[] = [];
    {
      await using store = await createRun(folder, stored);
      const model = subject((at) => (at < 5 ? "answer" : "refused"), asked);
      await assert.rejects(run(means(store, model), never), EndpointLost);
    }
    assert.ok(asked.length < ids.length);
    const rest: string[] = [];
    await using store = await openRun(folder, header.id, "continue");
    const model = subject(() => "answer", rest);
    const result = await run(means(store, model), never);
    assert.equal(passedIn(result), ids.length);
    assert.equal(rest.length, ids.length - 5);
  });

  it("keeps what was answered, whenever it is stopped", async () => {
    for (const last of [0, 1, 4, ids.length - 1]) {
      const controller = new AbortController();
      const reason = new Error("enough");
      const runs = path.join(folder, `${last}`);
      const asked: string[] = [];
      {
        await using store = await createRun(runs, stored);
        const model = subject((at) => {
          if (at === last) controller.abort(reason);
          return "answer";
        }, asked);
        await assert.rejects(run(means(store, model), controller.signal), (e) => e === reason);
      }
      const rest: string[] = [];
      await using store = await openRun(runs, header.id, "continue");
      const result = await run(
        means(
          store,
          subject(() => "answer", rest),
        ),
        never,
      );
      assert.equal(passedIn(result), ids.length);
      assert.equal(asked.length + rest.length, ids.length);
    }
  });

  describe("the load test", () => {
    const answering = subject(() => "answer");
    const measured = sampleLoadTest([sampleLoadRow(1)]);
    const withLoad = { ...stored, load: {} };
    const reasons = ({ scorecard }: Evaluation) =>
      scorecard.filter(({ id }) => id === "batch-throughput").map(({ reason }) => reason);

    it("runs when everything is asked and graded, and is kept for every time after", async () => {
      const told: string[] = [];
      let runs = 0;
      const load: Means["load"] = async (emit) => {
        runs += 1;
        emit({ kind: "load-finished", loadTest: measured });
        return measured;
      };
      await using store = await createRun(folder, withLoad);
      const emit = ({ kind }: { kind: string }) => void told.push(kind);
      const first = await run({ ...means(store, answering), load, emit }, never);
      assert.deepEqual(told.slice(-2), ["load-finished", "finished"]);
      assert.equal(told.filter((kind) => kind === "graded").length, ids.length);
      assert.deepEqual(first.load, measured);
      const again = await run({ ...means(store, answering), load }, never);
      assert.equal(runs, 1);
      assert.deepEqual(again.load, measured);
      const { subjects: _, ...others } = means(store, answering);
      assert.equal(JSON.stringify(await regrade(others, never)), JSON.stringify(first));
    });

    it("takes nothing from the grades when the endpoint refuses it, and is tried again", async () => {
      await using store = await createRun(folder, withLoad);
      const refuse: Means["load"] = async () => {
        throw new ModelError("refused", { detail: "gpu1:8000" });
      };
      const first = await run({ ...means(store, answering), load: refuse }, never);
      assert.equal(passedIn(first), ids.length);
      assert.deepEqual(reasons(first), [
        "The load test failed: Nothing is listening at gpu1:8000.",
      ]);
      const { subjects: _, ...others } = means(store, answering);
      assert.equal(JSON.stringify(await regrade(others, never)), JSON.stringify(first));
      const load: Means["load"] = async () => measured;
      const second = await run({ ...means(store, answering), load }, never);
      assert.deepEqual(second.load, measured);
      assert.match(reasons(second)[0] ?? "", /no row at concurrency 128/);
    });

    it("that was interrupted is shown, and run again", async () => {
      await using store = await createRun(folder, withLoad);
      const part = { ...measured, status: "interrupted" as const };
      const load: Means["load"] = async () => part;
      const first = await run({ ...means(store, answering), load }, never);
      assert.equal(first.load?.status, "interrupted");
      const whole: Means["load"] = async () => measured;
      const second = await run({ ...means(store, answering), load: whole }, never);
      assert.equal(second.load?.status, "complete");
    });

    it("stops with the run, and takes no answer along", async () => {
      const controller = new AbortController();
      const reason = new Error("enough");
      {
        await using store = await createRun(folder, withLoad);
        const load: Means["load"] = async () => {
          controller.abort(reason);
          throw new ModelError("stream_cut");
        };
        const stopped = run({ ...means(store, answering), load }, controller.signal);
        await assert.rejects(stopped, (error) => error === reason);
      }
      const rest: string[] = [];
      await using store = await openRun(folder, header.id, "continue");
      const load: Means["load"] = async () => measured;
      const model = subject(() => "answer", rest);
      const result = await run({ ...means(store, model), load }, never);
      assert.deepEqual([rest.length, result.load?.status], [0, "complete"]);
    });

    it("passes on what is no fault of the endpoint", async () => {
      await using store = await createRun(folder, withLoad);
      const load: Means["load"] = async () => {
        throw new TypeError("a mistake of ours");
      };
      await assert.rejects(run({ ...means(store, answering), load }, never), TypeError);
    });
  });

  describe("regrade", () => {
    const changed = (texts: Record<string, string>) => async (store: Means["store"]) => {
      store.run.header.suite = { hash: "new", cases: 1, askedHash: "old" };
      const { subjects: _subjects, ...others } = means(
        store,
        subject(() => "answer"),
      );
      return regrade({ ...others, suite: suiteOf(texts) }, never);
    };

    it("leaves unscored what a changed suite asks differently", async () => {
      await using store = await createRun(folder, stored);
      await run(
        means(
          store,
          subject(() => "answer"),
        ),
        never,
      );
      const [first = "", second = ""] = ids;
      const result = await changed({
        [first]: caseText(first, "What is two and two?"),
        [second]: caseText(second).replace("expected: 2", "expected: 5"),
      })(store);
      const verdicts = result.cases.map(({ verdict }) => verdict);
      assert.deepEqual(verdicts.slice(0, 3), ["unscored", "fail", "pass"]);
    });

    it("says which case is gone", async () => {
      await using store = await createRun(folder, {
        ...stored,
        samples: [{ caseId: "design.gone", variant: 0, epoch: 0 }],
      });
      await assert.rejects(
        changed({})(store),
        (error) =>
          error instanceof RunStoreError &&
          error.code === "suite_changed" &&
          /no case design\.gone/.test(error.message),
      );
    });
  });
});
