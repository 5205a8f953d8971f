// What the instruction-following cases of the suite ask for.
import assert from "node:assert/strict";
import { readBuiltInSuite } from "../cases/built-in-suite.ts";
import { drawInstance } from "../cases/draw.ts";
import { loadSuite } from "../cases/suite.ts";
import { verifiers } from "./verifiers.ts";

const cases = [...loadSuite(await readBuiltInSuite()).values()].filter(
  ({ file }) => file.category === "instruction-following",
);

describe("instruction-following cases", () => {
  it("are at least 60, with one to four demands each that every verifier knows", async () => {
    assert.ok(cases.length >= 60);
    const used = new Set<string>();
    for (const theCase of cases) {
      const { grader } = await drawInstance(theCase, { seed: 3, variant: 1 });
      assert.equal(grader.kind, "verifiers");
      if (grader.kind !== "verifiers") return;
      for (const { id, arguments: args = {} } of grader.verifiers) {
        const verifier = verifiers.get(id);
        assert.ok(verifier, `${theCase.file.id}: ${id}`);
        verifier.schema.parse(args);
        used.add(id);
      }
    }
    assert.deepEqual(
      [...verifiers.keys()].filter((id) => !used.has(id)),
      [],
    );
  });
});
