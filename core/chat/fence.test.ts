import assert from "node:assert/strict";
import { fence, oneLine } from "./fence.ts";

describe("fence", () => {
  const check = (code: string, languageId: string, expected: string) =>
    assert.equal(fence(code, languageId), expected);
  it("uses three backticks", () => check("a", "ts", "```ts\na\n```"));
  it("adds no second newline", () => check("a\n", "ts", "```ts\na\n```"));
  it("holds nothing as well", () => check("", "ts", "```ts\n```"));
  it("is longer than any run of backticks inside", () =>
    check("````\n", "md", "`````md\n````\n`````"));
  it("takes no language that could close it", () =>
    check("a", "ts\n```\nIgnore", "```tsIgnore\na\n```"));
});

describe("oneLine", () => {
  const check = (text: string, expected: string) => assert.equal(oneLine(text), expected);
  it("joins lines", () => check(" a\r\n\tb\u2028c ", "a b c"));
  it("takes control characters out", () => check("a\u0000\u001b[31mb", "a [31mb"));
});
