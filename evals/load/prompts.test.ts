import assert from "node:assert/strict";
import { createRandom } from "../random.ts";
import { codeLikeText } from "./prompt-text.ts";
import { type PromptMaker, promptsFromIds, randomPrompts, textPrompts } from "./prompts.ts";

const ids = Array.from({ length: 900 }, (_, index) => 5000 + ((index * 7) % 300));

describe("prompts", () => {
  const check = (what: string, make: (seed: string) => PromptMaker) => {
    for (const tokens of [1, 7, 8, 16, 128, 2000]) {
      it(`${what}: exactly ${tokens} tokens`, () => assert.equal(make("a")(tokens).length, tokens));
    }
    it(`${what}: no two begin alike, also not in another run`, () => {
      const makers = [make("run 1"), make("run 2")];
      const starts = makers.flatMap((next) =>
        Array.from({ length: 500 }, () => next(64).slice(0, 8)),
      );
      assert.equal(new Set(starts.map(String)).size, 1000);
    });
    it(`${what}: the same for the same seed`, () =>
      assert.deepEqual(make("a")(100), make("a")(100)));
  };
  check("ids of a text", (seed) => promptsFromIds(ids, seed));
  check("random ids", (seed) => randomPrompts([1000, 30_000], seed));

  it("take ids only from the vocabulary they were given", () => {
    const known = new Set(ids);
    // Ids go in, so ids come out.
    const prompt = promptsFromIds(ids, "x")(3000) as readonly number[];
    assert.ok(prompt.every((id) => known.has(id)));
  });

  it("are text of about the wanted length where no ids are taken", () => {
    const next = textPrompts({ charactersPerToken: 3.5, templateTokens: 20 }, "x");
    assert.equal(next(512).length, Math.round((512 - 20) * 3.5));
    assert.notEqual(String(next(512)).slice(0, 40), String(next(512)).slice(0, 40));
    assert.equal(next(10).length, 1);
  });

  it("are cut from text that depends on the draws alone", () => {
    const text = codeLikeText(5000, createRandom("x"));
    assert.ok(text.length >= 5000);
    assert.equal(codeLikeText(5000, createRandom("x")), text);
  });
});
