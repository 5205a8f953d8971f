import assert from "node:assert/strict";
import { type CostFacts, estimateCost } from "./estimate.ts";

function check(what: string, facts: CostFacts, expected: number) {
  it(what, () => assert.equal(estimateCost(facts), expected));
}

describe("estimateCost", () => {
  check("prompt and what may be written", { bodyBytes: 8000, maxTokens: 300, isChat: true }, 2300);
  check("a chat without a limit", { bodyBytes: 8000, isChat: true }, 3024);
  check("a high limit is a ceiling", { bodyBytes: 8, maxTokens: 32_768, isChat: true }, 1026);
  check("a completion without a limit", { bodyBytes: 400, isChat: false }, 116);
  check("nothing is written", { bodyBytes: 400, maxTokens: 0, isChat: false }, 100);
  check("nonsense costs something", { bodyBytes: 0, maxTokens: -5, isChat: true }, 1);
});
