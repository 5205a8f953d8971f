// Logs that are damaged and were given up: which they are, and what is on record of it. Nothing is written to them any more,
// and verification goes on to say what is wrong with them. It does not know who gives one up.
import type { Json } from "../../core/protocol/json.ts";
import type { Store } from "../store/store.ts";
import { progressOf } from "./index-log.ts";
import type { LogDamaged } from "./logs.ts";
import { finalOf } from "./meta.ts";
import { endOf } from "./request-rows.ts";

/** Its log cannot be read from a position on. */
export type Abandoned = Pick<LogDamaged, "log" | "position">;

/** What `log_abandoned` says: where the damage begins, and what the log had come to when its last head was signed. */
export async function abandonFacts(
  { db }: Store,
  { log, position }: Abandoned,
): Promise<Record<string, Json>> {
  const head = await db
    .selectFrom("log_heads")
    .select(["size", "root"])
    .where("log", "=", log)
    .executeTakeFirst();
  return {
    log,
    position,
    size: head?.size ?? 0,
    ...(head === undefined ? {} : { root: head.root }),
  };
}

/** Only once it is on record. Requests without an end get theirs in the index alone: the log takes none any more. */
export async function markAbandoned(store: Store, log: string, at: number): Promise<void> {
  await endOpen(store, log, at);
  // Those of the gateway that writes another one now stand there.
  await store.db.deleteFrom("redaction_rules").where("log", "=", log).execute();
  await store.db
    .insertInto("abandoned_logs")
    .values({ log, at })
    .onConflict((conflict) => conflict.column("log").doNothing())
    .execute();
}

export async function abandonedLogs({ db }: Store): Promise<Set<string>> {
  const rows = await db.selectFrom("abandoned_logs").select("log").execute();
  return new Set(rows.map(({ log }) => log));
}

const atOnce = 500;

async function endOpen(store: Store, log: string, at: number): Promise<void> {
  const open = await store.db
    .selectFrom("requests")
    .select("id")
    .where("log", "=", log)
    .where("outcome", "is", null)
    .execute();
  const position = await progressOf(store, log);
  for (let from = 0; from < open.length; from += atOnce) {
    const some = open.slice(from, from + atOnce);
    const ends = some.map(({ id }) => endOf(finalOf(id, { at, outcome: "interrupted" })));
    await store.writeRequests({ log, position, rows: [], ends });
  }
}
