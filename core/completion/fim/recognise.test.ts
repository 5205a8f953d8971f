import assert from "node:assert/strict";
import { familyOf } from "./families.ts";
import type { FimFamilyId } from "./family.ts";
import {
  candidateFamilies,
  stopTokenIdsOf,
  type TokenIdsOf,
  tokenIdsOfFamily,
} from "./recognise.ts";

/** A tokenizer with these special tokens, numbered from 100; every other character is a token of its own. */
function tokenizer(specials: readonly string[], own: { space?: boolean } = {}): TokenIdsOf {
  return async (text) => {
    const ids: number[] = own.space && text.startsWith("▁") ? [1] : [];
    for (let at = 0; at < text.length; ) {
      const index = specials.findIndex((special) => text.startsWith(special, at));
      ids.push(index < 0 ? (text.codePointAt(at) ?? 0) + 1_000 : 100 + index);
      at += specials[index]?.length ?? 1;
    }
    return ids;
  };
}

async function check(tokenIdsOf: TokenIdsOf, expected: [FimFamilyId, number[]][] | undefined) {
  const candidates = await candidateFamilies(tokenIdsOf);
  assert.deepEqual(
    candidates?.map(({ family, tokenIds }) => [family.id, tokenIds]),
    expected,
  );
}

const fim = ["<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"];
const code = ["<|code_prefix|>", "<|code_suffix|>", "<|code_middle|>"];

describe("candidateFamilies", () => {
  it("has none for a tokenizer without marks", () => check(tokenizer(["<|endoftext|>"]), []));
  it("does not know where the server does not tokenize", () =>
    check(async () => undefined, undefined));
  it("wants a token of its own for every mark", () => check(async () => [7, 7, 7], []));

  it("tells Qwen by its marks for files, and keeps the plain prompt in reserve", () =>
    check(tokenizer([...fim, "<|repo_name|>", "<|file_sep|>", "<|endoftext|>"]), [
      ["qwen", [100, 101, 102, 105, 103, 104]],
      ["granite", [100, 101, 102]],
    ]));
  it("tells CodeGemma by its separator", () =>
    check(tokenizer([...fim, "<|file_separator|>", "<eos>", "<end_of_turn>"]), [
      ["codegemma", [100, 101, 102, 103, 105, 104]],
      ["granite", [100, 101, 102]],
    ]));
  it("takes other models with Qwen's marks for Granite, which needs no more", () =>
    check(tokenizer([...fim, "<|end_of_text|>"]), [["granite", [100, 101, 102, 103]]]));

  it("finds StarCoder", () =>
    check(tokenizer(["<fim_prefix>", "<fim_suffix>", "<fim_middle>", "<file_sep>"]), [
      ["starcoder", [100, 101, 102, 103]],
    ]));
  it("finds DeepSeek", () =>
    check(
      tokenizer(["<｜fim▁begin｜>", "<｜fim▁hole｜>", "<｜fim▁end｜>", "<｜end▁of▁sentence｜>"]),
      [["deepseek", [100, 101, 102, 103]]],
    ));
  it("finds Codestral, whose stop in plain text has no id", () =>
    check(tokenizer(["[PREFIX]", "[SUFFIX]"]), [["codestral", [100, 101]]]));
  it("finds Seed-Coder", () =>
    check(tokenizer(["<[fim-prefix]>", "<[fim-suffix]>", "<[fim-middle]>"]), [
      ["seed", [100, 101, 102]],
    ]));
  it("leaves GLM or CodeGeeX to the smoke test", () =>
    check(tokenizer([...code, "<|user|>"]), [
      ["glm", [100, 101, 102, 103]],
      ["codegeex", [100, 101, 102, 103]],
    ]));

  const codellama = ["▁<PRE>", "▁<SUF>", "▁<MID>", "▁<EOT>"];
  it("finds CodeLlama and the id of its end", () =>
    check(tokenizer(codellama), [["codellama", [100, 101, 102, 103]]]));
  it("finds CodeLlama behind a space of the tokenizer's own", () =>
    check(tokenizer(codellama, { space: true }), [["codellama", [100, 101, 102, 103]]]));
});

describe("tokenIdsOfFamily", () => {
  it("gives the ids of a family that was named", async () =>
    assert.deepEqual(await tokenIdsOfFamily(familyOf("glm"), tokenizer(code)), [100, 101, 102]));
  it("gives none where the tokenizer has other marks", async () =>
    assert.deepEqual(await tokenIdsOfFamily(familyOf("glm"), tokenizer(fim)), []));
  it("gives none where the server does not tokenize", async () =>
    assert.deepEqual(await tokenIdsOfFamily(familyOf("qwen"), async () => undefined), []));
});

describe("stopTokenIdsOf", () => {
  it("sends every id once", () =>
    assert.deepEqual(stopTokenIdsOf({ tokenIds: [3, 1, 3] }), [3, 1]));
  it("sends none for no family", () => {
    assert.deepEqual(stopTokenIdsOf(null), []);
    assert.deepEqual(stopTokenIdsOf(undefined), []);
  });
});
