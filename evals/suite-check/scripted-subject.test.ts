// Which step answers which conversation.
import assert from "node:assert/strict";
import type { ChatMessage } from "../../core/model/request.ts";
import { scriptedSubject } from "./scripted-subject.ts";

const steps = [
  { text: "first" },
  {
    calls: [
      { tool: "a", arguments: { x: 1 } },
      { tool: "b", arguments: {} },
    ],
  },
  { text: "and", calls: [{ tool: "c", arguments: {} }] },
];
const question: ChatMessage = { role: "user", content: "?" };
const said: ChatMessage = { role: "assistant", content: "" };

async function check(conversation: ChatMessage[], expected: [string, string[], string]) {
  const exchange = await scriptedSubject({ steps }).ask(
    { conversation, added: 1 },
    new AbortController().signal,
  );
  const calls = exchange.toolCalls.map(({ id, name, arguments: json }) => `${id} ${name} ${json}`);
  assert.deepEqual([exchange.text, calls, exchange.finishReason], expected);
  assert.deepEqual(exchange.sent, conversation.slice(-1));
  assert.ok(exchange.isSimulated);
}

describe("scriptedSubject", () => {
  it("starts with the first step", () => check([question], ["first", [], "stop"]));
  it("counts its own answers alone", () =>
    check([question, said, question], ["", ['call_1 a {"x":1}', "call_2 b {}"], "tool_calls"]));
  it("numbers calls through", () =>
    check([question, said, said, question], ["and", ["call_3 c {}"], "tool_calls"]));
  it("says nothing behind the last step", () =>
    check([question, said, said, said, question], ["", [], "stop"]));
  it("ends when aborted", () =>
    assert.rejects(
      scriptedSubject({ steps }).ask({ conversation: [question], added: 1 }, AbortSignal.abort()),
      { name: "AbortError" },
    ));
});
