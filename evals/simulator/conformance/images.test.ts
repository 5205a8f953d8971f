// Images as the editor sends them, to models that see and to those that do not.
import assert from "node:assert/strict";
import { imageTokens } from "../../../core/chat/image-tokens.ts";
import { probeVision } from "../../../core/model/probe-vision.ts";
import type { ChatRequest } from "../../../core/model/request.ts";
import { vllmVersions } from "../version-profile.ts";
import {
  answerOf,
  chatRequest,
  clientOf,
  failureOf,
  never,
  withSimulator,
} from "./against-simulator.ts";

const models = ["qwen3-coder", "qwen3-vl"];
/** The head of a picture of 280 by 56 pixels. */
const base64 = "iVBORw0KGgoAAAANSUhEUgAAARgAAAA4CAIAAAAAAAAAAAAAAA==";
const messages: ChatRequest["messages"] = [
  { role: "user", content: "What?", images: [{ mediaType: "image/png", base64 }] },
];

for (const vllmVersion of vllmVersions) {
  describe(`images and vLLM ${vllmVersion}`, () => {
    it("are seen by a model with vision, and cost what they are large", () =>
      withSimulator({ vllmVersion, models }, async ({ url }) => {
        const client = clientOf(url);
        const model = "qwen3-vl";
        const seen = await answerOf(client.streamChat(chatRequest({ model, messages }), never));
        const bare: ChatRequest["messages"] = [{ role: "user", content: "What?" }];
        const text = await answerOf(
          client.streamChat(chatRequest({ model, messages: bare }), never),
        );
        const more = (seen.usage?.promptTokens ?? 0) - (text.usage?.promptTokens ?? 0);
        // The marks may part what was one token.
        assert.ok(Math.abs(more - imageTokens(base64)) <= 1, `${more}`);
      }));

    it("are refused by a model without, in vLLM's words", () =>
      withSimulator({ vllmVersion, models }, async ({ url }) => {
        const stream = clientOf(url).streamChat(chatRequest({ messages }), never);
        const { error } = await failureOf(stream, "bad_request");
        assert.match(error.summary, /qwen3-coder is not a multimodal model/);
      }));

    it("are how a probe tells the two apart", () =>
      withSimulator({ vllmVersion, models }, async ({ url }) => {
        const client = clientOf(url);
        const found = models.map((model) => probeVision({ client, model }, never));
        assert.deepEqual(
          (await Promise.all(found)).map(({ learned }) => learned?.vision),
          [false, true],
        );
      }));
  });
}
