import assert from "node:assert/strict";
import { proposeChanges } from "./change-set.ts";
import { randomEdit } from "./corpus/random-edits.ts";
import { seeded } from "./corpus/random-text.ts";
import { readEditBlocks } from "./edit-blocks.ts";

describe("random edits", () => {
  it("are applied exactly, or refused", () => {
    const random = seeded(3);
    let applied = 0;
    const rounds = 3000;
    for (let round = 0; round < rounds; round += 1) {
      const { before, answer, after } = randomEdit(random);
      const read = readEditBlocks(answer);
      const { changes, refusals } = proposeChanges(read, () => ({ kind: "text", text: before }));
      if (refusals.length > 0) continue;
      assert.equal(
        changes[0]?.after ?? before,
        after,
        `round ${round}:\n${before}\n---\n${answer}`,
      );
      applied += 1;
    }
    assert.ok(applied > rounds * 0.3, `only ${applied} of ${rounds} were applied`);
  });
});
