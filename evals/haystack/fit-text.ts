// Makes a text as long as a model's tokens allow. Counts by whatever it is given and asks for as few counts as it can.
import { estimateTokens } from "./estimate-tokens.ts";

export type Fitted = { text: string; tokens: number; countedBy: "endpoint" | "estimate" };

export type FitOptions = {
  /** The text whose variable part has about this many characters; more characters never make it shorter. */
  write: (characters: number) => string;
  /** Tokens the text may have at most. */
  budget: number;
  /** Undefined when nobody counts: then the text is kept to what an estimate on the safe side allows. */
  count: (text: string) => Promise<number | undefined>;
};

/** Good enough: the text fills this much of what it may. */
const wellFilled = 0.98;
const maxCounts = 8;
/** By which an estimate may be wrong. */
const estimateMargin = 0.94;

/** @throws RangeError when not even the shortest text fits */
export async function fitText({ write, budget, count }: FitOptions): Promise<Fitted> {
  let characters = charactersFor(write, Math.floor(budget * estimateMargin));
  let best: Fitted | undefined;
  for (let counts = 0; counts < maxCounts; counts += 1) {
    const text = write(characters);
    const tokens = await count(text);
    if (tokens === undefined) return { text, tokens: estimateTokens(text), countedBy: "estimate" };
    if (tokens <= budget && tokens > (best?.tokens ?? 0)) {
      best = { text, tokens, countedBy: "endpoint" };
    }
    const isEnough = tokens >= budget * wellFilled || counts >= 2;
    if (tokens <= budget && isEnough) break;
    // Just below the budget, and further below the more often it did not fit.
    characters = Math.floor(characters * (budget / tokens) * (0.995 - counts * 0.005));
  }
  if (best === undefined) throw new RangeError(`No text fits into ${budget} tokens.`);
  return best;
}

function charactersFor(write: FitOptions["write"], budget: number): number {
  let characters = budget * 3;
  for (let round = 0; round < maxCounts; round += 1) {
    const tokens = estimateTokens(write(characters));
    if (tokens <= budget && tokens >= budget * wellFilled) break;
    characters = Math.floor(characters * (budget / tokens) * 0.99);
  }
  return characters;
}
