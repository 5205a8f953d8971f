import assert from "node:assert/strict";
import type { StreamEvent } from "../../core/model/answer.ts";
import { ModelError, type ModelErrorCode } from "../../core/model/errors.ts";
import type { ChatRequest } from "../../core/model/request.ts";
import { AskFailure, createSubject } from "./subject.ts";

const never = new AbortController().signal;
const question = {
  conversation: [{ role: "user" as const, content: "Why?" }],
  added: 1,
  maxTokens: 10,
};

/** A model that fails with these codes, one a try, and answers then. */
function subject(codes: readonly ModelErrorCode[], requests: ChatRequest[] = []) {
  const left = [...codes];
  return createSubject({
    client: {
      async *streamChat(request): AsyncGenerator<StreamEvent> {
        requests.push(request);
        const code = left.shift();
        if (code !== undefined) throw new ModelError(code);
        yield {
          kind: "end",
          answer: {
            text: "So.",
            reasoning: "",
            toolCalls: [],
            finishReason: "stop",
            timing: { itlMs: [1], ttftMs: 1.23456, e2elMs: 2 },
            model: "m",
            requestId: "r",
            isSimulated: true,
          },
        };
      },
      async tokenize() {
        const code = left.shift();
        if (code !== undefined) throw new ModelError(code);
        return [1, 2, 3];
      },
    },
    model: "m",
    as: "model",
    seed: 5,
    contextWindow: 100,
    retryDelaysMs: [0, 0],
  });
}

describe("createSubject", () => {
  it("asks at temperature 0 with the seed, under the task of an evaluation", async () => {
    const requests: ChatRequest[] = [];
    await subject([], requests).ask(question, never);
    const { task, temperature, topP, seed, maxTokens, messages } = requests[0]!;
    assert.deepEqual([task, temperature, topP, seed, maxTokens], ["eval", 0, 1, 5, 10]);
    assert.deepEqual(messages, question.conversation);
  });

  it("keeps what was sent, what came back and the times", async () => {
    const exchange = await subject([]).ask(question, never);
    assert.deepEqual(exchange, {
      to: "model",
      sent: [{ role: "user", content: "Why?" }],
      text: "So.",
      toolCalls: [],
      finishReason: "stop",
      model: "m",
      isSimulated: true,
      timing: { ttftMs: 1.235, e2elMs: 2 },
      retried: [],
    });
  });

  it("tries transport errors again and counts them", async () => {
    const { retried } = await subject(["busy", "stream_cut"]).ask(question, never);
    assert.deepEqual(retried, ["busy", "stream_cut"]);
  });

  const fails = (codes: ModelErrorCode[], tries: number) =>
    it(`gives up after ${codes.join(", ")}`, async () => {
      const requests: ChatRequest[] = [];
      await assert.rejects(
        subject(codes, requests).ask(question, never),
        (error) => error instanceof AskFailure && error.code === codes[tries - 1],
      );
      assert.equal(requests.length, tries);
    });
  fails(["busy", "refused", "upstream"], 3);
  fails(["unauthorized"], 1);
  fails(["busy", "context_length"], 2);
  fails(["timeout_first_byte", "timeout_first_byte"], 2);

  it("stops waiting when it is aborted", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const slow = createSubject({
      client: {
        async *streamChat() {
          setImmediate(() => controller.abort(reason));
          throw new ModelError("busy");
        },
        tokenize: async () => undefined,
      },
      model: "m",
      as: "judge",
      seed: 1,
      contextWindow: undefined,
      retryDelaysMs: [60_000],
    });
    await assert.rejects(slow.ask(question, controller.signal), (error) => error === reason);
  });

  it("counts tokens as the endpoint does", async () =>
    assert.equal(await subject([]).countTokens("a b c", never), 3));

  it("counts tokens again after a transport error", async () =>
    assert.equal(await subject(["busy", "upstream"]).countTokens("a b c", never), 3));

  it("fails to count as it fails to ask, so that one case alone is lost", () =>
    assert.rejects(
      subject(["busy", "busy", "busy"]).countTokens("a b c", never),
      (error) => error instanceof AskFailure && error.code === "busy",
    ));
});
