import assert from "node:assert/strict";
import { filtered } from "../cursor-marks.ts";
import { cutSpecialTokens } from "./special-tokens.ts";

function check(document: string, text: string, expected: string, languageId?: string) {
  assert.equal(filtered(cutSpecialTokens, document, text, languageId), expected);
}

describe("cutSpecialTokens", () => {
  it("keeps code with angles", () =>
    check("║", "a <b> c || d |> e <| f", "├a <b> c || d |> e <| f┤"));
  it("keeps JSX", () => check("║", "<s>a</s><p>b</p>", "├<s>a</s><p>b</p>┤"));
  it("keeps brackets", () => check("║", "a[PREFIXES] + b[0]", "├a[PREFIXES] + b[0]┤"));
  for (const token of [
    "<|endoftext|>",
    "<|fim_pad|>",
    "<|file_sep|>",
    "<|im_end|>",
    "<|file_separator|>",
    "<|user|>",
    "<|unheard_of|>",
    "<fim_suffix>",
    "<EOT>",
    "<MID>",
    "<｜end▁of▁sentence｜>",
    "<｜fim▁begin｜>",
    "[SUFFIX]",
    "<[fim-suffix]>",
    "<end_of_turn>",
    "\n+++++ src/b.ts",
  ]) {
    it(`cuts at ${JSON.stringify(token)}`, () => check("║", `a;${token}b`, "├a;┤"));
  }
  it("cuts at a token that the end of the answer cut off", () => check("║", "a;<|endof", "├a;┤"));
  it("drops an answer that begins with an end", () => check("║", "<|endoftext|>import a", "║"));
  it("drops a leading mark of the middle", () => check("║", "<|fim_middle|>a;", "├a;┤"));
  it("drops several of them", () => check("║", "<fim_middle><fim_middle>a;", "├a;┤"));
  it("drops what is nothing but a token", () => check("║", "<fim_middle>", "║"));
  it("drops a model that thinks aloud", () => check("║", "<think>\nHmm", "║"));
  it("keeps a token that the file has itself", () =>
    check(
      'const end = "<|endoftext|>";\nstop(║',
      '"<|endoftext|>")',
      'const end = "<|endoftext|>";\nstop(├"<|endoftext|>")┤',
    ));
});
