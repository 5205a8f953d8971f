import assert from "node:assert/strict";
import { pythonJson, pythonRepr } from "./python-text.ts";

describe("pythonRepr", () => {
  for (const [value, expected] of [
    [null, "None"],
    [true, "True"],
    [1.5, "1.5"],
    ["it's", '"it\'s"'],
    [`"it's"`, `'"it\\'s"'`],
    ["a\nb\\", "'a\\nb\\\\'"],
    [[1, "a", []], "[1, 'a', []]"],
    [{ a: { b: false } }, "{'a': {'b': False}}"],
  ] as const) {
    it(`writes ${JSON.stringify(value)}`, () => assert.equal(pythonRepr(value), expected));
  }
});

describe("pythonJson", () => {
  it("puts blanks after separators and escapes what is not ASCII", () => {
    assert.equal(
      pythonJson({ a: [1, "é😀"], b: null }),
      '{"a": [1, "\\u00e9\\ud83d\\ude00"], "b": null}',
    );
  });
});
