import assert from "node:assert/strict";
import { AnswerFold } from "./answer-fold.ts";

const timing = { itlMs: [], e2elMs: 0 };
const chunk = (delta: unknown, more: Record<string, unknown> = {}) => ({
  id: "chatcmpl-1",
  choices: [{ index: 0, delta, finish_reason: null }],
  ...more,
});

function fold(chunks: unknown[]) {
  const answer = new AnswerFold("asked-for");
  const events = [...chunks.flatMap((item) => answer.add(item)), ...answer.rest()];
  return { answer: answer.finish("stop", timing), events, fold: answer };
}

describe("AnswerFold", () => {
  it("strings tool arguments together by index, in the order of the calls", () => {
    const { answer, events } = fold([
      chunk({ tool_calls: [{ index: 1, id: "b", function: { name: "write", arguments: "" } }] }),
      chunk({ tool_calls: [{ index: 0, id: "a", function: { name: "read", arguments: "" } }] }),
      chunk({ tool_calls: [{ index: 0, function: { arguments: '{"p":' } }] }),
      chunk({ tool_calls: [{ index: 1, function: { arguments: "{}" } }] }),
      chunk({ tool_calls: [{ index: 0, id: "", function: { name: null, arguments: "1}" } }] }),
      chunk({}),
    ]);
    assert.deepEqual(answer.toolCalls, [
      { id: "a", name: "read", arguments: '{"p":1}' },
      { id: "b", name: "write", arguments: "{}" },
    ]);
    assert.equal(events.length, 5);
    assert.deepEqual(events[0], { kind: "tool", index: 1, id: "b", name: "write", arguments: "" });
  });

  it("reads reasoning under both names, once when both are sent", () => {
    const { answer, events } = fold([
      chunk({ reasoning: "a" }),
      chunk({ reasoning_content: "b" }),
      chunk({ reasoning: "c", reasoning_content: "c" }),
    ]);
    assert.equal(answer.reasoning, "abc");
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ["reasoning", "reasoning", "reasoning"],
    );
  });

  it("takes thoughts in tags out of the text, wherever the chunks are cut", () => {
    const { answer, events } = fold(
      ["<th", "ink>H", "m</thi", "nk>\n", "\nYes"].map((content) => chunk({ content })),
    );
    assert.equal(answer.reasoning, "Hm");
    assert.equal(answer.text, "Yes");
    assert.deepEqual(events, [
      { kind: "reasoning", text: "H" },
      { kind: "reasoning", text: "m" },
      { kind: "text", text: "Yes" },
    ]);
  });

  it("keeps an answer that is all thought, and one that ends like a tag", () => {
    const open = fold([chunk({ content: "<think>Hm" })]).answer;
    assert.deepEqual([open.text, open.reasoning], ["", "Hm"]);
    const short = fold([chunk({ content: "Yes\n<th" })]).answer;
    assert.deepEqual([short.text, short.reasoning], ["Yes\n<th", ""]);
  });

  it("knows of a delta that is still held back", () => {
    const answer = new AnswerFold("m");
    assert.deepEqual(answer.add(chunk({ content: "<think>" })), []);
    assert.equal(answer.hasDelta, true);
    answer.add(chunk({ content: "" }));
    assert.equal(answer.hasDelta, false);
    answer.add({ choices: [], usage: null });
    assert.equal(answer.hasDelta, false);
  });

  it("reads no thoughts in a completion", () =>
    assert.equal(
      fold([{ choices: [{ text: "<think>a</think>" }] }]).answer.text,
      "<think>a</think>",
    ));

  it("reads completions", () => {
    const { answer } = fold([{ choices: [{ index: 0, text: "a" }] }, { choices: [{ text: "b" }] }]);
    assert.equal(answer.text, "ab");
  });

  it("takes only the first choice", () => {
    const { answer } = fold([
      { choices: [{ index: 1, delta: { content: "no" }, finish_reason: "length" }] },
      {
        choices: [
          { index: 1, delta: { content: "no" } },
          { index: 0, delta: { content: "yes" } },
        ],
      },
    ]);
    assert.equal(answer.text, "yes");
  });

  it("yields nothing for empty deltas", () => {
    const { events } = fold([
      chunk({ role: "assistant", content: "" }),
      chunk({ content: null, tool_calls: [], reasoning: null }),
      chunk({}),
      chunk(null),
      { choices: [] },
    ]);
    assert.deepEqual(events, []);
  });

  it("takes usage from any chunk and the last one counts", () => {
    const usage = (tokens: number) => ({ prompt_tokens: 31, completion_tokens: tokens });
    const { answer } = fold([
      chunk({ content: "a" }, { usage: usage(1) }),
      chunk({ content: "b" }, { usage: null }),
      { choices: [], usage: usage(2) },
    ]);
    assert.deepEqual(answer.usage, { promptTokens: 31, completionTokens: 2 });
  });

  it("says which model answered, the one asked for when the server does not", () => {
    assert.equal(fold([chunk({}, { model: "alias" })]).answer.model, "alias");
    assert.equal(fold([chunk({})]).answer.model, "asked-for");
  });

  it("is finished when a reason was seen", () => {
    assert.equal(fold([chunk({ content: "a" })]).fold.finishReason, undefined);
    const ended = { choices: [{ index: 0, delta: {}, finish_reason: "length" }] };
    assert.equal(fold([ended]).fold.finishReason, "length");
  });

  it("survives whatever a server sends", () => {
    const odd = [null, 1, "x", [], { choices: 1 }, { choices: [null] }, { choices: [3] }];
    const deltas = [{ content: 1 }, { tool_calls: [null, 1, {}] }, { tool_calls: "x" }, "x"];
    const { events, answer } = fold([...odd, ...deltas.map((delta) => chunk(delta))]);
    assert.deepEqual(events, []);
    assert.equal(answer.text, "");
  });
});
