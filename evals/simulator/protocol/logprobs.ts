// Log probabilities that are plausible in shape and mean nothing: the chosen token always leads by far.
import { decode } from "../tokenizer/tokenizer.ts";

const chosen = -0.05;

export function chatLogprobs(tokens: readonly number[], top: number): Record<string, unknown> {
  return {
    content: tokens.map((token) => ({
      ...chatEntry(token, chosen),
      top_logprobs: alternatives(token, top).map(([id, logprob]) => chatEntry(id, logprob)),
    })),
  };
}

export function completionLogprobs(
  tokens: readonly number[],
  options: { top: number; textOffset: number },
): Record<string, unknown> {
  const texts = tokens.map((token) => decode([token]));
  let offset = options.textOffset;
  return {
    text_offset: texts.map((text) => {
      const start = offset;
      offset += text.length;
      return start;
    }),
    token_logprobs: tokens.map(() => chosen),
    tokens: texts,
    top_logprobs: tokens.map((token) =>
      Object.fromEntries(
        alternatives(token, Math.max(options.top, 1)).map(([id, logprob]) => [
          decode([id]),
          logprob,
        ]),
      ),
    ),
  };
}

function chatEntry(token: number, logprob: number) {
  const text = decode([token]);
  return { token: text, logprob, bytes: [...new TextEncoder().encode(text)] };
}

function alternatives(token: number, top: number): [number, number][] {
  return Array.from({ length: top }, (_, rank) =>
    rank === 0 ? [token, chosen] : [(token + rank) % 90_000, -3 - rank],
  );
}
