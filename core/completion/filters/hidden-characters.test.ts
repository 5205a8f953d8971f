import assert from "node:assert/strict";
import { filtered, placeAt } from "../cursor-marks.ts";
import { breaker } from "../fim/neutralise.ts";
import { applyFilters } from "./filters.ts";
import { cutHiddenCharacters } from "./hidden-characters.ts";

function check(document: string, text: string, expected: string) {
  assert.equal(filtered(cutHiddenCharacters, document, text), expected);
}

describe("cutHiddenCharacters", () => {
  it("keeps code", () => check("║", "a(b);\n\tc = 'é 价 😀';", "├a(b);\n\tc = 'é 价 😀';┤"));
  for (const [what, character] of [
    ["an override of the writing direction", "\u202e"],
    ["an isolate", "\u2066"],
    ["a direction mark", "\u200f"],
    ["an Arabic letter mark", "\u061c"],
    ["a zero-width space", "\u200b"],
    ["a word joiner", "\u2060"],
    ["a byte order mark", "\ufeff"],
    ["a soft hyphen", "\u00ad"],
    ["a tag", "\u{e0041}"],
    ["what breaks special tokens up", breaker],
  ] as const) {
    it(`cuts at ${what}`, () => check("║", `a();${character} b();`, "├a();┤"));
    it(`drops what begins with ${what}`, () => check("║", `${character}a();`, "║"));
    it(`keeps ${what} that the document has`, () =>
      check(`x${character}y║`, `a${character}b`, `x${character}y├a${character}b┤`));
  }
  it("keeps joined emoji and joined scripts", () =>
    check("║", "'👩\u200d💻 می\u200cخواهم ☀\ufe0f'", "├'👩\u200d💻 می\u200cخواهم ☀\ufe0f'┤"));
  it("stands in the list", () => {
    const { draft } = applyFilters("isAdmin(\u202euser) || true", placeAt("if (║\n"));
    assert.doesNotMatch(draft.text, /\u202e/);
  });
});
