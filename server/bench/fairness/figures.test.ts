import assert from "node:assert/strict";
import type { RequestRecord } from "../../../evals/simulator/record.ts";
import {
  percentile,
  promptTokensInAStep,
  recordedWait,
  streamsAtOnce,
  tokensPerSecond,
} from "./figures.ts";

function record(own: Partial<RequestRecord>): RequestRecord {
  return {
    id: "1",
    route: "POST /v1/chat/completions",
    arrivedAtMs: 0,
    promptTokens: 100,
    cachedTokens: 0,
    completionTokens: 11,
    ...own,
  };
}

const period = { from: 1_000, to: 2_000 };

describe("figures of records", () => {
  for (const [what, firstTokenAtMs, lastTokenAtMs, tokens, streams] of [
    ["counts an answer within the period whole", 1_200, 1_300, 11, 0.1],
    ["counts of one that began before what was written within", 500, 1_500, 5.5, 0.5],
    ["counts of one that goes on what was written within", 1_500, 2_500, 5.5, 0.5],
    ["counts nothing of one before", 100, 900, 0, 0],
    ["counts nothing of one without a token", undefined, undefined, 0, 0],
  ] as [string, number | undefined, number | undefined, number, number][]) {
    it(what, () => {
      const times = firstTokenAtMs === undefined ? {} : { firstTokenAtMs, lastTokenAtMs };
      const records = [record(times as Partial<RequestRecord>)];
      assert.equal(tokensPerSecond(records, period), tokens);
      assert.equal(streamsAtOnce(records, period), streams);
    });
  }

  it("takes from the first token what the engine always takes, and the step that wrote it", () => {
    const one = record({
      arrivedAtMs: 0,
      firstTokenAtMs: 1_050,
      lastTokenAtMs: 1_150,
      cachedTokens: 50,
    });
    const engine = { fixedFirstTokenMs: 1_000, prefillTokenMs: 0.1 };
    assert.equal(recordedWait(one, 0, engine), 50 - 10 - 5);
    assert.equal(recordedWait(one, 7, engine), 7 + 50 - 10 - 5);
  });

  it("puts together the prompts whose first tokens leave together", () => {
    const firsts = [1_100, 1_100.5, 1_120, 900, 1_101];
    const records = firsts.map((firstTokenAtMs) => record({ firstTokenAtMs }));
    assert.deepEqual(promptTokensInAStep(records, period), [300, 100]);
  });

  it("takes the rank at or above the share", () => {
    const values = Array.from({ length: 200 }, (_, index) => 200 - index);
    assert.equal(percentile(values, 0.99), 198);
    assert.equal(percentile([5], 0.99), 5);
  });
});
