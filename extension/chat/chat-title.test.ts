import assert from "node:assert/strict";
import { givenTitle, questionTitle } from "./chat-title.ts";

function check(question: string, expected: string) {
  const title = questionTitle(question);
  assert.equal(title, expected);
  assert.ok(title.length <= 60);
}

describe("questionTitle", () => {
  it("is a short question itself", () => check(" Why?\n", "Why?"));
  it("is one line", () => check("Why\n\n  not?", "Why not?"));
  it("ends after a word", () =>
    check(
      "How does the cart compute the subtotal when prices are not in cents?",
      "How does the cart compute the subtotal when prices are not…",
    ));
  it("cuts where there is no word to end after", () => check("x".repeat(80), `${"x".repeat(59)}…`));
  it("cuts no character in half", () => check("😀".repeat(40), `${"😀".repeat(29)}…`));
});

describe("givenTitle", () => {
  it("is one line of what was typed", () => assert.equal(givenTitle(" a\n b "), "a b"));
  it("cuts no character in half", () =>
    assert.equal(givenTitle(`x${"😀".repeat(80)}`), `x${"😀".repeat(59)}`));
});
