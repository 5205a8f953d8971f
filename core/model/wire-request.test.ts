import assert from "node:assert/strict";
import type { ChatRequest } from "./request.ts";
import { chatBody, completionBody } from "./wire-request.ts";

const streaming = { stream: true, stream_options: { include_usage: true } };
const chat: ChatRequest = { task: "chat", model: "m", messages: [] };
const schema = { type: "object" };

describe("chatBody", () => {
  const check = (name: string, more: Partial<ChatRequest>, expected: Record<string, unknown>) =>
    it(name, () =>
      assert.deepEqual(chatBody({ ...chat, ...more }), {
        model: "m",
        messages: [],
        ...streaming,
        ...expected,
      }),
    );
  check("sends nothing that nobody asked for", {}, {});
  check(
    "writes sampling in the API's names",
    { maxTokens: 8, temperature: 0, topP: 0.9, seed: 1, stop: ["\n"] },
    { max_tokens: 8, temperature: 0, top_p: 0.9, seed: 1, stop: ["\n"] },
  );
  check(
    "writes tools and a named choice",
    { tools: [{ name: "read", parameters: schema }], toolChoice: { name: "read" } },
    {
      tools: [{ type: "function", function: { name: "read", parameters: schema } }],
      tool_choice: { type: "function", function: { name: "read" } },
    },
  );
  check("writes a choice by word", { toolChoice: "auto" }, { tool_choice: "auto" });
  check(
    "writes a schema",
    { responseFormat: { type: "json_schema", name: "verdict", schema } },
    {
      response_format: {
        type: "json_schema",
        json_schema: { name: "verdict", schema, strict: true },
      },
    },
  );
  check(
    "writes a format without a schema",
    { responseFormat: { type: "json_object" } },
    { response_format: { type: "json_object" } },
  );
  check(
    "writes a conversation with tools",
    {
      messages: [
        { role: "system", content: "s" },
        { role: "assistant", content: "", toolCalls: [{ id: "c", name: "read", arguments: "{}" }] },
        { role: "tool", content: "r", toolCallId: "c" },
        { role: "assistant", content: "", toolCalls: [] },
      ],
    },
    {
      messages: [
        { role: "system", content: "s" },
        {
          role: "assistant",
          content: null,
          tool_calls: [{ id: "c", type: "function", function: { name: "read", arguments: "{}" } }],
        },
        { role: "tool", content: "r", tool_call_id: "c" },
        { role: "assistant", content: "" },
      ],
    },
  );
  check(
    "writes images as parts after the text, and parts only for them",
    {
      messages: [
        { role: "user", content: "What?", images: [] },
        { role: "user", content: "And?", images: [{ mediaType: "image/png", base64: "AA==" }] },
      ],
    },
    {
      messages: [
        { role: "user", content: "What?" },
        {
          role: "user",
          content: [
            { type: "text", text: "And?" },
            { type: "image_url", image_url: { url: "data:image/png;base64,AA==" } },
          ],
        },
      ],
    },
  );
  check("passes vLLM's own fields on", { extra: { cache_salt: "ab" } }, { cache_salt: "ab" });
  check(
    "lets no extra field change what the client needs",
    { extra: { stream: false, model: "x" } },
    {},
  );
});

describe("completionBody", () => {
  it("sends the prompt as it is", () =>
    assert.deepEqual(
      completionBody({ task: "inline", model: "m", prompt: [1, 2], maxTokens: 64 }),
      { model: "m", prompt: [1, 2], max_tokens: 64, ...streaming },
    ));
});
