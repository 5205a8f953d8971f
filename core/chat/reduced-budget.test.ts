import assert from "node:assert/strict";
import type { Overflow } from "../model/errors.ts";
import { reducedBudget } from "./reduced-budget.ts";
import { type Budget, renderTurn, type Turn } from "./turn.ts";

function check(overflow: Overflow | undefined, contextWindow: number, maxAnswerTokens = 2000) {
  const budget = { contextWindow: 10_000, maxAnswerTokens: 2000 };
  assert.deepEqual(reducedBudget(budget, 8000, overflow), { contextWindow, maxAnswerTokens });
}

describe("reducedBudget", () => {
  it("takes a fixed share where the server tells nothing", () => {
    check(undefined, 7600);
    check({}, 7600);
  });
  it("shrinks by as much as the guess was wrong, and a little more", () =>
    check({ promptTokens: 16_000, contextWindow: 10_000 }, 5200));
  it("believes the server about its window", () => {
    check({ promptTokens: 8000, contextWindow: 8000 }, 6800);
    check({ promptTokens: 8000, contextWindow: 4000 }, 3400, 1000);
  });
  it("never grows", () => check({ promptTokens: 100, contextWindow: 90_000 }, 8400));

  it("makes room where what is left out is not what is dense", () => {
    const minified = "{};,()=>!&|[]<>:".repeat(1920);
    const code = "const alpha = beta;\n".repeat(4000);
    // As a server counts: nearly each sign of the one, a word at a time of the other.
    const counted = (text: string) => {
      const signs = text.match(/[{};,()=>!&|[\]<>:]/g)?.length ?? 0;
      return Math.ceil(signs / 1.3 + (text.length - signs) / 4.5);
    };
    const at = { path: "a.js", languageId: "javascript", startLine: 1, endLine: 9 };
    const turn: Turn = {
      ...{ prompt: "explain", question: "" },
      references: [
        { kind: "selection", ...at, text: minified },
        { kind: "file", path: "b.ts", languageId: "typescript", text: code, origin: "mention" },
      ],
    };
    const budget = { contextWindow: 32_768, maxAnswerTokens: 2000 };
    const ask = (given: Budget) => {
      const { messages, promptTokens } = renderTurn(turn, [], given);
      const tokens = counted(messages.map(({ content }) => content).join(""));
      return { promptTokens, tokens };
    };
    const first = ask(budget);
    assert.ok(first.tokens > 30_768);
    const overflow = { promptTokens: first.tokens, contextWindow: 32_768 };
    assert.ok(ask(reducedBudget(budget, first.promptTokens, overflow)).tokens <= 30_768);
  });
});
