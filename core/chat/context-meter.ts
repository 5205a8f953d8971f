// How full the model's window would be if a turn were sent now. Renders nothing: it is asked at every keystroke.

import { type Cut, cutText } from "./cut.ts";
import { tokensOf } from "./estimate.ts";
import { type Budget, type PastTurn, planTurn, type Turn } from "./turn.ts";

/** Estimates, in tokens. */
export type MeasuredContext = {
  usedTokens: number;
  windowTokens: number;
  /** Kept free for the answer. */
  answerTokens: number;
  /** What would be left out, in words for the user. */
  leftOut: string[];
  /** The same as codes, for whoever has other words. */
  cuts: readonly Cut[];
};

/** Where what is never cut does not fit, `usedTokens` says how much it is, and the turn would not be sent. */
export function measureContext(
  turn: Turn,
  past: readonly PastTurn[],
  budget: Budget,
  instructions = "",
): MeasuredContext {
  const { weight, cuts } = planTurn(turn, past, budget, instructions);
  return {
    usedTokens: tokensOf(weight),
    windowTokens: budget.contextWindow,
    answerTokens: budget.maxAnswerTokens,
    leftOut: cuts.map(cutText),
    cuts,
  };
}
