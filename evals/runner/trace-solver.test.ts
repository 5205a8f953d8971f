// How the conversation goes on after answers of all kinds, those of broken servers among them.
import assert from "node:assert/strict";
import type { ToolCall } from "../../core/model/request.ts";
import { trace } from "../../core/protocol/case/trace.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import type { Instance } from "../cases/instance.ts";
import type { Question, Subject } from "./solver.ts";
import { traceSolver } from "./trace-solver.ts";

const signal = new AbortController().signal;

type Said = Partial<Pick<Exchange, "text" | "toolCalls" | "finishReason">>;

const call = (more: Partial<ToolCall> = {}): ToolCall => ({
  id: "a",
  name: "get_host",
  arguments: '{"host":"db-1"}',
  ...more,
});

function instanceOf(more: object): Instance {
  const grader = trace.parse({
    kind: "trace",
    world: "monitoring",
    setup: { hosts: [{ host: "db-1", region: "north", status: "up", diskFreeGb: 12 }] },
    tools: ["get_host"],
    maxSteps: 3,
    ...more,
  });
  return {
    id: "tool.test#1.0",
    file: { id: "tool.test", version: 1, category: "tool-use", tier: "easy", answer },
    cluster: "tool.test",
    prompt: "How is db-1?",
    grader,
    answer,
    files: new Map(),
    references: [],
    mutants: [],
  };
}

const answer = { kind: "conversation" } as const;

/** What was asked, question by question. */
async function solve(said: readonly Said[], more: object = {}) {
  const asked: Question[] = [];
  const model: Subject = {
    contextWindow: undefined,
    countTokens: async () => undefined,
    async ask(question) {
      const { text = "", toolCalls = [], finishReason = "stop" } = said[asked.length] ?? {};
      asked.push(question);
      const sent = question.conversation.slice(-question.added);
      const facts = { model: "m", isSimulated: true, timing: { e2elMs: 0 }, retried: [] };
      return { to: "model", sent, text, toolCalls, finishReason, ...facts };
    },
  };
  const instance = instanceOf(more);
  const { exchanges } = await traceSolver({ instance, model, judge: model, epoch: 0 }, signal);
  return { asked, exchanges };
}

/** The roles of what was new in each question. */
async function check(said: readonly Said[], expected: string[][], more: object = {}) {
  const { exchanges } = await solve(said, more);
  assert.deepEqual(
    exchanges.map(({ sent }) => sent.map(({ role }) => role)),
    expected,
  );
}

describe("traceSolver", () => {
  it("offers the world's tools and names the case", async () => {
    const { asked } = await solve([{ text: "Fine." }]);
    assert.deepEqual(
      asked[0]?.tools?.map(({ name }) => name),
      ["get_host"],
    );
    assert.equal(asked[0]?.conversation.at(-1)?.content, "How is db-1?\n\n(Case tool.test#1.0)");
  });
  it("ends with an answer in words", () => check([{ text: "Fine." }], [["user"]]));
  it("hands results back", async () => {
    const { asked } = await solve([{ text: "I look.", toolCalls: [call()] }, { text: "Up." }]);
    assert.deepEqual(asked[1]?.conversation.slice(-2), [
      { role: "assistant", content: "I look.", toolCalls: [call()] },
      {
        role: "tool",
        content: '{"host":"db-1","region":"north","status":"up","diskFreeGb":12}',
        toolCallId: "a",
      },
    ]);
  });
  it("speaks for the user, once a reply", () =>
    check([{ text: "Which?" }, { text: "And?" }, { text: "Ah." }], [["user"], ["user"], ["user"]], {
      replies: ["db-1", "Now."],
    }));
  it("stops after the last step allowed", () =>
    check(Array(9).fill({ toolCalls: [call()] }), [["user"], ["tool"], ["tool"]]));
  it("does not go on behind an answer that was cut", () =>
    check([{ toolCalls: [call()], finishReason: "length" }], [["user"]], { replies: ["Go on."] }));
  it("does not go on behind a call that came as text", () =>
    check([{ text: "<tool_call>\n" }], [["user"]], { replies: ["Go on."] }));
  it("keeps asking behind calls that cannot be carried out", () =>
    check(
      [{ toolCalls: [call({ name: "nothing" }), call({ id: "b", arguments: "{" })] }],
      [["user"], ["tool", "tool"]],
    ));
  it("answers a hundred calls of one turn", async () => {
    const { exchanges } = await solve([{ toolCalls: Array(100).fill(call()) }]);
    assert.equal(exchanges[1]?.sent.length, 100);
  });

  for (const [name, given] of [
    ["arguments that are no JSON", '{"host": '],
    ["arguments that are no object", "[1]"],
    ["huge arguments", JSON.stringify({ host: "x".repeat(100_000) })],
  ] as const) {
    it(`sends ${name} back empty, which every server takes`, async () => {
      const { asked, exchanges } = await solve([{ toolCalls: [call({ arguments: given })] }]);
      const echo = asked[1]?.conversation.at(-2);
      assert.ok(echo?.role === "assistant");
      assert.deepEqual(echo.toolCalls, [call({ arguments: "{}" })]);
      assert.equal(exchanges[0]?.toolCalls[0]?.arguments, given);
    });
  }
  it("gives calls ids of their own where the server did not", async () => {
    const toolCalls = [call({ id: "" }), call({ id: "a" }), call({ id: "a" })];
    const { asked } = await solve([{ toolCalls }]);
    const results = asked[1]?.conversation.slice(-3) ?? [];
    const ids = results.map((message) => (message.role === "tool" ? message.toolCallId : ""));
    assert.deepEqual(ids, ["call_1_0", "a", "call_1_2"]);
    const echo = asked[1]?.conversation.at(-4);
    assert.ok(echo?.role === "assistant");
    assert.deepEqual(
      echo.toolCalls?.map(({ id }) => id),
      ids,
    );
  });
});
