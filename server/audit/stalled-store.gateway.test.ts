import assert from "node:assert/strict";
import { sql } from "kysely";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import { freshDatabase, startPostgres } from "../test/postgres.ts";
import { end, eventually, request, startJournal, story } from "./journal-stand.ts";

const dayMs = 86_400_000;
/** Of the journal: instead of the usual 10 s. */
const patienceMs = 500;

describe("a journal whose database stands still", function () {
  this.timeout(60_000);
  async function withDatabase(use: (store: Store, other: Store) => Promise<void>): Promise<void> {
    const database = await freshDatabase();
    const store = await openStore({ database });
    const other = await openStore({ database });
    try {
      await use(store, other);
    } finally {
      await other.close();
      await store.close();
    }
  }

  /** Whoever wants to write there waits until it is let go. */
  async function stall(store: Store, table: "audit_records" | "subject_keys") {
    const stalled = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const held = store.db.transaction().execute(async (db) => {
      await sql`lock table ${sql.table(table)} in access exclusive mode`.execute(db);
      stalled.resolve();
      await released.promise;
    });
    await Promise.race([stalled.promise, held]);
    return async () => {
      released.resolve();
      await held;
    };
  }

  it("ends a request once that was given up on and is recorded after all", () =>
    withDatabase(async (store, other) => {
      const { journal } = await startJournal(store, { patienceMs });
      await journal.open(request("r-1"), Buffer.from("first")).finish(end());
      const goOn = await stall(other, "audit_records");
      const entry = journal.open(request("r-2"), Buffer.from("second"));
      await assert.rejects(entry.finish(end({ outcome: "aborted" })), {
        code: "audit_unavailable",
      });
      await assert.rejects(entry.durable, { code: "audit_unavailable" });
      await goOn();
      await journal.open(request("r-3"), Buffer.from("third")).finish(end());
      await journal.close();
      const told = await story(other, "gateway-1");
      assert.deepEqual(
        told.filter((line) => line.includes("r-2")),
        ["intent r-2 second", "final r-2 aborted"],
      );
    }));

  it("refuses a request whose key it cannot get", () =>
    withDatabase(async (store, other) => {
      const { journal, errors } = await startJournal(store, { patienceMs });
      const goOn = await stall(other, "subject_keys");
      const entry = journal.open(request("r-1"), Buffer.from("query"));
      await assert.rejects(entry.durable, { code: "audit_unavailable" });
      await assert.rejects(entry.finish(end()), { code: "audit_unavailable" });
      assert.deepEqual(
        errors.map((error) => (error as { code?: string }).code),
        ["ETIMEDOUT"],
      );
      await goOn();
      await journal.open(request("r-2"), Buffer.from("query")).finish(end());
      await journal.close();
      assert.deepEqual(await story(other, "gateway-1"), ["intent r-2 query", "final r-2 complete"]);
    }));

  it("is closed although it has no key for what is still open", async () => {
    const own = await startPostgres({ fsync: false });
    try {
      const store = await openStore({ database: own.url });
      let now = Date.now();
      const { journal } = await startJournal(store, { now: () => now, patienceMs });
      const entry = journal.open(request("r-1"), Buffer.from("query"));
      await entry.durable;
      entry.capture(Buffer.from("answer"));
      await eventually(() => journal.health().openEntries === 1);
      // Keys are of one day.
      now += dayMs;
      await own.halt();
      await journal.close();
      await store.close();
    } finally {
      await own.stop();
    }
  });
});
