import assert from "node:assert/strict";
import { estimateTokens, weigh } from "./estimate.ts";

function check(text: string, expected: number) {
  assert.equal(weigh(text), expected);
}

describe("weigh", () => {
  it("takes three characters of code for a token", () => check("let a;", 6));
  it("counts a character outside ASCII as a token", () => check("äöü", 9));
  it("counts a digit as a token", () => check("x = 123", 4 + 9));
});

describe("estimateTokens", () => {
  const text = estimateTokens([{ role: "user", content: "What?" }]);
  it("adds the chat template", () => assert.equal(text, 10));
  it("adds images", () => {
    const images = [{ mediaType: "image/png", base64: "" }] as const;
    assert.ok(estimateTokens([{ role: "user", content: "What?", images }]) > text + 2000);
  });
});
