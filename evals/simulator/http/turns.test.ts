import assert from "node:assert/strict";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createTurns } from "./turns.ts";

describe("turns", () => {
  it("lets one after another go, in order, each in a turn of its own", async () => {
    const turns = createTurns();
    const gone: number[] = [];
    const work = [1, 2, 3].map(async (name) => {
      await turns();
      gone.push(name);
    });
    const seen: number[] = [];
    while (gone.length < work.length) {
      await nextTurn();
      seen.push(gone.length);
    }
    assert.deepEqual(gone, [1, 2, 3]);
    assert.deepEqual(
      [...new Set(seen)].filter((count) => count > 0),
      [1, 2, 3],
    );
  });

  it("goes on after it was idle", async () => {
    const turns = createTurns();
    await turns();
    await turns();
  });
});
