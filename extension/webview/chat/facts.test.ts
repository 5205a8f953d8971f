import assert from "node:assert/strict";
import type { AnswerFacts } from "../messages.ts";
import { factList } from "./facts.ts";

function check(facts: Partial<AnswerFacts>, expected: string[]) {
  const texts = factList({ model: "m", isSimulated: false, ...facts }).map(({ text }) => text);
  assert.deepEqual(texts, expected);
}

describe("factList", () => {
  it("leaves out what is not known", () => {
    check({}, []);
  });

  it("writes times below a second in milliseconds, above in seconds", () => {
    check({ ttftMs: 183.6 }, ["TTFT 184 ms"]);
    check({ ttftMs: 1_240 }, ["TTFT 1.24 s"]);
  });

  it("writes rate and count", () => {
    check({ tokensPerSecond: 12_001.13 }, ["12,001 tokens/s"]);
    check({ tokensPerSecond: 61.44, completionTokens: 1_412 }, ["61.4 tokens/s", "1,412 tokens"]);
    check({ completionTokens: 1 }, ["1 token"]);
  });

  it("writes the tokens of prompt and answer beside each other", () => {
    check({ promptTokens: 2_140, completionTokens: 412 }, ["2,140 + 412 tokens"]);
    check({ promptTokens: 2_140 }, ["2,140 tokens"]);
  });
});
