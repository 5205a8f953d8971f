import assert from "node:assert/strict";
import { instanceOf } from "./schema-instance.ts";

function check(schema: unknown, expected: unknown) {
  assert.deepEqual(instanceOf(schema), expected);
}

describe("instanceOf", () => {
  for (const [name, schema, expected] of [
    ["a string", { type: "string" }, "simulated"],
    ["a bounded string", { type: "string", minLength: 12, maxLength: 12 }, "simulated..."],
    ["a short string", { type: "string", maxLength: 3 }, "sim"],
    ["a pattern", { type: "string", pattern: "^\\d+$" }, "0"],
    ["a format", { type: "string", format: "date" }, "2026-01-01"],
    ["an integer", { type: "integer", minimum: 3 }, 3],
    ["an integer above a bound", { type: "integer", exclusiveMinimum: 3 }, 4],
    ["a negative number", { type: "number", maximum: -2 }, -2],
    ["a multiple", { type: "integer", minimum: 5, multipleOf: 4 }, 8],
    ["a choice", { enum: ["b", "a"] }, "b"],
    ["a constant", { const: 7 }, 7],
    ["null", { type: "null" }, null],
    ["a nullable string", { type: ["string", "null"] }, "simulated"],
    ["everything", true, "simulated"],
    ["an empty list", { type: "array", items: { type: "string" } }, []],
    [
      "a list with a least length",
      { type: "array", items: { type: "integer" }, minItems: 2 },
      [0, 0],
    ],
    ["a tuple", { type: "array", prefixItems: [{ const: 1 }, { const: 2 }] }, [1, 2]],
    ["an alternative", { anyOf: [{ type: "boolean" }, { type: "string" }] }, false],
  ] as const) {
    it(`satisfies ${name}`, () => check(schema, expected));
  }

  it("gives what is required, or everything when nothing is", () => {
    const properties = { a: { type: "integer" }, b: { type: "boolean" } };
    check({ type: "object", properties, required: ["b"] }, { b: false });
    check({ type: "object", properties }, { a: 0, b: false });
  });

  it("follows references into the schema's definitions", () => {
    const schema = {
      type: "object",
      properties: { item: { $ref: "#/$defs/item" } },
      $defs: { item: { type: "object", properties: { name: { type: "string" } } } },
    };
    check(schema, { item: { name: "simulated" } });
  });

  it("merges all parts of allOf", () => {
    const part = (name: string) => ({
      properties: { [name]: { type: "integer" } },
      required: [name],
    });
    check({ type: "object", allOf: [part("a"), part("b")] }, { a: 0, b: 0 });
  });

  it("takes the caller's words for strings in turn", () => {
    const words = ["one", "two"];
    const schema = { type: "object", properties: { a: { type: "string" }, b: { type: "string" } } };
    assert.deepEqual(instanceOf(schema, { next: () => words.shift() }), { a: "one", b: "two" });
  });

  for (const [name, schema] of [
    ["that refers to itself", { $ref: "#" }],
    ["with a reference elsewhere", { $ref: "https://example.com/schema" }],
    ["with a reference to nothing", { $ref: "#/$defs/gone" }],
    ["with an unknown type", { type: "date" }],
    ["with a pattern beyond it", { type: "string", pattern: "^[a-f]{40}$" }],
    ["that is no schema", 5],
  ] as const) {
    it(`refuses a schema ${name}`, () => {
      assert.throws(() => instanceOf(schema), RangeError);
    });
  }
});
