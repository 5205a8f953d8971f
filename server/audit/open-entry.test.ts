import assert from "node:assert/strict";
import { createCrowd } from "../crowd.ts";
import type { Store } from "../store/store.ts";
import { createChain } from "./chain.ts";
import { createCommitter } from "./committer.ts";
import { holdLog } from "./hold-log.ts";
import { end, eventually, readBack, request, story, withStore } from "./journal-stand.ts";
import { createFrontier } from "./merkle/tree.ts";
import { type EntryWorld, OpenEntry } from "./open-entry.ts";
import { createVault } from "./vault.ts";

const patienceMs = 10_000;

/** A log whose disk takes a batch, or not, when the test says so. */
async function createStand(store: Store, policy: "refuse" | "gap") {
  const storage = await holdLog(store, "gateway");
  assert.ok(storage);
  let disk: Promise<void> = Promise.resolve();
  let batches = 0;
  const slow = {
    ...storage,
    append: async (batch: Parameters<typeof storage.append>[0]) => {
      batches += 1;
      await disk;
      return storage.append(batch);
    },
  };
  const committer = createCommitter({
    chain: createChain(slow, createFrontier()),
    gatherMs: 0,
    patienceMs,
    onDurable() {},
    onTrouble() {},
    onRecovery: () => undefined,
  });
  const vault = createVault(store, { now: Date.now });
  const world: EntryWorld = {
    vault,
    committer,
    storage,
    now: Date.now,
    onFailure: () => policy,
    patienceMs,
    onError: assert.ifError,
    open: createCrowd(),
    tick: 0,
    isClosing: false,
    missed() {},
    opened() {},
    ended() {},
  };
  return {
    committer,
    open: (body: Buffer) => new OpenEntry(world, request("r-1"), body),
    batches: () => batches,
    /** Batches wait for it, and fail when it does. */
    setDisk(next: Promise<void>) {
      // Whether anybody waits for it is the committer's business.
      next.catch(() => undefined);
      disk = next;
    },
    async close() {
      await committer.close();
      vault.close();
      await storage.close();
    },
  };
}

/** As if it had been that much later, for whoever asks meanwhile. */
function later(ms: number, act: () => void): void {
  const { now } = performance;
  performance.now = () => now.call(performance) + ms;
  try {
    act();
  } finally {
    performance.now = now;
  }
}

describe("an entry", () => {
  for (const [what, isWritten, expected] of [
    ["is recorded as failed where it was not written before", false, "final r-1 failed answer"],
    [
      "stays complete where it was, because nobody changes the log",
      true,
      "final r-1 complete answer",
    ],
  ] as const) {
    it(`whose client was told that its end could not be recorded ${what}`, () =>
      withStore(async (store) => {
        const stand = await createStand(store, "refuse");
        const entry = stand.open(Buffer.from("query"));
        await entry.durable;
        const disk = Promise.withResolvers<void>();
        stand.setDisk(disk.promise);
        entry.capture(Buffer.from("answer"));
        const finished = entry.finish(end());
        // It is on its way to the disk, and may be there for all that anybody knows.
        await eventually(() => stand.batches() === 2);
        later(2 * patienceMs, stand.committer.look);
        await assert.rejects(finished, { code: "audit_unavailable" });
        stand.setDisk(Promise.resolve());
        if (isWritten) disk.resolve();
        else disk.reject(Object.assign(new Error("The disk is broken."), { code: "EIO" }));
        await eventually(async () => (await story(store)).length === 2);
        await stand.close();
        assert.deepEqual(await story(store), ["intent r-1 query", expected]);
      }));
  }

  it("is left out of the log where it waited too long for its turn", () =>
    withStore(async (store) => {
      const stand = await createStand(store, "refuse");
      const disk = Promise.withResolvers<void>();
      await stand.open(Buffer.from("query")).durable;
      stand.setDisk(disk.promise);
      const open = stand.open(Buffer.from("on its way"));
      await eventually(() => stand.batches() === 2);
      const late = stand.open(Buffer.from("behind it"));
      later(2 * patienceMs, stand.committer.look);
      await assert.rejects(open.durable, { code: "audit_unavailable" });
      await assert.rejects(late.durable, { code: "audit_unavailable" });
      disk.resolve();
      await stand.close();
      const texts = (await readBack(store)).map(({ text }) => text);
      assert.deepEqual(texts, ["query", "on its way", undefined]);
    }));

  it("holds a body that will never be recorded until it is told to let go", () =>
    withStore(async (store) => {
      const stand = await createStand(store, "gap");
      stand.setDisk(Promise.reject(new Error("The disk is full.")));
      const first = stand.open(Buffer.from("query"));
      await first.durable;
      assert.equal((await first.readBody()).toString(), "query");
      assert.equal(first.holdsBody, true);
      first.dropBody();
      assert.equal(first.holdsBody, false);
      stand.setDisk(Promise.resolve());
      await stand.close();
    }));
});
