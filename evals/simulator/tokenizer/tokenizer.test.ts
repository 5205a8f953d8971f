import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { decode, encode, incrementalDecoder, isInVocabulary } from "./tokenizer.ts";
import { vocabularySize } from "./vocabulary.ts";

describe("encode and decode", () => {
  for (const [name, text] of [
    ["nothing", ""],
    ["code", "export function total(items: Item[]): number {\n\treturn items.length;\n}\n"],
    ["runs of blanks", `a${" ".repeat(70)}b\n\n\n\n\n\n\n\n\n\nc \n d  \r\n`],
    ["every symbol", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ => !== ``` ~~~"],
    [
      "other scripts",
      "Grüße, Ωμέγα, 漢字かな, עברית, \u{1F469}\u200D\u{1F4BB}, \ufeff, \u0000\u007f",
    ],
    ["special tokens", "<|fim_prefix|>a<|fim_suffix|>b<|fim_middle|><tool_call></tool_call>"],
    ["almost special tokens", "<|fim_prefix| ><tool_call"],
  ] as const) {
    it(`round-trips ${name}`, () => {
      assert.equal(decode(encode(text)), text);
    });
  }

  it("gives Qwen's numbers to the special tokens", () => {
    assert.deepEqual(
      encode("<|endoftext|><|im_start|><|im_end|><tool_call><|fim_prefix|><|fim_middle|>"),
      [151643, 151644, 151645, 151657, 151659, 151660],
    );
    assert.deepEqual(
      encode("<|fim_suffix|><|fim_pad|><|repo_name|><|file_sep|>"),
      [151661, 151662, 151663, 151664],
    );
  });

  it("never changes an id that is already in use", () => {
    assert.deepEqual(
      encode("const total = items.length;"),
      [197_036, 116, 952_942, 108, 1368, 762_608, 115, 46, 348_448, 1883, 59],
    );
  });

  it("spends two to five characters of code on a token", () => {
    const source = readFileSync(new URL("./vocabulary.ts", import.meta.url), "utf8");
    const ratio = source.length / encode(source).length;
    assert.ok(ratio > 2 && ratio < 5, `${ratio}`);
  });

  it("bears megabytes", () => assert.ok(encode("lorem ipsum ".repeat(100_000)).length > 100_000));

  it("knows every id below the special tokens, so random ids are a valid prompt", () => {
    for (let id = 0; id < 151_643; id += 7) assert.ok(isInVocabulary(id), `${id}`);
    assert.ok(isInVocabulary(151_642));
    assert.ok(isInVocabulary(vocabularySize - 1));
    assert.ok(!isInVocabulary(vocabularySize));
    assert.ok(!isInVocabulary(-1));
    assert.ok(!isInVocabulary(1.5));
  });
});

describe("incrementalDecoder", () => {
  it("holds back a character until its last byte", () => {
    const decoder = incrementalDecoder({ withSpecialTokens: true });
    const parts = encode("a😀b").map((id) => decoder.push(id));
    assert.deepEqual(parts, ["a", "", "", "", "😀", "b"]);
  });

  it("leaves special tokens out of an answer but keeps the tool marks", () => {
    const decoder = incrementalDecoder({ withSpecialTokens: false });
    const text = encode("a<|im_end|><tool_call>b").map((id) => decoder.push(id));
    assert.equal(text.join(""), "a<tool_call>b");
  });
});
