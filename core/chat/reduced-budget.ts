// The budget for asking once more, after a server counted more tokens than we had guessed. Knows no turn.

import type { Overflow } from "../model/errors.ts";
import type { Budget } from "./turn.ts";

/** Where the server told no figures. */
const fixedShare = 0.7;
/**
 * What is left out is often less dense than what stays, such as code beside a minified file, so that the ratio of the whole
 * is too kind. With less caution one in ten of the mixed prompts that were refused once is refused again.
 */
const caution = 0.8;
/** As for every model whose answers nobody has limited. */
const answerShare = 0.25;

/** `promptTokens`: our guess for the request that was refused. */
export function reducedBudget(
  { contextWindow, maxAnswerTokens }: Budget,
  promptTokens: number,
  overflow: Overflow = {},
): Budget {
  const window = Math.min(contextWindow, overflow.contextWindow ?? contextWindow);
  const answer =
    window < contextWindow
      ? Math.min(maxAnswerTokens, Math.floor(window * answerShare))
      : maxAnswerTokens;
  const room = (window - answer) * shareOf(promptTokens, overflow.promptTokens);
  return { contextWindow: Math.floor(room) + answer, maxAnswerTokens: answer };
}

function shareOf(guessed: number, counted: number | undefined): number {
  if (counted === undefined || counted <= 0) return fixedShare;
  return Math.min(1, guessed / counted) * caution;
}
