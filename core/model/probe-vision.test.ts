import assert from "node:assert/strict";
import type { Answer, StreamEvent } from "./answer.ts";
import { ModelError, type ModelErrorCode } from "./errors.ts";
import { probeVision } from "./probe-vision.ts";
import type { ChatRequest } from "./request.ts";

const never = new AbortController().signal;
const answer: Answer = {
  text: "",
  reasoning: "",
  toolCalls: [],
  finishReason: "length",
  timing: { itlMs: [], e2elMs: 0 },
  model: "m",
  requestId: "1",
  isSimulated: false,
};

/** A model that answers, or fails with this code. */
async function probed(failure?: ModelErrorCode) {
  const asked: ChatRequest[] = [];
  async function* streamChat(request: ChatRequest): AsyncGenerator<StreamEvent> {
    asked.push(request);
    if (failure !== undefined) throw new ModelError(failure);
    yield { kind: "end", answer };
  }
  return { finding: await probeVision({ client: { streamChat }, model: "m" }, never), asked };
}

describe("probeVision", () => {
  it("asks for one token about one image", async () => {
    const { asked } = await probed();
    const [request] = asked;
    assert.equal(asked.length, 1);
    assert.equal(request?.maxTokens, 1);
    const [message] = request?.messages ?? [];
    assert.ok(message?.role === "user");
    assert.match(message.images?.[0]?.base64 ?? "", /^iVBORw0KGgo/);
  });

  const check = (name: string, failure: ModelErrorCode | undefined, vision: boolean | undefined) =>
    it(name, async () => assert.equal((await probed(failure)).finding.learned?.vision, vision));
  check("learns that the model sees", undefined, true);
  check("learns that the model does not see", "bad_request", false);
  check("learns nothing of a server that is busy", "busy", undefined);
  check("learns nothing of a key that is refused", "unauthorized", undefined);

  it("passes an abort on", async () => {
    const signal = AbortSignal.abort(new Error("stop"));
    async function* streamChat(_: ChatRequest, given: AbortSignal): AsyncGenerator<StreamEvent> {
      given.throwIfAborted();
      yield { kind: "end", answer };
    }
    await assert.rejects(probeVision({ client: { streamChat }, model: "m" }, signal), /stop/);
  });
});
