import assert from "node:assert/strict";
import type { Answer, StreamEvent } from "../../core/model/answer.ts";
import { ModelError } from "../../core/model/errors.ts";
import type { ChatRequest } from "../../core/model/request.ts";
import type { HostMessage } from "../webview/messages.ts";
import { createConversation, type Question } from "./conversation.ts";

const answer: Answer = {
  text: "",
  reasoning: "",
  toolCalls: [],
  finishReason: "stop",
  usage: { promptTokens: 9, completionTokens: 3 },
  timing: { ttftMs: 40, tpotMs: 5, itlMs: [], e2elMs: 50 },
  model: "qwen3-coder",
  requestId: "r1",
  isSimulated: true,
};

type Stream = (request: ChatRequest, signal: AbortSignal) => AsyncIterable<StreamEvent>;

async function* says(text: string): AsyncGenerator<StreamEvent> {
  yield { kind: "text", text };
  yield { kind: "end", answer: { ...answer, text } };
}

async function* saysAndBreaks(text: string): AsyncGenerator<StreamEvent> {
  yield { kind: "text", text };
  throw new ModelError("stream_cut");
}

/** Says something and then waits until it is aborted. */
async function* hangs(text: string, signal: AbortSignal): AsyncGenerator<StreamEvent> {
  yield { kind: "text", text };
  await new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function started(streamChat: Stream) {
  const posted: HostMessage[] = [];
  const requests: ChatRequest[] = [];
  const outcomes: unknown[] = [];
  const conversation = createConversation({
    connect: async () => ({
      client: {
        streamChat: (request, signal) => {
          requests.push(request);
          return streamChat(request, signal);
        },
      },
      model: "qwen3-coder",
      contextWindow: 32_768,
      maxAnswerTokens: 1024,
    }),
    post: (message) => posted.push(message),
    setTimer: () => () => undefined,
    onOutcome: (error) => outcomes.push(error),
  });
  const streaming = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { conversation, posted, requests, outcomes, streaming };
}

const question: Question = { task: "chat", title: "Why?", question: "Why?", references: [] };

describe("conversation", () => {
  it("streams an answer to its end with the facts below it", async () => {
    const { conversation } = started(() => says("Because."));
    const ending = await conversation.ask(question);
    assert.equal(ending.finishReason, "stop");
    const [turn] = conversation.turns();
    assert.deepEqual([turn?.state, turn?.answer], ["done", "Because."]);
    assert.deepEqual(turn?.facts, {
      model: "qwen3-coder",
      isSimulated: true,
      ttftMs: 40,
      tokensPerSecond: 200,
      completionTokens: 3,
    });
  });

  it("tells the view in order: turn, state, delta, state", async () => {
    const { conversation, posted } = started(() => says("Because."));
    await conversation.ask(question);
    assert.deepEqual(
      posted.map(({ type }) => type),
      ["turnAdded", "turnChanged", "delta", "turnChanged"],
    );
  });

  it("keeps the part that arrived before a failure, with a card", async () => {
    const { conversation, outcomes } = started(() => saysAndBreaks("Half"));
    const ending = await conversation.ask(question);
    const [turn] = conversation.turns();
    assert.deepEqual(
      [turn?.state, turn?.answer, turn?.card?.severity],
      ["failed", "Half", "error"],
    );
    assert.equal(ending.finishReason, undefined);
    assert.ok(outcomes[0] instanceof ModelError);
  });

  it("stops without calling it an error and keeps the part", async () => {
    const { conversation, outcomes, streaming } = started((_, signal) => hangs("Half", signal));
    const asked = conversation.ask(question);
    await streaming();
    conversation.stop();
    await asked;
    const [turn] = conversation.turns();
    assert.deepEqual([turn?.state, turn?.answer, turn?.card], ["stopped", "Half", undefined]);
    assert.deepEqual(outcomes, []);
  });

  it("ignores a stop for a turn that is not running", async () => {
    const { conversation, streaming } = started((_, signal) => hangs("Half", signal));
    const asked = conversation.ask(question);
    await streaming();
    conversation.stop("turn-99");
    await streaming();
    assert.equal(conversation.turns()[0]?.state, "streaming");
    conversation.stop();
    await asked;
  });

  it("stops the running answer when a new question comes", async () => {
    const { conversation, streaming } = started((request, signal) =>
      request.messages.at(-1)?.content === "Why?" ? hangs("Half", signal) : says("Second"),
    );
    const first = conversation.ask(question);
    await streaming();
    await conversation.ask({ ...question, question: "And?" });
    await first;
    assert.deepEqual(
      conversation.turns().map(({ state }) => state),
      ["stopped", "done"],
    );
  });

  it("retries with the same references and replaces a turn without an answer", async () => {
    let isUp = false;
    const { conversation, requests } = started(() => {
      if (!isUp) throw new ModelError("refused", { detail: "gpu1:8000" });
      return says("Because.");
    });
    await conversation.ask(question);
    isUp = true;
    conversation.retry(conversation.turns()[0]?.id ?? "");
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(
      conversation.turns().map(({ state, question: shown }) => [state, shown]),
      [["done", "Why?"]],
    );
    assert.deepEqual(requests[1], requests[0]);
  });

  it("keeps a part of an answer when its turn is retried", async () => {
    const { conversation } = started(() => saysAndBreaks("Half"));
    await conversation.ask(question);
    conversation.retry(conversation.turns()[0]?.id ?? "");
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(
      conversation.turns().map(({ answer: text }) => text),
      ["Half", "Half"],
    );
  });

  it("lets a turn decide what Retry means", async () => {
    let retries = 0;
    const { conversation } = started(() => saysAndBreaks(""));
    await conversation.ask({ ...question, onRetry: () => (retries += 1) });
    conversation.retry(conversation.turns()[0]?.id ?? "");
    assert.equal(retries, 1);
  });

  it("tells a question what was said before, and a command nothing", async () => {
    const { conversation, requests } = started(() => says("Because."));
    await conversation.ask(question);
    await conversation.ask({ ...question, question: "And?" });
    await conversation.ask({ ...question, task: "explain", question: "" });
    assert.deepEqual(
      requests.map(({ messages }) => messages.map(({ role }) => role).join()),
      ["system,user", "system,user,assistant,user", "system,user"],
    );
  });

  it("says what was left out to fit the window", async () => {
    const { conversation } = started(() => says("x ".repeat(60_000)));
    await conversation.ask(question);
    await conversation.ask(question);
    assert.match(conversation.turns()[1]?.facts?.trimmed ?? "", /1 earlier turn/);
  });

  it("passes a card's button to whoever set the card", async () => {
    const pressed: string[] = [];
    const { conversation } = started(() => says("Because."));
    const { turnId } = await conversation.ask({
      ...question,
      onCardAction: (action) => pressed.push(action),
    });
    conversation.act(turnId, "acceptChange");
    assert.deepEqual(pressed, ["acceptChange"]);
  });

  it("forgets everything in a new chat and stops what runs", async () => {
    const { conversation, streaming, posted } = started((_, signal) => hangs("Half", signal));
    const asked = conversation.ask(question);
    await streaming();
    conversation.clear();
    await asked;
    assert.deepEqual(conversation.turns(), []);
    assert.ok(posted.some(({ type }) => type === "turnRemoved"));
  });
});
