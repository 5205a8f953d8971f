import assert from "node:assert/strict";
import { createTokenEstimate } from "./token-estimate.ts";

const code = "const total = price * quantity;\n".repeat(20);

describe("createTokenEstimate", () => {
  it("begins with three characters a token", () =>
    assert.equal(createTokenEstimate().tokens("abcdef"), 2));
  it("counts characters beyond ASCII as a token each", () =>
    assert.equal(createTokenEstimate().tokens("价格合计"), 4));
  it("learns from what the server counted", () => {
    const estimate = createTokenEstimate();
    for (let count = 0; count < 20; count += 1) estimate.learn(code, 160);
    assert.ok(Math.abs(estimate.tokens(code) - 160) <= 1);
    assert.ok(estimate.characters(100) > 390);
  });
  it("learns nothing from short prompts or absurd counts", () => {
    const estimate = createTokenEstimate();
    estimate.learn("abc", 3);
    assert.equal(estimate.characters(100), 300);
    for (let count = 0; count < 50; count += 1) estimate.learn(code, 1_000_000);
    assert.ok(estimate.characters(100) >= 100);
  });
});
