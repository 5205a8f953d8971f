// The records of logs that lie in PostgreSQL, in order, with bounded memory. Reading is safe beside gateways that write;
// nothing here writes but what destroys payloads.
import { sql } from "kysely";
import type { Store } from "../store/store.ts";
import { LogDamaged, type StoredRecord } from "./logs.ts";

const pageRecords = 500;
/** Payloads that are fetched at once, or one that is longer. */
const pageBytes = 8 << 20;

type Row = { position: number; meta: Buffer; payload: Buffer | null; commitment: Buffer };

/** From a position on, to where the log ends now. @throws LogDamaged where a record is missing */
export async function* readTable(
  { db }: Store,
  log: string,
  from: number,
  signal?: AbortSignal,
): AsyncGenerator<StoredRecord> {
  let next = from;
  for (;;) {
    signal?.throwIfAborted();
    const { rows } = await page(log, next).execute(db);
    for (const { position, meta, payload, commitment } of rows) {
      if (position !== next) throw new LogDamaged(log, next, { resumesAt: position });
      next += 1;
      yield { log, position, meta, payload: payload ?? undefined, commitment };
    }
    if (rows.length === 0) return;
  }
}

/** Destroys the payloads of records that are not to be kept; `isKept` sees them without their payloads. */
export async function dropFromTable(
  { db }: Store,
  log: string,
  isKept: (record: StoredRecord) => boolean,
  signal: AbortSignal,
): Promise<number> {
  let next = 0;
  let dropped = 0;
  for (;;) {
    signal.throwIfAborted();
    const rows = await db
      .selectFrom("audit_records")
      .select(["position", "meta", "commitment"])
      .where("log", "=", log)
      .where("position", ">=", next)
      .where("payload", "is not", null)
      .orderBy("position")
      .limit(pageRecords)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return dropped;
    next = last.position + 1;
    const doomed = rows.filter(
      ({ position, meta, commitment }) =>
        !isKept({
          log,
          position,
          meta: Buffer.from(meta),
          payload: undefined,
          commitment: Buffer.from(commitment),
        }),
    );
    if (doomed.length === 0) continue;
    await db
      .updateTable("audit_records")
      .set({ payload: null })
      .where("log", "=", log)
      .where(
        "position",
        "in",
        doomed.map(({ position }) => position),
      )
      .execute();
    dropped += doomed.length;
  }
}

export async function logsInTable({ db }: Store): Promise<string[]> {
  // One step in the index for every log, however many records there are.
  const { rows } = await sql<{ log: string }>`
    with recursive logs (log) as (
      select min(log) from audit_records
      union all
      select (select min(log) from audit_records where log > logs.log) from logs where log is not null
    )
    select log from logs where log is not null order by log`.execute(db);
  return rows.map(({ log }) => log);
}

function page(log: string, from: number) {
  return sql<Row>`
    select position, meta, payload, commitment from (
      select *, sum(coalesce(octet_length(payload), 0)) over (order by position) as bytes
      from (
        select * from audit_records where log = ${log} and position >= ${from}
        order by position limit ${pageRecords}
      ) as following
    ) as counted
    where bytes <= ${pageBytes} or position = ${from}
    order by position`;
}
