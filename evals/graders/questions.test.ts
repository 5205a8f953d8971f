import assert from "node:assert/strict";
import type { Program, Question, Questions } from "../../core/protocol/case/questions.ts";
import type { Grade } from "../../core/protocol/grade.ts";
import type { Instance } from "../cases/instance.ts";
import { findToolchains } from "../languages/find-toolchains.ts";
import { chooseSandbox } from "../sandbox/choose.ts";
import { openNone } from "../sandbox/none.ts";
import type { Bench } from "./grader.ts";
import { questionsGrader } from "./questions.ts";

const { signal } = new AbortController();
const idle: Bench = {
  sandbox: openNone(),
  toolchains: { found: new Map(), missing: new Map() },
};

type Asked = { spec: Omit<Questions, "kind">; bench?: Bench; finishReason?: "stop" | "length" };

const halves = `def halve(n):
    while n == 7:
        pass
    if n < 0:
        raise ValueError("negative")
    return [n // 2, n % 2]
`;

function instanceOf(spec: Questions): Instance {
  const files = new Map([
    ["halve.py", halves],
    ["other.py", halves.replace("n // 2", "int(n / 2) + (n == 4)")],
  ]);
  return {
    id: "explain.py.halves#1.0",
    file: {
      id: "explain.py.halves",
      version: 1,
      category: "explanation",
      tier: "easy",
      language: "python",
      answer: { kind: "json" },
      limits: { runMs: 2000 },
    },
    cluster: "explain.py.halves",
    prompt: "",
    grader: spec,
    answer: { kind: "json" },
    files,
    references: [],
    mutants: [],
  };
}

async function grade(reply: string, { spec: rest, bench = idle, finishReason = "stop" }: Asked) {
  const spec: Questions = { kind: "questions", ...rest };
  const instance = instanceOf(spec);
  const transcript = {
    instance: instance.id,
    epoch: 0,
    exchanges: [
      {
        to: "model" as const,
        sent: [],
        text: reply,
        toolCalls: [],
        finishReason,
        model: "m",
        isSimulated: true,
        timing: { e2elMs: 1 },
        retried: [],
      },
    ],
  };
  return questionsGrader.grade({ spec, instance, transcript, bench }, signal);
}

async function check([reply, asked]: [string, Asked], expected: Partial<Grade>) {
  const found = await grade(reply, asked);
  for (const [key, value] of Object.entries(expected)) {
    assert.deepEqual(found[key as keyof Grade], value, JSON.stringify(found));
  }
}

const two: Asked = {
  spec: {
    questions: [
      { id: "size", type: "number", expected: 100, tolerance: 0.05 },
      { id: "node", type: "choice", options: ["a", "b"], expected: "a" },
    ],
  },
};

describe("questionsGrader", () => {
  it("passes when every answer is right", async () => {
    await check(['{"size": 104, "node": "a"}', two], { verdict: "pass", extraction: "whole" });
    await check(['So:\n```json\n{"size": 96.5, "node": "a"}\n```', two], {
      verdict: "pass",
      extraction: "fenced",
      extracted: '{"size": 96.5, "node": "a"}',
    });
  });

  it("fails with the first that is wrong", () =>
    check(['{"size": 90, "node": "b"}', two], {
      verdict: "fail",
      failClass: "wrong-answer",
      reason: "size and 1 more: is more than 5 % off",
    }));

  it("fails where an answer is missing", async () => {
    await check(['{"size": 100}', two], { failClass: "wrong-answer", reason: "node: is missing" });
    const inherited: Question = { id: "constructor", type: "value", expected: null };
    await check(["{}", { spec: { questions: [inherited] } }], {
      reason: "constructor: is missing",
    });
  });

  it("notes answers that nobody asked for", async () => {
    const found = await grade('{"size": 100, "node": "a", "why": 1}', two);
    assert.equal(found.verdict, "pass");
    assert.deepEqual(found.checks.at(-1), {
      name: "other keys",
      ok: false,
      advisory: true,
      detail: "nobody asked for why",
    });
  });

  it("says why there is nothing to grade", async () => {
    const extraction = (reason: string): Partial<Grade> => ({
      verdict: "fail",
      failClass: "extraction",
      reason,
    });
    await check(["It is 100.", two], extraction("The answer holds no JSON."));
    await check(["[100]", two], extraction("The answer is no JSON object."));
    await check(["null", two], extraction("The answer is no JSON object."));
    await check(
      ["```json\n{size: 100}\n```", two],
      extraction("The answer's JSON cannot be parsed."),
    );
    const deep = `{"size": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    await check([deep, two], extraction("The answer's JSON is nested too deeply."));
    await check(['{"size": 100, "node"', { ...two, finishReason: "length" }], {
      failClass: "truncated",
    });
    await check(["I'm sorry, but I can't help with that.", two], { failClass: "refusal" });
  });

  it("repeats no answer that is large", async () => {
    const found = await grade(JSON.stringify({ size: "x".repeat(10_000), node: "a" }), two);
    assert.equal(found.checks[0]?.actual, undefined);
    assert.equal(found.checks[0]?.ok, false);
  });

  it("needs a sandbox only where inputs are tried", () => {
    const needs = (questions: Question[]) => {
      const spec: Questions = { kind: "questions", questions };
      return questionsGrader.needs(spec, instanceOf(spec)).length;
    };
    assert.equal(needs([{ id: "a", type: "value", expected: 1 }]), 0);
    assert.equal(needs([{ id: "a", type: "witness", throws: true }]), 2);
  });
});

describe("questionsGrader with inputs", function () {
  this.timeout(30_000);
  const program: Program = {
    file: "halve.py",
    entry: "halve",
    signature: { args: ["int"], returns: "list<int>" },
  };
  const spec: Asked["spec"] = {
    program,
    questions: [
      { id: "three", type: "witness", expected: [3, 0] },
      { id: "fails", type: "witness", throws: true },
      { id: "differs", type: "difference", other: "other.py" },
    ],
  };
  let bench: Bench;
  before(async function () {
    const { sandbox } = await chooseSandbox({}, signal);
    bench = { sandbox, toolchains: await findToolchains(signal) };
    const isThere = sandbox.openFolder !== undefined && bench.toolchains.found.has("python");
    if (!isThere) this.skip();
  });
  after(() => bench.sandbox[Symbol.asyncDispose]());

  const states = (found: Grade) => found.checks.map(({ ok, detail }) => detail ?? ok);

  it("tries each on the program", async () => {
    await check(['{"three": [6], "fails": [-1], "differs": [4]}', { spec, bench }], {
      verdict: "pass",
    });
    const found = await grade('{"three": [5], "fails": [0], "differs": [6]}', { spec, bench });
    assert.deepEqual(states(found), [
      "makes the program return [2,1]",
      "makes the program return [0,0]",
      "makes both return [3,0]",
    ]);
  });

  it("lets an input that never ends fail alone", async () => {
    const found = await grade('{"three": [7], "fails": [-1], "differs": "4"}', { spec, bench });
    assert.deepEqual(states(found), [
      "makes the program fail: it ran out of time",
      true,
      "is no list of arguments",
    ]);
  });
});
