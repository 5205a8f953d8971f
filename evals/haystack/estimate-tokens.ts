// How many tokens a text may have at most, for endpoints that do not count. Knows no tokenizer: today's count every digit
// by itself and split long names, which a figure in characters alone would not see.

const pieces = /[A-Za-z]+|\d|[^\S\n]+|\n+|[^\sA-Za-z\d]+/g;
const charactersPerToken = 3.2;

/** Rather too many than too few. */
export function estimateTokens(text: string): number {
  let count = 0;
  for (const [piece] of text.matchAll(pieces)) {
    const first = piece.charCodeAt(0);
    const isWord = (first | 32) >= 97 && (first | 32) <= 122;
    // One blank belongs to the word after it.
    if (piece !== " ") count += Math.ceil(piece.length / (isWord ? 4 : first < 33 ? 16 : 2));
  }
  return Math.max(count, Math.ceil(text.length / charactersPerToken));
}
