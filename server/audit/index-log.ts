// Reads a log on into the request index, from where it was left. It does not know who else writes the index, and doing it
// twice changes nothing.
import type { AuditRecord } from "../../core/protocol/audit-record.ts";
import type { RequestsTable } from "../store/schema.ts";
import type { EndOfRequest, Store } from "../store/store.ts";
import type { LogStorage } from "./log-storage.ts";
import { LogDamaged, type StoredRecord } from "./logs.ts";
import { decodeMeta } from "./meta.ts";
import { endOf, rowOf } from "./request-rows.ts";

const batchRecords = 1000;

/** Also calls `onRecord` with every record from `from` on. Resolves with the position it has come to. */
export async function indexLog(
  store: Store,
  storage: LogStorage,
  {
    from,
    onRecord,
    signal,
  }: {
    from?: number;
    onRecord?: (record: StoredRecord) => void;
    signal?: AbortSignal | undefined;
  } = {},
): Promise<number> {
  const { log } = storage;
  const indexed = await progressOf(store, log);
  const start = Math.min(from ?? indexed, indexed);
  let position = start;
  let rows: RequestsTable[] = [];
  let ends: EndOfRequest[] = [];
  const write = async () => {
    await store.writeRequests({ log, position, rows, ends });
    rows = [];
    ends = [];
  };
  for await (const record of storage.read(start, signal)) {
    // What is not durable yet does not count.
    if (record.position >= storage.size) break;
    position = record.position + 1;
    if (record.position >= (from ?? indexed)) onRecord?.(record);
    if (record.position < indexed) continue;
    const about = aboutOf(record);
    if (about.kind === "intent") rows.push(rowOf(about, log, record.position));
    else if (about.kind === "final") ends.push(endOf(about));
    if (rows.length + ends.length >= batchRecords) await write();
  }
  if (position > indexed) await write();
  return position;
}

/** @throws LogDamaged */
function aboutOf({ log, position, meta }: StoredRecord): AuditRecord {
  try {
    return decodeMeta(meta);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new LogDamaged(log, position, { cause });
  }
}

/** Up to where the log is in the index. */
export async function progressOf({ db }: Store, log: string): Promise<number> {
  const row = await db
    .selectFrom("log_progress")
    .select("position")
    .where("log", "=", log)
    .executeTakeFirst();
  return row?.position ?? 0;
}
