// The budget for asking once more, after a server counted more tokens than we had guessed. Knows no turn.

import type { Overflow } from "../model/errors.ts";
import type { Budget } from "./turn.ts";

/** Where the server told no figures. */
const fixedShare = 0.85;
/** What is left out is not as dense as the rest, so the ratio of the whole is only nearly that of what stays. */
const caution = 0.95;
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
