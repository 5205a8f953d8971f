// Tokens without meaning for requests that ask for a length instead of an answer, as load tests do.
import { encode } from "../tokenizer/tokenizer.ts";

const sentence = encode(
  " This is filler text from a simulated endpoint, as long as the request asked for.",
);

/** Never ends, and never repeats a line break or a special token. */
export function* fillerTokens(): Generator<number, never> {
  for (let index = 0; ; index += 1) yield sentence[index % sentence.length] ?? 0;
}
