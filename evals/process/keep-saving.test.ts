import assert from "node:assert/strict";
import { keepSaving } from "./keep-saving.ts";

/** A store that finishes one writing when it is told to. */
function heldStore() {
  const written: string[] = [];
  const waiting: PromiseWithResolvers<void>[] = [];
  const saver = keepSaving<string>((document) => {
    written.push(document);
    const writing = Promise.withResolvers<void>();
    waiting.push(writing);
    return writing.promise;
  });
  return { saver, written, next: () => waiting.shift() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("keepSaving", () => {
  it("writes the newest state of what came while it was writing", async () => {
    const { saver, written, next } = heldStore();
    for (const state of ["a", "b", "c"]) saver.save(() => state);
    assert.deepEqual(written, ["a"]);
    next()?.resolve();
    await turn();
    assert.deepEqual(written, ["a", "c"]);
    next()?.resolve();
    await saver.settled();
  });

  it("writes again after it has come to rest", async () => {
    const { saver, written, next } = heldStore();
    for (const state of ["a", "b"]) {
      saver.save(() => state);
      next()?.resolve();
      await saver.settled();
    }
    assert.deepEqual(written, ["a", "b"]);
  });

  it("throws what a writing threw, however often it is asked, and writes no more", async () => {
    const { saver, written, next } = heldStore();
    saver.save(() => "a");
    assert.equal(saver.failed.aborted, false);
    const full = new Error("full");
    next()?.reject(full);
    await assert.rejects(saver.settled(), /full/);
    assert.equal(saver.failed.reason, full);
    saver.save(() => "b");
    await assert.rejects(saver.settled(), /full/);
    assert.deepEqual(written, ["a"]);
  });
});
