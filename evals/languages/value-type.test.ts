import assert from "node:assert/strict";
import { parseValueType } from "./value-type.ts";

function check(text: string, expected: unknown) {
  if (expected === undefined) assert.throws(() => parseValueType(text), RangeError);
  else assert.deepEqual(parseValueType(text), expected);
}

describe("parseValueType", () => {
  for (const [text, expected] of [
    ["int", { kind: "int" }],
    ["void", { kind: "void" }],
    ["list<string>", { kind: "list", of: { kind: "string" } }],
    [
      "map<list<optional<float>>>",
      { kind: "map", of: { kind: "list", of: { kind: "optional", of: { kind: "float" } } } },
    ],
    ["list", undefined],
    ["list<>", undefined],
    ["list<number>", undefined],
    ["set<int>", undefined],
    ["", undefined],
  ] as const) {
    it(text === "" ? "nothing" : text, () => check(text, expected));
  }
});
