import assert from "node:assert/strict";
import { asDocumentText } from "./document-text.ts";

describe("asDocumentText", () => {
  const check = (text: string, expected: string) => assert.equal(asDocumentText(text), expected);

  it("has one kind of line end", () => check("a\r\nb\rc\nd\r\n\r", "a\nb\nc\nd\n\n"));
  it("has no byte order mark", () => check("\uFEFFa\uFEFF", "a\uFEFF"));
});
