import assert from "node:assert/strict";
import { createRandom } from "../../random.ts";
import { mutatedTexts } from "./mutate.ts";
import { pumpedTexts } from "./pump.ts";

describe("strings near a case's texts", () => {
  const check = (texts: string[], count = 500) => mutatedTexts(texts, count, createRandom("seed"));

  it("are as many as asked, and the same for the same seed", () => {
    assert.equal(check(["2024-01-31", "x"]).length, 500);
    assert.deepEqual(check(["2024-01-31", "x"]), check(["2024-01-31", "x"]));
  });

  it("are near, not random: many differ from their source in one or two characters", () => {
    const near = check(["2024-01-31"]).filter((text) => /^2024.*31$/.test(text));
    assert.ok(near.length > 100, `${near.length}`);
  });

  it("hold no half characters, and no line break that no text has", () => {
    const texts = check(["a😀b", "😀"]);
    assert.deepEqual(
      texts.filter((text) => !text.isWellFormed() || /[\r\n]/.test(text)),
      [],
    );
  });

  it("come from an empty text as well", () => assert.equal(check([""], 20).length, 20));
});

describe("pumped strings", () => {
  it("repeat a piece of a text and end in what fits nothing", () => {
    const texts = pumpedTexts(["abc", ""]);
    assert.ok(texts.includes(`a${"bc".repeat(64)}\n\u0001`));
    assert.ok(texts.every((text) => text.endsWith("\u0001")));
  });

  it("stay few and short, whatever the texts", () => {
    const texts = pumpedTexts(Array.from({ length: 500 }, (_, at) => `${at}`.repeat(300)));
    assert.ok(texts.length <= 240 && texts.every((text) => text.length < 300));
  });
});
