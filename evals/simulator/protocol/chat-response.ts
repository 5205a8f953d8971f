// The bodies of /v1/chat/completions: every chunk of a stream and the whole answer, field for field in the order and
// with the nulls of the vLLM version at hand. Pure functions; they know nothing of sockets and time.
import type { Delta, ToolDelta } from "../generation/answer.ts";
import type { VersionProfile } from "../version-profile.ts";

export type AnswerHead = { id: string; created: number; model: string };

export type Ending = { finishReason: string; stopReason: string | number | null };

export function roleChunk(head: AnswerHead, index: number, profile: VersionProfile) {
  return {
    ...chunkHead(head),
    choices: [
      { index, delta: { role: "assistant", content: "" }, logprobs: null, finish_reason: null },
    ],
    ...(profile.hasTokenIdFields ? { prompt_token_ids: null } : {}),
    ...(profile.hasPromptText ? { prompt_text: null } : {}),
  };
}

export type DeltaChunk = {
  index: number;
  delta: Delta;
  logprobs: Record<string, unknown> | null;
  ending?: Ending;
};

export function deltaChunk(head: AnswerHead, chunk: DeltaChunk, profile: VersionProfile) {
  const { index, delta, logprobs, ending } = chunk;
  return {
    ...chunkHead(head),
    choices: [
      {
        index,
        delta: wireDelta(delta, profile),
        logprobs,
        finish_reason: ending?.finishReason ?? null,
        ...(ending === undefined ? {} : { stop_reason: ending.stopReason }),
        ...(profile.hasTokenIdFields ? { token_ids: null } : {}),
      },
    ],
  };
}

export function usageChunk(head: AnswerHead, usage: Record<string, unknown>) {
  return { ...chunkHead(head), choices: [], usage };
}

export type WholeChoice = {
  index: number;
  deltas: readonly Delta[];
  logprobs: Record<string, unknown> | null;
  ending: Ending;
};

export function wholeAnswer(
  head: AnswerHead,
  { choices, usage }: { choices: readonly WholeChoice[]; usage: Record<string, unknown> },
  profile: VersionProfile,
) {
  return {
    id: head.id,
    object: "chat.completion",
    created: head.created,
    model: head.model,
    choices: choices.map((choice) => wholeChoice(choice, profile)),
    ...(profile.hasNestedErrors ? { service_tier: null, system_fingerprint: null } : {}),
    usage,
    prompt_logprobs: null,
    ...(profile.hasTokenIdFields ? { prompt_token_ids: null, kv_transfer_params: null } : {}),
  };
}

function wholeChoice({ index, deltas, logprobs, ending }: WholeChoice, profile: VersionProfile) {
  const content = deltas.map((delta) => delta.content ?? "").join("");
  const reasoning = deltas.map((delta) => delta.reasoning ?? "").join("");
  const toolCalls = joinToolCalls(deltas.flatMap((delta) => delta.toolCalls ?? []));
  const reasoningFields = Object.fromEntries(
    profile.reasoningFields.map((field) => [field, reasoning === "" ? null : reasoning]),
  );
  const text = content === "" && toolCalls.length > 0 ? null : content;
  return {
    index,
    message: profile.hasNestedErrors
      ? {
          role: "assistant",
          content: text,
          refusal: null,
          annotations: null,
          audio: null,
          function_call: null,
          tool_calls: toolCalls,
          ...reasoningFields,
        }
      : { role: "assistant", ...reasoningFields, content: text, tool_calls: toolCalls },
    logprobs,
    finish_reason: ending.finishReason,
    stop_reason: ending.stopReason,
    ...(profile.hasTokenIdFields ? { token_ids: null } : {}),
  };
}

function chunkHead({ id, created, model }: AnswerHead) {
  return { id, object: "chat.completion.chunk", created, model };
}

function wireDelta(delta: Delta, profile: VersionProfile): Record<string, unknown> {
  const reasoning = delta.reasoning;
  return {
    ...(reasoning === undefined
      ? {}
      : Object.fromEntries(profile.reasoningFields.map((field) => [field, reasoning]))),
    ...(delta.content === undefined ? {} : { content: delta.content }),
    ...(delta.toolCalls === undefined ? {} : { tool_calls: delta.toolCalls.map(wireToolDelta) }),
  };
}

function wireToolDelta({ index, head, arguments: text }: ToolDelta) {
  return head === undefined
    ? { index, function: { arguments: text } }
    : { id: head.id, type: "function", index, function: { name: head.name, arguments: text } };
}

function joinToolCalls(deltas: readonly ToolDelta[]) {
  const calls: { id: string; type: string; function: { name: string; arguments: string } }[] = [];
  for (const { index, head, arguments: text } of deltas) {
    if (head !== undefined) {
      calls[index] = {
        id: head.id,
        type: "function",
        function: { name: head.name, arguments: "" },
      };
    }
    const call = calls[index];
    if (call !== undefined) call.function.arguments += text;
  }
  return calls;
}
