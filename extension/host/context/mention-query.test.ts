import assert from "node:assert/strict";
import { fitOf, type MentionQuery, readMentionQuery } from "./mention-query.ts";

describe("readMentionQuery", () => {
  const check = (text: string, expected: MentionQuery) =>
    assert.deepEqual(readMentionQuery(text), expected);

  it("reads words", () => check(" cart total ", { words: "cart total" }));
  it("reads a kind with words", () => check("file:cart", { kind: "file", words: "cart" }));
  it("reads a kind alone", () => check("Symbol:", { kind: "symbol", words: "" }));
  it("calls open editors by one word", () => check("open:", { kind: "openEditors", words: "" }));
  it("takes an unknown kind for words", () => check("c:temp", { words: "c:temp" }));
  it("takes no inherited name for a kind", () =>
    check("constructor:x", { words: "constructor:x" }));
});

describe("fitOf", () => {
  function check(words: string, ...bestFirst: string[]) {
    const fits = bestFirst.map((path) => fitOf(words, path));
    assert.deepEqual(
      fits,
      fits.toSorted((one, other) => other - one),
    );
    assert.ok(fits.every((fit) => fit > 0));
  }

  it("puts names before folders, beginnings before middles and letters in order last", () =>
    check(
      "cart",
      "src/cart",
      "src/cart.ts",
      "src/shoppingcart.ts",
      "cart/totals.ts",
      "src/c-a-r-t.ts",
    ));
  it("puts the shorter of two equals first", () => check("cart", "cart.ts", "cartTotals.ts"));
  it("wants every word", () => assert.equal(fitOf("cart java", "src/cart.ts"), 0));
  it("finds words in any order", () => check("ts cart", "src/cart.ts"));
  it("takes everything for no words", () => check("", "a", "abc"));
  it("does not care for case", () => check("CART", "src/Cart.ts"));
});
