// Which texts are calls that nobody parsed, and which only look alike.
import assert from "node:assert/strict";
import { isCallAsText } from "./call-as-text.ts";

function check(text: string, expected: boolean) {
  assert.equal(isCallAsText(text, ["get_host", "list_hosts"]), expected);
}

const json = '{"name": "get_host", "arguments": {"host": "db-1"}}';

describe("isCallAsText", () => {
  for (const [name, text] of [
    ["Qwen3 Coder's notation", "<tool_call>\n<function=get_host>\n<parameter=host>\ndb-1"],
    ["its inner part alone", "I look.\n<function=get_host>\n</function>"],
    ["Hermes' notation", `<tool_call>\n${json}\n</tool_call>`],
    ["Qwen2.5 Coder's notation", `<tools>\n${json}\n</tools>`],
    ["Mistral's notation", `[TOOL_CALLS][${json}]`],
    ["bare JSON", ` ${json}\n`],
    ["JSON in a block", `Here:\n\`\`\`json\n${json}\n\`\`\`\n`],
    ["JSON in a block without a tag", `\`\`\`\n${json}\n\`\`\``],
    ["a list of calls", `[${json}, ${json}]`],
    ["OpenAI's own shape", `{"type": "function", "function": ${json}}`],
    ["parameters instead of arguments", '{"name": "list_hosts", "parameters": {}}'],
    ["a call behind reasoning", `<think>Hm.</think>\n${json}`],
  ] as const) {
    it(`knows ${name}`, () => check(text, true));
  }
  for (const [name, text] of [
    ["plain words", "I call get_host now."],
    ["no words", ""],
    ["JSON of another kind", '{"name": "get_host", "free": 3}'],
    ["a call of no tool there is", '{"name": "print", "arguments": {}}'],
    ["JSON that is none", '{"name": "get_host", "arguments": {'],
    ["thoughts about a call", "<think>Maybe <tool_call>?</think>\nThere are three."],
    ["deeply nested lists", "[".repeat(50_000) + "]".repeat(50_000)],
  ] as const) {
    it(`does not take ${name} for one`, () => check(text, false));
  }
});
