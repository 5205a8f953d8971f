// Counters that tell other processes to read again: how they are raised, and how a process watches one. It does not know
// what is read again.
import { type Kysely, sql } from "kysely";
import type { RevisionsTable, Tables } from "./schema.ts";
import type { Store } from "./store.ts";

type Name = RevisionsTable["name"];

/** Also within a transaction, so that the change and its announcement come together. */
export async function bumpRevision(db: Kysely<Tables>, name: Name): Promise<void> {
  await db
    .insertInto("revisions")
    .values({ name, value: 1 })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet({ value: sql<number>`revisions.value + 1` }),
    )
    .execute();
}

export async function readRevision(db: Kysely<Tables>, name: Name): Promise<number> {
  const row = await db
    .selectFrom("revisions")
    .select("value")
    .where("name", "=", name)
    .executeTakeFirst();
  return row?.value ?? 0;
}

export type WatchOptions = {
  /** The revision that has been read already; without it the first look counts as a change. */
  since?: number;
  /** Gets what looking, or `onChange` itself, failed with; it is tried again at the next look. */
  onError: (error: unknown) => void;
  everyMs?: number;
};

const everyMsOf = { sqlite: 200, postgres: 500 } as const;

/** Calls `onChange` with every new value it sees, one at a time; does not keep the process alive. */
export function watchRevision(
  store: Store,
  name: Name,
  onChange: (revision: number) => void | Promise<void>,
  { since, onError, everyMs = everyMsOf[store.dialect] }: WatchOptions,
): { close(): void } {
  let seen = since;
  let isClosed = false;
  let timer: NodeJS.Timeout;
  const look = async () => {
    try {
      const revision = await store.revision(name);
      if (revision !== seen && !isClosed) {
        await onChange(revision);
        seen = revision;
      }
    } catch (error) {
      if (!isClosed) onError(error);
    }
    if (!isClosed) wait();
  };
  const wait = () => {
    timer = setTimeout(() => void look(), everyMs);
    timer.unref();
  };
  wait();
  return {
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
