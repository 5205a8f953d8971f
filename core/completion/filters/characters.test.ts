import assert from "node:assert/strict";
import { filtered } from "../cursor-marks.ts";
import { normaliseCharacters } from "./characters.ts";

function check(document: string, text: string, expected: string, languageId?: string) {
  assert.equal(filtered(normaliseCharacters, document, text, languageId), expected);
}

describe("normaliseCharacters", () => {
  it("keeps text as it is", () => check("a║", "ä变🎉\tb\n", "a├ä变🎉\tb\n┤"));
  it("turns CRLF into LF", () => check("a║", "b\r\nc\r\n", "a├b\nc\n┤"));
  it("turns a lone CR into LF", () => check("a║", "b\rc", "a├b\nc┤"));
  it("drops a byte order mark", () => check("║", "\ufeffa", "├a┤"));
  it("drops half a character at the start", () => check("a║", "\udf89b", "a├b┤"));
  it("drops half a character at the end", () => check("a║", "b\ud83c", "a├b┤"));
  it("drops half a character in front of the other half", () => check("a║\n", "b\ud83c", "a├b┤\n"));
  it("keeps a character that begins with its own half", () => check("a║", "🎉", "a├🎉┤"));
  it("cuts at half a character", () => check("a║", "b\ud83cc", "a├b┤"));
  it("cuts at what could not be decoded", () => check("a║", "b\ufffdc", "a├b┤"));
  it("cuts at a control character", () => check("a║", "b\0c", "a├b┤"));
  it("drops what is only half a character", () => check("a║", "\ud83c", "a║"));
});
