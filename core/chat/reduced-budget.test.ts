import assert from "node:assert/strict";
import type { Overflow } from "../model/errors.ts";
import { reducedBudget } from "./reduced-budget.ts";

function check(overflow: Overflow | undefined, contextWindow: number, maxAnswerTokens = 2000) {
  const budget = { contextWindow: 10_000, maxAnswerTokens: 2000 };
  assert.deepEqual(reducedBudget(budget, 8000, overflow), { contextWindow, maxAnswerTokens });
}

describe("reducedBudget", () => {
  it("takes a fixed share where the server tells nothing", () => {
    check(undefined, 8800);
    check({}, 8800);
  });
  it("shrinks by as much as the guess was wrong, and a little more", () =>
    check({ promptTokens: 16_000, contextWindow: 10_000 }, 5800));
  it("believes the server about its window", () => {
    check({ promptTokens: 8000, contextWindow: 8000 }, 7700);
    check({ promptTokens: 8000, contextWindow: 4000 }, 3850, 1000);
  });
  it("never grows", () => check({ promptTokens: 100, contextWindow: 90_000 }, 9600));
});
