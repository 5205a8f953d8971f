import assert from "node:assert/strict";
import { KeyError } from "./key-error.ts";
import { newKey } from "./key-format.ts";
import { checkedName } from "./people.ts";

describe("checkedName", () => {
  const check = (typed: string, expected: string) =>
    it(`makes ${JSON.stringify(typed)} ${JSON.stringify(expected)}`, () =>
      assert.equal(checkedName(typed, "name"), expected));
  check("Ada", "Ada");
  check("  Ada Lovelace ", "Ada Lovelace");
  check("Zoe\u0308", "Zoë");
  check("山田 花子", "山田 花子");
  check("x".repeat(100), "x".repeat(100));

  for (const [what, name] of [
    ["nothing", ""],
    ["blanks", " \t "],
    ["101 characters", "x".repeat(101)],
    ["a megabyte", "x".repeat(1_000_000)],
    ["two lines", "a\nb"],
    ["what steers a terminal", "a\u001b[2J"],
    ["what turns text around", "a\u202eb"],
    ["what cannot be seen", "a\u200bb"],
    ["half a character", "a\ud800"],
    ["zeros", "a\0b"],
    ["a key", newKey().key],
  ] as const) {
    it(`refuses ${what} without repeating it`, () =>
      assert.throws(
        () => checkedName(name, "team"),
        (error) =>
          error instanceof KeyError &&
          error.code === "bad_name" &&
          error.message.includes("team") &&
          (name.length < 5 || !error.message.includes(name)),
      ));
  }
});
