// Gets hold of a log to write it, wherever the store keeps logs. It does not know what is written.
import path from "node:path";
import type { Store } from "../store/store.ts";
import type { LogStorage } from "./log-storage.ts";
import { openSegmentLog } from "./segment-log.ts";

/** Undefined while another process holds it. @throws LogDamaged */
export async function holdLog(store: Store, log: string): Promise<LogStorage | undefined> {
  if (store.folder !== undefined) {
    const signed = await signedSize(store, log);
    return openSegmentLog(folderOf(store.folder, log), log, { signed });
  }
  const { openPostgresLog } = await import("./postgres-log.ts");
  return openPostgresLog(store, log);
}

export function auditFolder(data: string): string {
  return path.join(data, "audit");
}

export function folderOf(data: string, log: string): string {
  return path.join(auditFolder(data), log);
}

async function signedSize({ db }: Store, log: string): Promise<number> {
  const rows = db.selectFrom("log_heads").select("size").where("log", "=", log);
  return (await rows.executeTakeFirst())?.size ?? 0;
}
