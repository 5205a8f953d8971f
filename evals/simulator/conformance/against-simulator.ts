// What the conformance tests share: the editor's own client in front of the real simulated endpoint, over loopback.
// It decides nothing about what is right.
import assert from "node:assert/strict";
import type { Answer, StreamEvent } from "../../../core/model/answer.ts";
import { createModelClient, type ModelClient } from "../../../core/model/client.ts";
import { ModelError, type ModelErrorCode } from "../../../core/model/errors.ts";
import type { Timeouts } from "../../../core/model/inactivity.ts";
import type { ChatRequest, CompletionRequest, Endpoint } from "../../../core/model/request.ts";
import type { AnswerScript } from "../answers/script.ts";
import { realClock } from "../clock.ts";
import type { ScriptedAnswer } from "../generation/answer.ts";
import { type Simulator, type StartOptions, startSimulator } from "../server.ts";

export const never = new AbortController().signal;

/** Starts a simulator for one piece of work and closes it whatever happens. */
export async function withSimulator(
  options: StartOptions,
  work: (simulator: Simulator) => Promise<void>,
): Promise<void> {
  const simulator = await startSimulator(options);
  try {
    await work(simulator);
  } finally {
    await simulator.close();
  }
}

type ClientOptions = {
  apiKey?: string;
  timeouts?: Timeouts;
  now?: () => number;
  /** Collects what is posted. */
  bodies?: Record<string, unknown>[];
};

export function clientOf(url: string, more: ClientOptions = {}): ModelClient {
  const endpoint: Endpoint = { id: "test", url };
  if (more.apiKey !== undefined) endpoint.apiKey = more.apiKey;
  return createModelClient({
    endpoint,
    fetch(url, init) {
      if (typeof init.body === "string") more.bodies?.push(JSON.parse(init.body));
      return fetch(url, init);
    },
    now: more.now ?? (() => realClock.nowMs()),
    timeouts: more.timeouts ?? { firstByteMs: 20_000, stalledMs: 20_000 },
  });
}

/** A model that always says the same. */
export function saying(answer: ScriptedAnswer): AnswerScript {
  return { chat: () => answer, completion: () => answer.text };
}

export function chatRequest(more: Partial<ChatRequest> = {}): ChatRequest {
  const messages: ChatRequest["messages"] = [{ role: "user", content: "Why?" }];
  return { task: "chat", model: "qwen3-coder", messages, ...more };
}

export function completionRequest(prompt: CompletionRequest["prompt"]): CompletionRequest {
  return { task: "inline", model: "qwen3-coder", prompt, maxTokens: 64 };
}

export async function collect(stream: AsyncIterable<StreamEvent>): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

export async function answerOf(stream: AsyncIterable<StreamEvent>): Promise<Answer> {
  const last = (await collect(stream)).at(-1);
  assert.ok(last?.kind === "end");
  return last.answer;
}

/** Reads a stream that must fail; gives back what came before and the error. */
export async function failureOf(stream: AsyncIterable<StreamEvent>, code: ModelErrorCode) {
  let text = "";
  try {
    for await (const event of stream) if (event.kind === "text") text += event.text;
  } catch (error) {
    assert.ok(error instanceof ModelError, String(error));
    assert.equal(error.code, code, error.message);
    return { text, error };
  }
  return assert.fail("the stream did not fail");
}
