import assert from "node:assert/strict";
import type { Json } from "../../core/protocol/json.ts";
import { decodeTagged, encodeTagged } from "./tagged-json.ts";
import { toJson } from "./value.ts";
import { parseValueType } from "./value-type.ts";

function check([type, value]: readonly [string, Json], expected: string | undefined) {
  const encode = () => encodeTagged(value, parseValueType(type));
  if (expected === undefined) assert.throws(encode, RangeError);
  else assert.equal(encode(), expected);
}

describe("encodeTagged", () => {
  for (const [type, value, expected] of [
    ["int", 7, "7"],
    ["int", { $int: "9007199254740993" }, '{"$int":"9007199254740993"}'],
    ["int", 0.5, undefined],
    ["float", 3, '{"$float":"3"}'],
    ["float", { $float: "inf" }, '{"$float":"Infinity"}'],
    ["list<float>", [1, 2.5], '[{"$float":"1"},{"$float":"2.5"}]'],
    ["optional<string>", null, "null"],
    ["map<bool>", { a: true }, '{"a":true}'],
    ["json", [1, 2.5, { $x: 1 }], '[1,2.5,{"$x":1}]'],
    ["string", 1, undefined],
    ["list<int>", { 0: 1 }, undefined],
  ] as const) {
    it(`${type}: ${JSON.stringify(value)}`, () => check([type, value as Json], expected));
  }
});

describe("decodeTagged", () => {
  for (const [text, expected] of [
    ["1", 1n],
    ['{"$float":"1.0"}', 1],
    ['{"$float":"nan"}', Number.NaN],
    ['{"$int":"123456789012345678901"}', 123456789012345678901n],
    ['{"$tuple":[1,"a"]}', [1n, "a"]],
    ['{"$set":[1]}', { other: "set" }],
    ['{"$other":"Node"}', { other: "Node" }],
    ['{"$int":"x"}', undefined],
    ['{"a":{"b":null}}', new Map([["a", new Map([["b", null]])]])],
    ["[true,", undefined],
    [`{"$int":"${"9".repeat(200_000)}"}`, { other: "int of 200000 digits" }],
    ["", undefined],
  ] as const) {
    it(text === "" ? "nothing" : text, () => assert.deepEqual(decodeTagged(text), expected));
  }

  it("values as deep as nobody means them", () => {
    for (const depth of [400, 1000, 5000, 100_000]) {
      const shown = JSON.stringify(toJson(decodeTagged(nested(depth, "[", "]"))!));
      assert.equal(
        shown,
        depth < 500 ? nested(depth, "[", "]") : nested(500, "[", "]", '"<endless>"'),
      );
      const map = JSON.stringify(toJson(decodeTagged(nested(depth, '{"a":', "}"))!));
      assert.equal(map.includes("endless"), depth > 500);
    }
  });
});

function nested(depth: number, open: string, close: string, core = "1"): string {
  return open.repeat(depth) + core + close.repeat(depth);
}
