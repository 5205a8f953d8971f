// The client names every way an endpoint can fail, and keeps what arrived before.
import assert from "node:assert/strict";
import type { ModelErrorCode } from "../../../core/model/errors.ts";
import type { FaultKind } from "../options.ts";
import { vllmVersions } from "../version-profile.ts";
import {
  answerOf,
  chatRequest,
  clientOf,
  completionRequest,
  failureOf,
  never,
  saying,
  withSimulator,
} from "./against-simulator.ts";

const text = "one two three four five six seven eight nine ten";
const faults: Record<Exclude<FaultKind, "stall" | "slow-first-byte">, ModelErrorCode> = {
  refuse: "unreachable",
  "401": "unauthorized",
  "503": "busy",
  reset: "stream_cut",
  "error-event": "upstream",
  "200-error": "upstream",
  truncate: "stream_cut",
  html: "not_openai",
};
const midStream = ["reset", "error-event", "truncate"];

for (const vllmVersion of vllmVersions) {
  describe(`a failing vLLM ${vllmVersion}`, () => {
    for (const [name, code] of Object.entries(faults)) {
      // The table's keys are fault kinds by its type.
      const kind = name as keyof typeof faults;
      const start = { vllmVersion, faults: [{ kind }], script: saying({ text }) };

      it(`${kind} is ${code} in a chat`, () =>
        withSimulator(start, async ({ url }) => {
          const { text: part, error } = await failureOf(
            clientOf(url).streamChat(chatRequest(), never),
            code,
          );
          assert.ok(text.startsWith(part));
          assert.equal(part !== "", midStream.includes(kind));
          assert.ok(error.remedy);
        }));

      it(`${kind} is ${code} in a completion`, () =>
        withSimulator(start, async ({ url }) => {
          await failureOf(clientOf(url).streamCompletion(completionRequest("a"), never), code);
        }));
    }

    it("stalls in the middle", () =>
      withSimulator(
        { vllmVersion, faults: [{ kind: "stall" }], script: saying({ text }) },
        async (simulator) => {
          const client = clientOf(simulator.url, {
            timeouts: { firstByteMs: 20_000, stalledMs: 50 },
          });
          const { text: part } = await failureOf(
            client.streamChat(chatRequest(), never),
            "timeout_stalled",
          );
          assert.ok(part !== "" && text.startsWith(part));
        },
      ));

    it("sends no first byte", () =>
      withSimulator(
        { vllmVersion, faults: [{ kind: "slow-first-byte", after: 1000 }] },
        async ({ url }) => {
          const client = clientOf(url, { timeouts: { firstByteMs: 50, stalledMs: 20_000 } });
          await failureOf(client.streamChat(chatRequest(), never), "timeout_first_byte");
        },
      ));

    it("does not serve the model", () =>
      withSimulator({ vllmVersion }, async ({ url }) => {
        const { error } = await failureOf(
          clientOf(url).streamChat(chatRequest({ model: "gone" }), never),
          "model_not_found",
        );
        assert.match(error.summary, /gone/);
      }));

    it("has a window that is too small, for the prompt or for prompt and answer", () =>
      withSimulator({ vllmVersion, maxModelLen: 512 }, async ({ url }) => {
        const client = clientOf(url);
        const long = chatRequest({ messages: [{ role: "user", content: "word ".repeat(2000) }] });
        await failureOf(client.streamChat(long, never), "context_length");
        await failureOf(
          client.streamChat(chatRequest({ maxTokens: 600 }), never),
          "context_length",
        );
        const completion = completionRequest("word ".repeat(2000));
        await failureOf(client.streamCompletion(completion, never), "context_length");
      }));

    it("refuses what it does not support", () =>
      withSimulator({ vllmVersion }, async ({ url }) => {
        const client = clientOf(url);
        const suffix = { ...completionRequest("a"), extra: { suffix: "b" } };
        await failureOf(client.streamCompletion(suffix, never), "bad_request");
        const tools = chatRequest({
          tools: [{ name: "t", parameters: { type: "object" } }],
          toolChoice: "auto",
        });
        await failureOf(client.streamChat(tools, never), "bad_request");
      }));

    it("wants the right key", () =>
      withSimulator({ vllmVersion, apiKey: "right-key" }, async ({ url }) => {
        for (const more of [{}, { apiKey: "wrong-key" }]) {
          const { error } = await failureOf(
            clientOf(url, more).streamChat(chatRequest(), never),
            "unauthorized",
          );
          assert.doesNotMatch(error.message, /wrong-key/);
        }
        const client = clientOf(url, { apiKey: "right-key" });
        assert.equal(
          (await answerOf(client.streamChat(chatRequest(), never))).finishReason,
          "stop",
        );
      }));

    it("answers the next request after each failure", () =>
      withSimulator(
        { vllmVersion, faults: [{ kind: "reset", every: 2 }], script: saying({ text }) },
        async ({ url }) => {
          const client = clientOf(url);
          for (let round = 0; round < 3; round += 1) {
            assert.equal((await answerOf(client.streamChat(chatRequest(), never))).text, text);
            await failureOf(client.streamChat(chatRequest(), never), "stream_cut");
          }
        },
      ));
  });
}
