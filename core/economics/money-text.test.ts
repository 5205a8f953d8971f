import assert from "node:assert/strict";
import { dollars, dollarsAndCents } from "./money-text.ts";

function check(write: (amount: number) => string, amount: number, expected: string) {
  it(`${amount}: ${expected}`, () => assert.equal(write(amount), expected));
}

describe("dollars", () => {
  check(dollars, 95_974.56, "95,975 USD");
  check(dollars, 0, "0 USD");
});

describe("dollarsAndCents", () => {
  check(dollarsAndCents, 2.49 * 4 * 730, "7,270.80 USD");
  check(dollarsAndCents, 468, "468.00 USD");
});
