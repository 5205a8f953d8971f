import assert from "node:assert/strict";
import { encode } from "../simulator/tokenizer/tokenizer.ts";
import { estimateTokens } from "./estimate-tokens.ts";
import { fitText } from "./fit-text.ts";
import { haystackOf } from "./haystack.ts";
import { plotOf } from "./plot-of.ts";

const id = "long.any#1.0";
const plot = plotOf(id, { kind: "needle", family: "multi-key", tokens: 8192, depth: 0.5 });
const write = (characters: number) => haystackOf(id, plot, characters);

/** A text is counted `counts` times at most and ends up below the budget, filled to `least` of it. */
async function check(
  budget: number,
  counter: ((text: string) => number) | undefined,
  expected: { least: number; counts: number; countedBy: string },
) {
  let counts = 0;
  const count = async (text: string) => {
    counts += 1;
    return counter?.(text);
  };
  const { text, tokens, countedBy } = await fitText({ write, budget, count });
  assert.equal(countedBy, expected.countedBy);
  assert.equal(tokens, (counter ?? estimateTokens)(text));
  assert.ok(tokens <= budget, `${tokens} of ${budget}`);
  assert.ok(tokens >= budget * expected.least, `${tokens} of ${budget}`);
  assert.ok(counts <= expected.counts, `${counts} counts`);
}

describe("fitText", () => {
  const byEndpoint = { least: 0.95, counts: 4, countedBy: "endpoint" };
  for (const budget of [3500, 7600, 15_800, 29_400]) {
    it(`fills ${budget} tokens of the simulated endpoint`, () =>
      check(budget, (text) => encode(text).length, byEndpoint));
    it(`fills ${budget} tokens of models that need few or many`, async () => {
      await check(budget, (text) => Math.ceil(text.length / 4.2), byEndpoint);
      await check(budget * 2, (text) => Math.ceil(text.length / 1.5), byEndpoint);
    });
    it(`keeps below ${budget} tokens where nobody counts`, () =>
      check(budget, undefined, { least: 0.9, counts: 1, countedBy: "estimate" }));
  }

  it("never fills more than it may, whatever it is estimated with", async () => {
    for (const budget of [3500, 29_400]) {
      const { text } = await fitText({ write, budget, count: async () => undefined });
      assert.ok(encode(text).length <= budget);
    }
  });

  it("says that nothing fits", () =>
    assert.rejects(fitText({ write, budget: 50, count: async (text) => text.length }), RangeError));
});
