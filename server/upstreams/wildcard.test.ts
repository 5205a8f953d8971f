import assert from "node:assert/strict";
import { matchesWildcard } from "./wildcard.ts";

function check(pattern: string, expected: Record<string, boolean>) {
  it(pattern, () => {
    const got = Object.keys(expected).map((text) => [text, matchesWildcard(pattern, text)]);
    assert.deepEqual(Object.fromEntries(got), expected);
  });
}

describe("matchesWildcard", () => {
  check("gpt-4", { "gpt-4": true, "gpt-4o": false, "my-gpt-4": false, "GPT-4": false, "": false });
  check("gpt-*", { "gpt-": true, "gpt-4o": true, "my-gpt-4": false });
  check("*", { "": true, anything: true });
  check("**", { "": true, anything: true });
  check("*coder*", { coder: true, "qwen3-coder-30b": true, code: false });
  check("a*a", { a: false, aa: true, aba: true, ab: false });
  check("a*b*c", { abc: true, axbxc: true, acb: false, abcc: true, aXcXbc: true });
  check("*.7b", { "x.7b": true, "x.7bb": false, x07b: false });
  check("a.c", { "a.c": true, abc: false });
  check("*ab*ab", { ab: false, abab: true, ababab: true, xabyab: true });

  it("takes no longer for text that was made to take long", () => {
    assert.equal(matchesWildcard(`${"a*".repeat(400)}b`, "a".repeat(1_000)), false);
    assert.equal(matchesWildcard("*a*", "a".repeat(10_000_000)), false);
  });
});
