import assert from "node:assert/strict";
import { fimFamilies } from "./families.ts";
import { breaker, hasSpecial, neutralise, restore } from "./neutralise.ts";

const specials = ["<|fim_prefix|>", "<|fim_middle|>", "<PRE>", "[SUFFIX]", "<s>", "</s>"];

function check(text: string, expected: string) {
  const neutral = neutralise(text, specials);
  assert.equal(neutral, expected.replaceAll("·", breaker));
  assert.equal(hasSpecial(neutral, specials), false);
  assert.equal(hasSpecial(text, specials), neutral !== text);
  assert.equal(neutralise(neutral, specials), neutral, "once is enough");
  assert.equal(restore(neutral, specials), text);
}

describe("neutralise", () => {
  it("leaves a text without special tokens alone", () => check("a < b | c > d", "a < b | c > d"));
  it("leaves an empty text alone", () => check("", ""));
  it("breaks one behind its first character", () => check("<|fim_prefix|>", "<·|fim_prefix|>"));
  it("breaks every one", () =>
    check("x<|fim_prefix|>y<|fim_middle|>", "x<·|fim_prefix|>y<·|fim_middle|>"));
  it("breaks two in a row", () => check("<s><s></s>", "<·s><·s><·/s>"));
  it("leaves what only begins like one", () => check("<|fim_prefix>", "<|fim_prefix>"));
  it("breaks CodeLlama's marks, which are old HTML as well, in either spelling", () =>
    check("▁<PRE> <PRE>\n<pre>", "▁<·PRE> <·PRE>\n<pre>"));
  it("takes the characters of a token as they are", () => check("[SUFFIX] S", "[·SUFFIX] S"));
  it("keeps emoji and CJK", () => check("日本🙂<s>", "日本🙂<·s>"));

  it("finds a token that begins inside another", () => {
    const nested = ["<<a", "<a"];
    const neutral = neutralise("<<a", nested);
    assert.equal(neutral, "<·<·a".replaceAll("·", breaker));
    assert.equal(restore(neutral, nested), "<<a");
  });

  it("knows nothing special without a list", () => {
    assert.equal(neutralise("<s>", []), "<s>");
    assert.equal(restore(`<${breaker}s>`, []), `<${breaker}s>`);
  });
});

describe("restore", () => {
  const mended: [string, string, string][] = [
    ["a copied token", "a <·|fim_prefix|> b", "a <|fim_prefix|> b"],
    ["one that the end cuts off", "a <·|fim_pre", "a <|fim_pre"],
    ["one that ends behind the break", "a <·", "a <"],
    ["one whose first character stands in the prefix", "·|fim_prefix|> b", "|fim_prefix|> b"],
    ["nothing else", "icon ·, <·b>, ·x", "icon ·, <·b>, ·x"],
  ];
  for (const [name, text, expected] of mended) {
    it(`mends ${name}`, () => {
      const result = restore(text.replaceAll("·", breaker), specials);
      assert.equal(result, expected.replaceAll("·", breaker));
    });
  }
});

describe("neutralising for every family", () => {
  for (const { id, specials: own } of fimFamilies) {
    it(`is safe, repeatable and reversible for ${id}`, () => {
      const random = seeded(7);
      for (let round = 0; round < 400; round += 1) {
        const text = anyText(random, own);
        const neutral = neutralise(text, own);
        assert.ok(!own.some((special) => neutral.includes(special)), neutral);
        assert.equal(neutralise(neutral, own), neutral);
        assert.equal(restore(neutral, own), text);
      }
    });
  }
});

/** Tokens, pieces of tokens and ordinary text in any order. */
function anyText(random: () => number, own: readonly string[]): string {
  const ordinary = ["<", "|", "[", " ", "\n", "▁", "a", "return", "😀", "\r", "<|"];
  let text = "";
  for (let count = Math.floor(random() * 12); count > 0; count -= 1) {
    const special = own[Math.floor(random() * own.length)]!;
    const piece = ordinary[Math.floor(random() * ordinary.length)]!;
    const kind = random();
    if (kind < 0.4) text += special;
    else if (kind < 0.6) text += special.slice(Math.floor(random() * special.length));
    else text += piece;
  }
  return text;
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
