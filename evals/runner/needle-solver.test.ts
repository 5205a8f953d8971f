import assert from "node:assert/strict";
import type { Needle } from "../../core/protocol/case/needle.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import { caseLine, type Instance, instanceIdIn } from "../cases/instance.ts";
import { encode } from "../simulator/tokenizer/tokenizer.ts";
import { needleSolver } from "./needle-solver.ts";
import type { Question, Subject } from "./solver.ts";

const signal = new AbortController().signal;

function instanceOf(spec: Needle): Instance {
  return {
    id: "long.any#1.0",
    file: {
      id: "long.any",
      version: 1,
      category: "long-context",
      tier: "easy",
      answer: { kind: "json" },
      limits: { maxTokens: 300 },
    },
    cluster: "long.any",
    prompt: "Below are files.\n",
    grader: spec,
    answer: { kind: "json" },
    files: new Map(),
    references: [],
    mutants: [],
  };
}

/** A model that counts like the simulated endpoint, or not at all, and keeps what it was asked. */
function subject(options: { contextWindow?: number; counts: boolean; extra?: number }) {
  const asked: Question[] = [];
  const model: Subject = {
    contextWindow: options.contextWindow,
    countTokens: async (text) => (options.counts ? encode(text).length : undefined),
    async ask(question): Promise<Exchange> {
      asked.push(question);
      const prompt = question.conversation.map(({ content }) => content).join("\n");
      return {
        to: "model",
        sent: [],
        text: "{}",
        toolCalls: [],
        finishReason: "stop",
        model: "m",
        isSimulated: true,
        usage: {
          promptTokens: encode(prompt).length + (options.extra ?? 20),
          completionTokens: 1,
        },
        timing: { e2elMs: 1 },
        retried: [],
      };
    },
  };
  return { model, asked };
}

const spec: Needle = { kind: "needle", family: "single", tokens: 4096, depth: 0.5 };
const solve = (model: Subject) =>
  needleSolver({ instance: instanceOf(spec), model, judge: model, epoch: 0 }, signal);

describe("needleSolver", () => {
  it("asks with prompt and answer within the tokens of the case, and says how many", async () => {
    const { model, asked } = subject({ counts: true });
    const { exchanges, facts } = await solve(model);
    assert.equal(exchanges.length, 1);
    assert.equal(asked[0]!.maxTokens, 300);
    assert.equal(facts!.targetTokens, 4096);
    assert.equal(facts!.countedBy, "endpoint");
    const prompt = Number(facts!.promptTokens);
    assert.ok(prompt + 300 <= 4096 && prompt > 3500, String(prompt));
    assert.equal(facts!.overBy, undefined);
  });

  it("begins with the case's prompt and ends with the question and the line of the case", async () => {
    const { model, asked } = subject({ counts: true });
    await solve(model);
    const prompt = asked[0]!.conversation.at(-1)!.content;
    assert.match(prompt, /^Below are files\.\n\n=====/);
    assert.equal(prompt.split("\n").at(-1), caseLine("long.any#1.0"));
    assert.equal(instanceIdIn(prompt)?.caseId, "long.any");
    assert.match(prompt, /end of the files =====\n\nWhat is the /);
  });

  it("keeps to an estimate where nobody counts", async () => {
    const { model } = subject({ counts: false });
    const { facts } = await solve(model);
    assert.equal(facts!.countedBy, "estimate");
    assert.ok(Number(facts!.promptTokens) + 300 <= 4096);
  });

  it("says by how much a prompt was too long after all", async () => {
    const { model } = subject({ counts: true, extra: 400 });
    const { facts } = await solve(model);
    assert.ok(Number(facts!.overBy) > 0 && Number(facts!.overBy) <= 400);
  });

  it("asks nothing of a model whose window is too small", async () => {
    const { model, asked } = subject({ counts: true, contextWindow: 4095 });
    const { exchanges, facts } = await solve(model);
    assert.deepEqual(exchanges, []);
    assert.equal(facts!.skipped, "context window 4095 < 4096");
    assert.equal(asked.length, 0);
  });

  it("takes a window that is just large enough", async () => {
    const { model, asked } = subject({ counts: true, contextWindow: 4096 });
    await solve(model);
    assert.equal(asked.length, 1);
  });
});
