// Makes prompts of an exact length in tokens that no prefix cache can know, or in text of about that length where a server
// takes no ids. Knows no endpoint: ids and measured lengths come by argument.
import { createRandom } from "../random.ts";
import { codeLikeText, newComment } from "./prompt-text.ts";

/** Ids that the server takes verbatim, or text. */
export type Prompt = readonly number[] | string;

/** Another prompt each time: no two begin alike. */
export type PromptMaker = (tokens: number) => Prompt;

/** Ids at the start of a prompt that make it new: fewer than a block of any prefix cache holds. */
const nonceLength = 8;

/**
 * From the ids of a text: the nonce is drawn from them, so that it is in the vocabulary, and the rest is the text from some
 * place on, over again where it is too short.
 */
export function promptsFromIds(ids: readonly number[], seed: string): PromptMaker {
  const random = createRandom(seed);
  const vocabulary = [...new Set(ids)];
  const nonce = uniqueNonces((length) => draw(length, () => random.pick(vocabulary)));
  return (tokens) => {
    const head = nonce(tokens);
    const start = random.int(0, ids.length - 1);
    const tail = Array.from(
      { length: tokens - head.length },
      // The index is below the length and the list is not empty.
      (_, index) => ids[(start + index) % ids.length] ?? 0,
    );
    return [...head, ...tail];
  };
}

/** Ids from this range at random: not what anybody asks, but of exact length. */
export function randomPrompts(
  range: readonly [low: number, high: number],
  seed: string,
): PromptMaker {
  const random = createRandom(seed);
  return (tokens) => draw(tokens, () => random.int(...range));
}

/** Measured on the endpoint: what a token is in characters, and what its chat template adds. */
export type TextScale = { charactersPerToken: number; templateTokens: number };

export function textPrompts(
  { charactersPerToken, templateTokens }: TextScale,
  seed: string,
): PromptMaker {
  const random = createRandom(seed);
  return (tokens) => {
    const length = Math.max(1, Math.round((tokens - templateTokens) * charactersPerToken));
    return `${newComment(random)}\n${codeLikeText(length, random)}`.slice(0, length);
  };
}

function uniqueNonces(drawOne: (length: number) => number[]): (tokens: number) => number[] {
  const used = new Set<string>();
  return (tokens) => {
    const length = Math.min(nonceLength, tokens);
    for (let attempt = 0; ; attempt += 1) {
      const nonce = drawOne(length);
      const key = nonce.join(" ");
      // A prompt of one or two ids has no room to be new for ever.
      if (used.has(key) && attempt < 100) continue;
      used.add(key);
      return nonce;
    }
  };
}

function draw(length: number, one: () => number): number[] {
  return Array.from({ length }, one);
}
