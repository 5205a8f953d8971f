// The client reads what every version of vLLM sends when all is well.
import assert from "node:assert/strict";
import type { Tool } from "../../../core/model/request.ts";
import { vllmVersions } from "../version-profile.ts";
import {
  answerOf,
  chatRequest,
  clientOf,
  collect,
  completionRequest,
  never,
  saying,
  withSimulator,
} from "./against-simulator.ts";

const text = "Grüße, 世界! 😀👩‍👩‍👧\n```ts\nconst a = 1;\n```\n";
const tool: Tool = {
  name: "write_file",
  parameters: {
    type: "object",
    properties: { path: { type: "string" }, content: { type: "string" } },
    required: ["path", "content"],
  },
};
const written = { path: "src/ä.ts", content: 'const a = "😀";\n'.repeat(20) };

for (const vllmVersion of vllmVersions) {
  describe(`vLLM ${vllmVersion}`, () => {
    it("streams a chat with usage and says that it is simulated", () =>
      withSimulator({ vllmVersion, script: saying({ text }) }, async (simulator) => {
        const answer = await answerOf(clientOf(simulator.url).streamChat(chatRequest(), never));
        const [record] = simulator.requests();
        assert.equal(answer.text, text);
        assert.equal(answer.finishReason, "stop");
        assert.equal(answer.model, "qwen3-coder");
        assert.equal(answer.isSimulated, true);
        assert.match(answer.requestId, /^chatcmpl-/);
        assert.equal(answer.usage?.promptTokens, record?.promptTokens);
        assert.equal(answer.usage?.completionTokens, record?.completionTokens);
        assert.equal(record?.task, "chat");
      }));

    it("streams a completion of text and of token ids", () =>
      withSimulator({ vllmVersion, script: saying({ text: " + b" }) }, async ({ url }) => {
        const client = clientOf(url);
        const ids = await client.tokenize("qwen3-coder", "def add(a, b):\n    return a", never);
        assert.ok(ids !== undefined && ids.length > 3);
        for (const prompt of ["def add(a, b):\n    return a", ids]) {
          const answer = await answerOf(client.streamCompletion(completionRequest(prompt), never));
          assert.equal(answer.text, " + b");
          assert.equal(answer.usage?.promptTokens, ids.length);
        }
      }));

    it("stops at the length that was asked for", () =>
      withSimulator({ vllmVersion, script: saying({ text }) }, async ({ url }) => {
        const request = chatRequest({ maxTokens: 3 });
        const answer = await answerOf(clientOf(url).streamChat(request, never));
        assert.equal(answer.finishReason, "length");
        assert.equal(answer.usage?.completionTokens, 3);
      }));

    it("keeps reasoning apart from the answer", () =>
      withSimulator(
        { vllmVersion, script: saying({ text: "Yes.", reasoning: "Let me think." }) },
        async ({ url }) => {
          const answer = await answerOf(clientOf(url).streamChat(chatRequest(), never));
          assert.equal(answer.reasoning.trim(), "Let me think.");
          assert.equal(answer.text, "Yes.");
        },
      ));

    const withTool = {
      vllmVersion,
      enableAutoToolChoice: true,
      toolCallParser: "qwen3_coder" as const,
      script: saying({
        text: "I write it.\n",
        toolCalls: [{ name: tool.name, arguments: written }],
      }),
    };

    it("gathers a tool call whose arguments arrive in bursts", () =>
      withSimulator(withTool, async ({ url }) => {
        const request = chatRequest({ tools: [tool], toolChoice: "auto" });
        const answer = await answerOf(clientOf(url).streamChat(request, never));
        const [call, ...others] = answer.toolCalls;
        assert.equal(others.length, 0);
        assert.equal(answer.text.trim(), "I write it.");
        assert.equal(answer.finishReason, "tool_calls");
        assert.equal(call?.name, tool.name);
        assert.deepEqual(JSON.parse(call?.arguments ?? ""), written);
      }));

    for (const toolChoice of ["required", { name: tool.name }] as const) {
      const name = typeof toolChoice === "string" ? toolChoice : "named";
      it(`gathers a tool call that the server forces (${name})`, () =>
        withSimulator(withTool, async ({ url }) => {
          const request = chatRequest({ tools: [tool], toolChoice });
          const answer = await answerOf(clientOf(url).streamChat(request, never));
          const [call] = answer.toolCalls;
          assert.equal(call?.name, tool.name);
          assert.deepEqual(Object.keys(JSON.parse(call?.arguments ?? "")).sort(), [
            "content",
            "path",
          ]);
        }));
    }

    it("answers in a schema", () =>
      withSimulator({ vllmVersion }, async ({ url }) => {
        const schema = {
          type: "object",
          properties: { ready: { type: "boolean" } },
          required: ["ready"],
          additionalProperties: false,
        };
        const request = chatRequest({
          responseFormat: { type: "json_schema", name: "verdict", schema },
        });
        const answer = await answerOf(clientOf(url).streamChat(request, never));
        assert.equal(typeof JSON.parse(answer.text).ready, "boolean");
      }));

    it("reads several tokens per chunk and characters cut between writes", () =>
      withSimulator(
        {
          vllmVersion,
          streamInterval: 4,
          splitUtf8: true,
          script: saying({ text: text.repeat(9) }),
        },
        async ({ url }) => {
          const events = await collect(clientOf(url).streamChat(chatRequest(), never));
          const end = events.at(-1);
          assert.ok(end?.kind === "end");
          assert.equal(end.answer.text, text.repeat(9));
          assert.ok(events.length - 1 < (end.answer.usage?.completionTokens ?? 0));
          assert.equal(end.answer.timing.itlMs.length, events.length - 2);
        },
      ));

    it("lists what it serves", () =>
      withSimulator(
        { vllmVersion, models: ["big", "alias"], maxModelLen: 4096 },
        async ({ url }) => {
          const client = clientOf(url);
          assert.deepEqual(
            (await client.listModels(never)).map(({ id, contextWindow }) => [id, contextWindow]),
            [
              ["big", 4096],
              ["alias", 4096],
            ],
          );
          assert.ok((await client.serverVersion(never))?.startsWith(vllmVersion));
        },
      ));
  });
}
