// Folds the chunks of one stream, chat or completion, into events and the finished answer. It takes chunks as they come
// from the wire and trusts no field; it knows no transport and no clock.
import type { Answer, FinishReason, StreamEvent, Usage } from "./answer.ts";
import type { ToolCall } from "./request.ts";
import { createThinkTags, type Said } from "./think-tags.ts";
import type { Timing } from "./timing.ts";

/** What a server may send. Every field is checked before use, so claiming this shape of parsed JSON claims nothing. */
type Chunk = {
  id?: unknown;
  model?: unknown;
  choices?: unknown;
  usage?: { [field: string]: unknown; prompt_tokens_details?: { cached_tokens?: unknown } | null };
};
type Choice = { index?: unknown; delta?: Delta | null; text?: unknown; finish_reason?: unknown };
type Delta = {
  content?: unknown;
  reasoning?: unknown;
  reasoning_content?: unknown;
  tool_calls?: unknown;
};
type ToolDelta = {
  index?: unknown;
  id?: unknown;
  function?: { name?: unknown; arguments?: unknown } | null;
};

export class AnswerFold {
  /** Whether any chunk looked like part of an answer. */
  hasChoices = false;
  /** Set once the server has said why the answer ended: only then is it complete. */
  finishReason: string | undefined;
  usage: Usage | undefined;
  /** Whether the last chunk brought something of the answer, also when that is still held back. */
  hasDelta = false;
  #text = "";
  #reasoning = "";
  #model: string;
  #requestId = "";
  readonly #tools = new Map<number, ToolCall>();
  readonly #thinkTags = createThinkTags();

  constructor(requestedModel: string) {
    this.#model = requestedModel;
  }

  /** Takes one chunk; the events carry only what is not empty. */
  add(chunk: unknown): StreamEvent[] {
    const { id, model, choices, usage } = (chunk ?? {}) as Chunk;
    this.hasDelta = false;
    if (this.#requestId === "") this.#requestId = textOf(id);
    this.#model = textOf(model) || this.#model;
    this.usage = usageOf(usage) ?? this.usage;
    if (!Array.isArray(choices)) return [];
    this.hasChoices = true;
    // The usage chunk has no choices, and more than one is never asked for.
    const first = (choices as (Choice | null)[]).find((choice) => (choice?.index ?? 0) === 0);
    return first ? this.#addChoice(first) : [];
  }

  /** What was held back, once nothing more comes. */
  rest(): StreamEvent[] {
    return this.#keep(this.#thinkTags.end());
  }

  finish(finishReason: FinishReason, timing: Timing): Omit<Answer, "isSimulated"> {
    return {
      text: this.#text,
      reasoning: this.#reasoning,
      toolCalls: [...this.#tools].sort(([a], [b]) => a - b).map(([, call]) => call),
      finishReason,
      ...(this.usage === undefined ? {} : { usage: this.usage }),
      timing,
      model: this.#model,
      requestId: this.#requestId,
    };
  }

  #addChoice({ delta, text: completion, finish_reason: finishReason }: Choice): StreamEvent[] {
    // vLLM renamed the field in late 2025 and for a while sent both.
    const reasoning = textOf(delta?.reasoning) || textOf(delta?.reasoning_content);
    const content = textOf(delta?.content);
    // Only chats think: the text of a completion is code, whatever it looks like.
    const text = content === "" ? textOf(completion) : "";
    const events = this.#keep([
      { kind: "reasoning", text: reasoning },
      ...this.#thinkTags.push(content),
      { kind: "text", text },
    ]);
    for (const call of listOf(delta?.tool_calls)) {
      const event = this.#addTool(call as ToolDelta);
      if (event !== undefined) events.push(event);
    }
    this.finishReason = textOf(finishReason) || this.finishReason;
    this.hasDelta = events.length > 0 || content !== "";
    return events;
  }

  #keep(said: readonly Said[]): StreamEvent[] {
    const events = said.filter(({ text }) => text !== "");
    for (const { kind, text } of events) {
      if (kind === "text") this.#text += text;
      else this.#reasoning += text;
    }
    return events;
  }

  /** The rule for every parser of vLLM: keyed by index, id and name when not empty, arguments strung together. */
  #addTool({ index: place, id: callId, function: called }: ToolDelta): StreamEvent | undefined {
    const index = typeof place === "number" ? place : 0;
    const id = textOf(callId);
    const name = textOf(called?.name);
    const json = textOf(called?.arguments);
    if (id === "" && name === "" && json === "") return undefined;
    const call = this.#tools.get(index) ?? { id: "", name: "", arguments: "" };
    this.#tools.set(index, {
      id: id || call.id,
      name: name || call.name,
      arguments: call.arguments + json,
    });
    return { kind: "tool", index, ...(id && { id }), ...(name && { name }), arguments: json };
  }
}

function usageOf(counts: Chunk["usage"]): Usage | undefined {
  const prompt = counts?.prompt_tokens;
  const completion = counts?.completion_tokens;
  if (typeof prompt !== "number" || typeof completion !== "number") return undefined;
  const cached = counts?.prompt_tokens_details?.cached_tokens;
  return {
    promptTokens: prompt,
    completionTokens: completion,
    ...(typeof cached === "number" ? { cachedTokens: cached } : {}),
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "object" && item) : [];
}
