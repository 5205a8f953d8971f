// Estimates how many tokens a text has without a tokenizer, and learns from the counts the server reports. Knows no server.

export type TokenEstimate = {
  tokens(text: string): number;
  /** About how many characters so many tokens are. */
  characters(tokens: number): number;
  /** What the server counted for a whole prompt. */
  learn(prompt: string, promptTokens: number): void;
};

/** Cautious for code: Qwen's tokenizer needs about 3.3 characters a token there. */
const firstGuess = 3;
const leastCharacters = 1;
const mostCharacters = 6;
/** Weight of the newest count. */
const learningRate = 0.3;
/** Shorter prompts say little, because their marks weigh too much. */
const leastTokens = 64;

export function createTokenEstimate(): TokenEstimate {
  let charactersPerToken = firstGuess;
  return {
    tokens: (text) => Math.ceil(weight(text) / charactersPerToken),
    characters: (tokens) => Math.floor(tokens * charactersPerToken),
    learn(prompt, promptTokens) {
      if (promptTokens < leastTokens) return;
      const seen = weight(prompt) / promptTokens;
      const bounded = Math.min(mostCharacters, Math.max(leastCharacters, seen));
      charactersPerToken += learningRate * (bounded - charactersPerToken);
    },
  };
}

/** Characters beyond ASCII weigh as much as a token's worth of code: most of them are a token of their own. */
function weight(text: string): number {
  let others = 0;
  for (let index = 0; index < text.length; index += 1)
    if (text.charCodeAt(index) > 127) others += 1;
  return text.length + others * (firstGuess - 1);
}
