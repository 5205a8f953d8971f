import assert from "node:assert/strict";
import { once } from "node:events";
import { keepSaving, keepWhile } from "./keep-saving.ts";

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

describe("keepWhile", () => {
  const soFar = () => "some";
  const never = new AbortController().signal;

  it("keeps the beginning, what it is told to, and the end", async () => {
    const written: string[] = [];
    const store = async (document: string) => void written.push(document);
    const measure = async (keep: () => void) => {
      await turn();
      keep();
      await turn();
      return "all";
    };
    assert.equal(await keepWhile({ store, soFar }, measure, never), "all");
    assert.deepEqual(written, ["some", "some", "all"]);
  });

  it("stops measuring what it cannot keep, and says why", async () => {
    const store = () => Promise.reject(new Error("full"));
    const measure = async (_: () => void, signal: AbortSignal) => {
      await once(signal, "abort");
      throw new Error("stopped");
    };
    await assert.rejects(keepWhile({ store, soFar }, measure, never), /full/);
  });

  it("lets nobody go before the last writing is over, also when measuring fails", async () => {
    let isWriting = false;
    const store = async () => {
      isWriting = true;
      await turn();
      isWriting = false;
    };
    const measure = () => Promise.reject(new Error("lost"));
    await assert.rejects(keepWhile({ store, soFar }, measure, never), /lost/);
    assert.equal(isWriting, false);
  });
});

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
