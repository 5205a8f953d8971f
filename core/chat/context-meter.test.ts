import assert from "node:assert/strict";
import { measureContext } from "./context-meter.ts";
import { estimateTokens } from "./estimate.ts";
import type { Reference } from "./reference.ts";
import { type PastTurn, renderTurn, type Turn } from "./turn.ts";

const text = "const value = call(12);\n";
const references: Reference[] = [
  {
    kind: "file",
    origin: "mention",
    path: "a.ts",
    languageId: "typescript",
    text: text.repeat(400),
  },
  { kind: "terminal", origin: "selection", output: text.repeat(100) },
  {
    kind: "file",
    origin: "openEditor",
    path: "b.ts",
    languageId: "typescript",
    text: text.repeat(200),
  },
];
const turn: Turn = { prompt: "chat", question: "Why is it so?", references };
const past: PastTurn[] = [{ turn: { ...turn, question: "What?" }, answer: text.repeat(50) }];

describe("measureContext", () => {
  it("tells what a rendered turn tells, whatever fits", () => {
    for (let contextWindow = 2500; contextWindow < 20_000; contextWindow += 311) {
      const budget = { contextWindow, maxAnswerTokens: 1000 };
      const meter = measureContext(turn, past, budget, "Use tabs.");
      const { messages, trimmed, promptTokens } = renderTurn(turn, past, budget, "Use tabs.");
      assert.deepEqual(meter.leftOut, trimmed);
      assert.equal(meter.usedTokens, promptTokens);
      assert.ok(estimateTokens(messages) <= meter.usedTokens);
      assert.ok(meter.usedTokens <= contextWindow - 1000);
    }
  });

  it("tells by how much a question is too long, and throws nothing", () => {
    const budget = { contextWindow: 8000, maxAnswerTokens: 2000 };
    const meter = measureContext({ ...turn, question: "x".repeat(60_000) }, past, budget);
    assert.ok(meter.usedTokens > 20_000);
    assert.equal(meter.windowTokens, 8000);
    assert.equal(meter.answerTokens, 2000);
    assert.ok(meter.leftOut.includes("1 earlier turn"));
  });

  it("says that long instructions are cut", () => {
    const budget = { contextWindow: 90_000, maxAnswerTokens: 2000 };
    const { leftOut } = measureContext(turn, past, budget, "x".repeat(9000));
    assert.deepEqual(leftOut, ["the end of the workspace's instructions"]);
  });
});
