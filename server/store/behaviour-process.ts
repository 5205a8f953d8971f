// A program for tests, which uses a store as another process until it is done or killed. It gets what to do, where the store
// is and a prefix for ids on the command line.
import { startPostgres } from "../test/postgres.ts";
import { endedRow, key, person } from "./behaviour.ts";
import { openStore } from "./open-store.ts";
import { bumpRevision } from "./revisions.ts";
import type { Store, StorePlace } from "./store.ts";

const programs = {
  /** Reads before it writes, as those do that look for a name first. */
  async "write-keys"(store: Store, prefix: string) {
    for (let index = 0; index < 30; index++) {
      const id = `${prefix}${index}`;
      await store.db.transaction().execute(async (transaction) => {
        await transaction.selectFrom("people").selectAll().execute();
        await transaction.insertInto("people").values(person(id, id)).execute();
        await transaction.insertInto("keys").values(key(id, id)).execute();
        await bumpRevision(transaction, "keys");
      });
    }
  },

  async "commit-then-hang"({ db }: Store, prefix: string) {
    for (let index = 0; index < 5; index++) {
      const id = `${prefix}${index}`;
      await db.insertInto("people").values(person(id, id)).execute();
      console.log(id);
    }
    await db.transaction().execute(async (transaction) => {
      await transaction.insertInto("people").values(person("lost", "lost")).execute();
      console.log("within a transaction");
      await new Promise((resolve) => process.stdin.once("end", resolve).resume());
    });
  },

  /** Until it is killed, or a limit far beyond that. */
  async "write-requests"(store: Store, prefix: string) {
    const [progress] = await store.db.selectFrom("log_progress").selectAll().execute();
    let position = progress?.position ?? 0;
    for (let turn = 0; turn < 10_000; turn++) {
      const from = position;
      const rows = Array.from({ length: 20 }, (_, index) => endedRow(`${prefix}${from + index}`));
      position += rows.length;
      await store.writeRequests({ log: "a", position, rows, ends: [] });
      console.log("written");
    }
  },
};

export type StoreProgram = keyof typeof programs | "start-postgres";

// The tests pass what they are declared to pass.
const [program, place, prefix] = process.argv.slice(2) as [StoreProgram, string, string];
if (program === "start-postgres") {
  console.log((await startPostgres({ fsync: false })).folder);
  // A server keeps no process alive, so that the tests could end; this one waits until it is killed.
  process.stdin.resume();
} else {
  const store = await openStore(JSON.parse(place) as StorePlace);
  await programs[program](store, prefix);
  await store.close();
}
