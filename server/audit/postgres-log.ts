// One log in PostgreSQL that this process writes: each batch is one statement, on the connection that holds the log's lock,
// so that whoever lost the lock cannot write. It does not know what the records say.
import { sql } from "kysely";
import type { Store } from "../store/store.ts";
import { LogLost, type LogStorage } from "./log-storage.ts";
import { LogDamaged } from "./logs.ts";
import { openLine, type PostgresLine } from "./postgres-line.ts";
import { readTable } from "./postgres-records.ts";
import type { SealedRecord } from "./record.ts";

/** Undefined while another process holds the log. */
export async function openPostgresLog(store: Store, log: string): Promise<LogStorage | undefined> {
  const line = await lockedLine(store, log);
  if (line === undefined) return undefined;
  return postgresLog(store, log, line, await sizeOf(line, log));
}

function postgresLog(store: Store, log: string, first: PostgresLine, start: number): LogStorage {
  let line: PostgresLine | undefined = first;
  let session = first.session;
  let size = start;
  let doubted: readonly SealedRecord[] = [];

  const connect = async () => {
    line = await lockedLine(store, log);
    if (line === undefined) {
      // The server may not have noticed that the old connection is gone; or another gateway is looking after the log.
      await endSession(store, session);
      throw new LogHeld(log);
    }
    session = line.session;
    return line;
  };
  const letGo = async () => {
    const old = line;
    line = undefined;
    await old?.close();
  };
  return {
    log,
    get size() {
      return size;
    },
    async append(batch) {
      doubted = batch;
      const held = line ?? (await connect());
      await held.ask(insertion(batch.length), valuesOf(log, size, batch));
      doubted = [];
      size += batch.length;
      return [];
    },
    async settle() {
      const held = line !== undefined && (await answers(line)) ? line : undefined;
      if (held === undefined) await letGo();
      const current = held ?? (await connect());
      const isThere = await isInLog(current, log, size, doubted);
      if (isThere) size += doubted.length;
      doubted = [];
      return isThere;
    },
    async check() {
      await (line ?? (await connect())).ask("select 1", []);
    },
    async readAt(position) {
      for await (const record of readTable(store, log, position)) return record;
      throw new LogDamaged(log, position);
    },
    read: (from, signal) => readTable(store, log, from, signal),
    async keepHead() {},
    close: letGo,
  };
}

// Any two numbers that nothing else beside this database is likely to use.
const lockSpace = 0x74616e64;

async function lockedLine(store: Store, log: string): Promise<PostgresLine | undefined> {
  const line = await openLine(store);
  try {
    const [row] = await line.ask<{ held: boolean }>(
      "select pg_try_advisory_lock($1, hashtext($2)) as held",
      [lockSpace, log],
    );
    if (row?.held) return line;
  } catch (error) {
    await line.close();
    throw error;
  }
  await line.close();
  return undefined;
}

async function sizeOf(line: PostgresLine, log: string): Promise<number> {
  const [row] = await line.ask<{ size: number }>(
    "select coalesce(max(position) + 1, 0) as size from audit_records where log = $1",
    [log],
  );
  return row?.size ?? 0;
}

/** `size` records were durable before this batch; whether it is as well. @throws LogLost where the log holds anything else */
async function isInLog(
  line: PostgresLine,
  log: string,
  size: number,
  batch: readonly SealedRecord[],
): Promise<boolean> {
  const found = await sizeOf(line, log);
  if (found === size) return false;
  if (found !== size + batch.length) throw new LogLost(log);
  const rows = await line.ask<{ meta: Buffer }>(
    "select meta from audit_records where log = $1 and position >= $2 order by position",
    [log, size],
  );
  if (!rows.every(({ meta }, index) => batch[index]?.meta.equals(meta))) throw new LogLost(log);
  return true;
}

async function answers(line: PostgresLine): Promise<boolean> {
  try {
    await line.ask("select 1", []);
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

async function endSession({ db }: Store, { pid, since }: PostgresLine["session"]): Promise<void> {
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where pid = ${pid} and backend_start = ${since}::timestamptz`.execute(db);
}

class LogHeld extends Error {
  readonly code = "log_held";

  constructor(log: string) {
    super(`The log ${log} is locked by another connection.`);
  }
}

/** Batches beyond that are rare. */
const mostKept = 128;
const insertions = new Map<number, string>();

/** One statement however many records: it is durable as a whole or not at all. */
function insertion(count: number): string {
  let text = insertions.get(count);
  if (text === undefined) {
    const rows = Array.from({ length: count }, (_, index) => {
      const [meta, payload, commitment] = [3, 4, 5].map((first) => first + index * 3);
      return `($1, $2::bigint + ${index}, $${meta}, $${payload}, $${commitment})`;
    });
    text = `insert into audit_records (log, position, meta, payload, commitment) values ${rows.join(",")}`;
    if (count <= mostKept) insertions.set(count, text);
  }
  return text;
}

function valuesOf(log: string, size: number, batch: readonly SealedRecord[]): unknown[] {
  const values: unknown[] = [log, size];
  for (const { meta, payload, commitment } of batch) {
    values.push(meta, payload ?? null, commitment);
  }
  return values;
}
