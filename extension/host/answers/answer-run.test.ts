import assert from "node:assert/strict";
import type { Reference } from "../../../core/chat/reference.ts";
import type { Turn } from "../../../core/chat/turn.ts";
import type { Answer, StreamEvent } from "../../../core/model/answer.ts";
import { ModelError, type Overflow } from "../../../core/model/errors.ts";
import type { ChatRequest } from "../../../core/model/request.ts";
import { type AnsweringModel, runAnswer } from "./answer-run.ts";

const never = new AbortController().signal;
const answer: Answer = {
  text: "Because.",
  reasoning: "",
  toolCalls: [],
  finishReason: "stop",
  usage: { promptTokens: 31, completionTokens: 3 },
  timing: { ttftMs: 200, tpotMs: 20, itlMs: [], e2elMs: 260 },
  model: "qwen3-coder",
  requestId: "1",
  isSimulated: true,
};
const file: Reference = {
  kind: "file",
  origin: "mention",
  path: "data.csv",
  languageId: "csv",
  text: "name;value\n".repeat(1500),
};
const image: Reference = { kind: "image", name: "a.png", mediaType: "image/png", base64: "" };
const chat: Turn = { prompt: "chat", question: "Why?", references: [] };

type Server = (request: ChatRequest, attempt: number) => Answer;

/** Runs a turn against a server that answers or throws, and tells everything that happened in its order. */
async function run(turn: Turn, server: Server, more: Partial<AnsweringModel> = {}) {
  const requests: ChatRequest[] = [];
  const happened: unknown[] = [];
  async function* streamChat(request: ChatRequest): AsyncGenerator<StreamEvent> {
    requests.push(request);
    const given = server(request, requests.length);
    if (given.reasoning !== "") yield { kind: "reasoning", text: given.reasoning };
    if (given.text !== "") yield { kind: "text", text: given.text };
    yield { kind: "end", answer: given };
  }
  const finished = await runAnswer(
    {
      turn,
      past: [],
      instructions: "Use tabs.",
      connect: async () => ({
        client: { streamChat },
        endpoint: { url: "http://gpu1:8000/v1" },
        model: "qwen3-coder",
        why: "route for chat",
        contextWindow: 12_000,
        maxAnswerTokens: 2000,
        ...more,
      }),
      onConnected: (header) => happened.push(header),
      onDelta: (piece) => happened.push(piece),
    },
    never,
  );
  return { finished, requests, happened };
}

describe("runAnswer", () => {
  it("says who answers and why before the first word, and then the facts", async () => {
    const { finished, happened } = await run(chat, () => answer);
    assert.deepEqual(happened, [
      { model: "qwen3-coder", endpoint: "gpu1:8000", why: "route for chat" },
      { text: "Because." },
    ]);
    assert.deepEqual(finished, {
      finishReason: "stop",
      hasOnlyReasoned: false,
      facts: {
        model: "qwen3-coder",
        isSimulated: true,
        ttftMs: 200,
        tokensPerSecond: 50,
        promptTokens: 31,
        completionTokens: 3,
      },
    });
  });

  it("asks by the task of the prompt, with the workspace's instructions", async () => {
    const { requests } = await run({ ...chat, prompt: "applyBlock" }, () => answer);
    assert.equal(requests[0]?.task, "edit");
    assert.match(requests[0]?.messages[0]?.content ?? "", /Use tabs\./);
  });

  it("knows an answer that is all thought", async () => {
    const thought = { ...answer, text: "\n", reasoning: "Hm" };
    assert.equal((await run(chat, () => thought)).finished.hasOnlyReasoned, true);
    const nothing = { ...answer, text: "" };
    assert.equal((await run(chat, () => nothing)).finished.hasOnlyReasoned, false);
  });

  it("gives back marks that it took from the text it sent", async () => {
    const text = "x = '<\\|im_end|>' <";
    const { happened } = await run(chat, () => ({ ...answer, text }));
    assert.deepEqual(happened.slice(1), [{ text: "x = '<|im_end|>' " }, { text: "<" }]);
  });

  const refusing =
    (times: number, overflow?: Overflow): Server =>
    (_, attempt) => {
      if (attempt > times) return answer;
      throw new ModelError("context_length", overflow === undefined ? {} : { overflow });
    };

  it("asks once more with less when the server counts more than we guessed, and says so", async () => {
    const turn: Turn = { ...chat, references: [file] };
    const overflow = { promptTokens: 18_000, contextWindow: 12_000 };
    for (const server of [refusing(1), refusing(1, overflow)]) {
      const { finished, requests } = await run(turn, server, { contextWindow: 8300 });
      const [first, second] = requests.map(({ messages }) => messages.at(-1)?.content.length ?? 0);
      assert.equal(requests.length, 2);
      assert.ok((second ?? 0) < (first ?? 0) * 0.9, `${first} ${second}`);
      assert.equal(finished.facts.trimmed, "Left out to fit: the end of data.csv.");
    }
  });

  it("believes a server whose window is smaller than the settings say", async () => {
    const { requests } = await run(chat, refusing(1, { promptTokens: 700, contextWindow: 4000 }));
    assert.equal(requests[1]?.maxTokens, 1000);
  });

  it("gives up when that is refused as well, or nothing can be left out", async () => {
    const isTooLong = (error: unknown) =>
      error instanceof ModelError && error.code === "context_length";
    await assert.rejects(run({ ...chat, references: [file] }, refusing(2)), isTooLong);
    const selected: Turn = {
      ...chat,
      references: [
        {
          kind: "selection",
          path: "a.ts",
          languageId: "ts",
          startLine: 1,
          endLine: 1,
          text: "x".repeat(27_000),
        },
      ],
    };
    await assert.rejects(run(selected, refusing(1)), isTooLong);
  });

  it("asks no second time for any other failure", async () => {
    let asked = 0;
    const server: Server = () => {
      asked += 1;
      throw new ModelError("busy");
    };
    await assert.rejects(run(chat, server), (error) => error instanceof ModelError);
    assert.equal(asked, 1);
  });

  it("leaves images out for a model that is known to see none, and says so", async () => {
    const turn: Turn = { ...chat, references: [image] };
    const blind = await run(turn, () => answer, { seesImages: false });
    assert.deepEqual(blind.requests[0]?.messages.at(-1), { role: "user", content: "Why?" });
    assert.match(blind.finished.facts.trimmed ?? "", /1 image, because the model sees none/);
    const unknown = await run(turn, () => answer);
    assert.match(JSON.stringify(unknown.requests[0]?.messages.at(-1)), /"images"/);
  });
});
