// Guesses how many tokens a request will cost, before it is admitted. It reads no body: the guess only decides whose turn it
// is, and is corrected by what the upstream counted.

/** JSON of source code and prose under the tokenizers of today's code models, escapes and field names included. */
const bytesPerToken = 4;
/** `max_tokens` is a ceiling that few answers reach, so it counts no further than a long answer. */
const longAnswer = 1024;
/** What vLLM writes at most when a completion does not say. */
const shortAnswer = 16;

export type CostFacts = {
  bodyBytes: number;
  /** As asked for; 0 where nothing is generated, as for embeddings. */
  maxTokens?: number | undefined;
  isChat: boolean;
};

/** Tokens of prompt and answer: bodyBytes / 4 + min(maxTokens, 1024); unless asked for, 1024 in a chat and 16 elsewhere. */
export function estimateCost({ bodyBytes, maxTokens, isChat }: CostFacts): number {
  const answer = Math.min(maxTokens ?? (isChat ? longAnswer : shortAnswer), longAnswer);
  return Math.max(1, Math.ceil(bodyBytes / bytesPerToken) + Math.max(0, answer));
}
