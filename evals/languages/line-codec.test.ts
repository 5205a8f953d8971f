// The line codec against itself and against lines that no driver would write.
import assert from "node:assert/strict";
import type { Json } from "../../core/protocol/json.ts";
import { decodeLine, encodeLine } from "./line-codec.ts";
import type { Value } from "./value.ts";
import { parseValueType } from "./value-type.ts";

type Expected = { line: string; value: Value } | "refused";

function check([type, value]: readonly [string, Json], expected: Expected) {
  const parsed = parseValueType(type);
  if (expected === "refused") {
    assert.throws(() => encodeLine(value, parsed), RangeError);
    return;
  }
  assert.equal(encodeLine(value, parsed), expected.line);
  assert.deepEqual(decodeLine(expected.line, parsed), expected.value);
}

describe("line codec", () => {
  const max = "9223372036854775807";
  for (const [type, value, expected] of [
    ["int", -3, { line: "-3", value: -3n }],
    ["int", { $int: max }, { line: max, value: BigInt(max) }],
    ["int", 1.5, "refused"],
    ["int", true, "refused"],
    ["float", 2, { line: "2", value: 2 }],
    ["float", { $float: "NaN" }, { line: "nan", value: Number.NaN }],
    ["float", { $float: "-Infinity" }, { line: "-inf", value: Number.NEGATIVE_INFINITY }],
    ["float", { $float: "-0" }, { line: "-0.0", value: -0 }],
    ["float", "2", "refused"],
    ["bool", true, { line: "1", value: true }],
    ["bool", 1, "refused"],
    ["string", "", { line: '""', value: "" }],
    [
      "string",
      'a "b"\\n\n\r ä€😀',
      { line: '"a \\"b\\"\\\\n\\n\\r ä€😀"', value: 'a "b"\\n\n\r ä€😀' },
    ],
    ["list<int>", [], { line: "0", value: [] }],
    ["list<list<string>>", [["a b"], []], { line: '2 1 "a b" 0', value: [["a b"], []] }],
    ["optional<int>", null, { line: "0", value: null }],
    ["optional<list<bool>>", [false], { line: "1 1 0", value: [false] }],
    [
      "map<int>",
      { b: 1, __proto__x: 2 },
      {
        line: '2 "b" 1 "__proto__x" 2',
        value: new Map([
          ["b", 1n],
          ["__proto__x", 2n],
        ]),
      },
    ],
    ["map<int>", [1], "refused"],
  ] as [string, Json, Expected][]) {
    it(`${type}: ${JSON.stringify(value)}`, () => check([type, value], expected));
  }
});

describe("decodeLine", () => {
  for (const [type, line] of [
    ["int", "1.0"],
    ["int", ""],
    ["int", "123456789012345678901"],
    ["int", "1 2"],
    ["bool", "true"],
    ["string", "a"],
    ["string", '"a'],
    ["string", '"a\\q"'],
    ["list<int>", "3 1 2"],
    ["list<int>", "999999999"],
    ["list<int>", "-1"],
    ["map<int>", "1 1 1"],
    ["optional<int>", "2 1"],
    ["float", "0x10"],
  ] as const) {
    it(`refuses “${line}” as ${type}`, () =>
      assert.equal(decodeLine(line, parseValueType(type)), undefined));
  }

  it("reads strings of any length", () => {
    const text = 'x\\"'.repeat(200_000);
    assert.equal(decodeLine(encodeLine(text, { kind: "string" }), { kind: "string" }), text);
  });
});
