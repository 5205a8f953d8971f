// The bodies of /v1/completions: every chunk of a stream and the whole answer. Pure functions, as for chat.
import type { VersionProfile } from "../version-profile.ts";
import type { AnswerHead, Ending } from "./chat-response.ts";

export type TextChunk = {
  index: number;
  text: string;
  logprobs: Record<string, unknown> | null;
  ending?: Ending;
};

export function textChunk(head: AnswerHead, chunk: TextChunk, profile: VersionProfile) {
  return { ...textHead(head), choices: [choice(chunk, profile)] };
}

export function textUsageChunk(head: AnswerHead, usage: Record<string, unknown>) {
  return { ...textHead(head), choices: [], usage };
}

export function wholeText(
  head: AnswerHead,
  { chunks, usage }: { chunks: readonly TextChunk[]; usage: Record<string, unknown> },
  profile: VersionProfile,
) {
  return {
    ...textHead(head),
    choices: chunks.map((chunk) => {
      const fields = choice(chunk, profile);
      const { index, text, logprobs, finish_reason, stop_reason, ...tokenIds } = fields;
      return { index, text, logprobs, finish_reason, stop_reason, ...reordered(tokenIds) };
    }),
    ...(profile.hasNestedErrors ? { service_tier: null, system_fingerprint: null } : {}),
    usage,
    ...(profile.hasTokenIdFields ? { kv_transfer_params: null } : {}),
  };
}

/** The whole answer has one field more than a chunk, and the two token fields the other way round. */
function reordered(tokenIds: { prompt_token_ids?: null; token_ids?: null }) {
  return "token_ids" in tokenIds
    ? { token_ids: null, prompt_logprobs: null, prompt_token_ids: null }
    : { prompt_logprobs: null };
}

function textHead({ id, created, model }: AnswerHead) {
  return { id, object: "text_completion", created, model };
}

function choice({ index, text, logprobs, ending }: TextChunk, profile: VersionProfile) {
  return {
    index,
    text,
    logprobs,
    finish_reason: ending?.finishReason ?? null,
    stop_reason: ending?.stopReason ?? null,
    ...(profile.hasTokenIdFields ? { prompt_token_ids: null, token_ids: null } : {}),
  };
}
