import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { ModelError, type ModelErrorCode } from "../../core/model/errors.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import { loadSuite, type Suite } from "../cases/suite.ts";
import { graders } from "../graders/graders.ts";
import { sampleHeader } from "../report/sample-results.ts";
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
