import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openStore } from "./open-store.ts";
import { watchRevision } from "./revisions.ts";
import type { Store } from "./store.ts";

describe("watchRevision", () => {
  let folder: string;
  let store: Store;
  let other: Store;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-watch-"));
    store = await openStore({ data: folder });
    other = await openStore({ data: folder });
  });
  afterEach(async () => {
    await store.close();
    await other.close();
    await rm(folder, { recursive: true });
  });

  /** Resolves with the first values that are seen, as many as `count`. */
  const seen = (count: number, since?: number) =>
    new Promise<number[]>((resolve, reject) => {
      const values: number[] = [];
      const watch = watchRevision(
        store,
        "keys",
        async (value) => {
          values.push(value);
          if (values.length < count) return await other.bump("keys");
          watch.close();
          resolve(values);
        },
        { onError: reject, everyMs: 1, ...(since === undefined ? {} : { since }) },
      );
    });

  it("takes the first look for a change where nobody has looked before", async () => {
    assert.deepEqual(await seen(1), [0]);
  });

  it("sees what another process changes, once each", async () => {
    await other.bump("keys");
    assert.deepEqual(await seen(3, 0), [1, 2, 3]);
  });

  it("says nothing of other revisions", async () => {
    await other.bump("subjects");
    const values = seen(1, 0);
    await other.bump("keys");
    assert.deepEqual(await values, [1]);
  });

  it("comes again with what could not be read, and tells why", async () => {
    const told: unknown[] = [];
    const failure = new RangeError("unreadable");
    await new Promise<void>((resolve) => {
      const watch = watchRevision(
        store,
        "keys",
        () => {
          if (told.length < 2) throw failure;
          watch.close();
          resolve();
        },
        { onError: (error) => told.push(error), everyMs: 1 },
      );
    });
    assert.deepEqual(told, [failure, failure]);
  });

  it("tells what looking fails with, and looks again", async () => {
    await store.close();
    let told = 0;
    await new Promise<void>((resolve, reject) => {
      const onError = () => {
        told += 1;
        if (told < 2) return;
        watch.close();
        resolve();
      };
      const watch = watchRevision(store, "keys", reject, { onError, everyMs: 1 });
    });
  });
});
