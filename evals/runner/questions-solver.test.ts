import assert from "node:assert/strict";
import type { Exchange } from "../../core/protocol/transcript.ts";
import type { Instance } from "../cases/instance.ts";
import { questionsGrader } from "../graders/questions.ts";
import { openNone } from "../sandbox/none.ts";
import { caseResult } from "./case-result.ts";
import { questionsSolver } from "./questions-solver.ts";
import type { Subject } from "./solver.ts";

const { signal } = new AbortController();
const rubric = { facts: ["Says that it doubles."], falsehoods: ["Claims that it halves."] };

function instanceOf(hasRubric: boolean): Instance {
  return {
    id: "design.any#1.0",
    file: {
      id: "design.any",
      version: 1,
      category: "system-design",
      tier: "easy",
      answer: { kind: "json" },
    },
    cluster: "design.any",
    prompt: "How many?\n",
    grader: {
      kind: "questions",
      questions: [{ id: "size", type: "value", expected: 2 }],
      ...(hasRubric ? { rubric } : {}),
    },
    answer: { kind: "json" },
    files: new Map(),
    references: [],
    mutants: [],
  };
}

/** Says the same to everything, as the model under test would say it. */
function subject(text: string, finishReason: Exchange["finishReason"] = "stop") {
  const prompts: string[] = [];
  const asks: Subject = {
    contextWindow: undefined,
    countTokens: async () => undefined,
    async ask({ conversation }, aborted) {
      aborted.throwIfAborted();
      prompts.push(conversation[0]?.content ?? "");
      return {
        to: "model",
        sent: [...conversation],
        text,
        toolCalls: [],
        finishReason,
        model: "m",
        isSimulated: true,
        timing: { e2elMs: 1 },
        retried: [],
      };
    },
  };
  return { asks, prompts };
}

type Setting = {
  hasRubric?: boolean;
  epoch?: number;
  finishReason?: Exchange["finishReason"];
  votes?: string;
};

async function solved(answer: string, setting: Setting = {}) {
  const { hasRubric = true, epoch = 0, finishReason = "stop", votes = "1: yes\n2: yes" } = setting;
  const instance = instanceOf(hasRubric);
  const [model, judge] = [subject(answer, finishReason), subject(votes)];
  const request = { instance, model: model.asks, judge: judge.asks, epoch };
  const { exchanges } = await questionsSolver(request, signal);
  const transcript = { instance: instance.id, epoch, exchanges };
  const bench = { sandbox: openNone(), toolchains: { found: new Map(), missing: new Map() } };
  const { grader: spec } = instance;
  assert.ok(spec.kind === "questions");
  const grade = await questionsGrader.grade({ spec, instance, transcript, bench }, signal);
  return { instance, transcript, grade, asked: judge.prompts };
}

describe("questionsSolver", () => {
  const check = (name: string, setting: Setting, expected: string[]) =>
    it(name, async () => {
      const { transcript, asked } = await solved('{"size": 2}', setting);
      assert.deepEqual(
        transcript.exchanges.map(({ to }) => to),
        expected,
      );
      assert.equal(asked.length, expected.length - 1);
    });
  check("has a judge vote three times", {}, ["model", "judge", "judge", "judge"]);
  check("asks no judge without a rubric", { hasRubric: false }, ["model"]);
  check("asks no judge in repetitions", { epoch: 1 }, ["model"]);
  check("asks no judge about half an answer", { finishReason: "length" }, ["model"]);

  it("shows the judge the whole answer", async () => {
    const { asked } = await solved('It doubles.\n{"size": 2}');
    for (const prompt of asked) assert.match(prompt, /\nIt doubles\.\n\{"size": 2\}\n/);
  });

  it("ends when aborted", () => {
    const { asks } = subject("");
    const request = { instance: instanceOf(true), model: asks, judge: asks, epoch: 0 };
    return assert.rejects(questionsSolver(request, AbortSignal.abort()), { name: "AbortError" });
  });
});

describe("votes on an answer", () => {
  const check = (answer: string, votes: string, expected: string[]) =>
    it(`${answer}, ${JSON.stringify(votes)}: ${expected.join(", ")}`, async () => {
      const { grade } = await solved(answer, { votes });
      const checks = grade.checks.map(({ name, ok }) => `${name.split(":")[0]} ${ok}`);
      assert.deepEqual([grade.verdict, ...checks], expected);
    });
  const yes = "1: yes\n2: yes";
  check('{"size": 2}', yes, ["pass", "size true", "fact true", "falsehood false"]);
  check('{"size": 2}', "1: no\n2: no", ["pass", "size true", "fact false", "falsehood true"]);
  check('{"size": 2}', "Rating: [[9]]", ["pass", "size true", "fact null", "falsehood null"]);
  check('{"size": 3}', yes, ["fail", "size false", "fact true", "falsehood false"]);
  check("It doubles.", yes, ["fail", "fact true", "falsehood false"]);

  it("are no ratings", async () => {
    const { instance, transcript, grade } = await solved('{"size": 2}', { votes: "[[9]]" });
    const result = caseResult(instance, transcript, grade);
    assert.equal(result.ratings, undefined);
    assert.equal(result.timings.length, 1);
  });
});
