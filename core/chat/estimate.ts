// A cautious guess of what a text costs in tokens, because a guess that is too low is answered by an error. Knows no
// tokenizer: three characters of code a token, one token for each digit and for each character outside ASCII.
import type { ChatMessage } from "../model/request.ts";
import { imageTokens } from "./image-tokens.ts";

/** Weights add up where texts are joined; tokens, which are rounded, do not. */
export const weightPerToken = 3;

/** What the chat template puts around each message. */
export const messageWeight = 8 * weightPerToken;

export function weigh(text: string): number {
  let weight = 0;
  for (let index = 0; index < text.length; index += 1) weight += weightAt(text, index);
  return weight;
}

/** Qwen's tokenizer and its like take digits one by one. */
export function weightAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code < 128 && (code < 48 || code > 57) ? 1 : weightPerToken;
}

export function tokensOf(weight: number): number {
  return Math.ceil(weight / weightPerToken);
}

export function estimateTokens(messages: readonly ChatMessage[]): number {
  let weight = 0;
  for (const message of messages) {
    weight += weigh(message.content) + messageWeight;
    if (message.role !== "user") continue;
    for (const { base64 } of message.images ?? []) weight += imageTokens(base64) * weightPerToken;
  }
  return tokensOf(weight);
}
