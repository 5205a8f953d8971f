// How a tool's parameters look on the wire, for the tools of every world.
import assert from "node:assert/strict";
import * as z from "zod";
import { instanceOf } from "../simulator/generation/schema-instance.ts";
import { defineTool } from "./world.ts";
import { worlds } from "./worlds.ts";

const setups: Record<string, unknown> = {
  calendar: { rooms: [] },
  orders: { customers: [] },
  tracker: { issues: [] },
  repository: {
    files: {},
    tests: [{ name: "t", call: "f", arguments: [], expected: 1 }],
    hidden: [{ name: "t", call: "f", arguments: [], expected: 1 }],
  },
};

describe("defineTool", () => {
  it("writes the schema as servers take it", () => {
    const parameters = z.strictObject({
      name: z.string().describe("What for"),
      count: z.int().default(3),
      kind: z.enum(["a", "b"]).optional(),
    });
    const tool = defineTool({ name: "t", description: "T.", parameters, run: () => null });
    assert.deepEqual(tool.wire.parameters, {
      type: "object",
      properties: {
        name: { type: "string", description: "What for" },
        count: { type: "integer", default: 3 },
        kind: { type: "string", enum: ["a", "b"] },
      },
      required: ["name"],
      additionalProperties: false,
    });
  });
});

describe("worlds", () => {
  for (const [name, kind] of worlds) {
    it(`${name}: has tools of its own with names, descriptions and schemas`, async () => {
      const { tools } = await kind.open((setups[name] ?? {}) as never);
      const names = tools.map(({ wire }) => wire.name);
      assert.equal(new Set(names).size, names.length);
      for (const { wire } of tools) {
        assert.match(wire.name, /^[a-z]+(_[a-z]+)*$/);
        assert.match(wire.description ?? "", /\.$/);
        assert.equal(wire.parameters.additionalProperties, false);
      }
    });
    it(`${name}: answers whatever fits its schemas`, async () => {
      const world = await kind.open((setups[name] ?? {}) as never);
      for (const { wire, check, run } of world.tools) {
        const checked = check(instanceOf(wire.parameters));
        // Dates and times have a form that the schema does not tell.
        if (checked.ok) assert.doesNotThrow(() => JSON.stringify(run(checked.arguments)));
        else assert.match(checked.problem, /has to look like/);
      }
    });
  }
});
