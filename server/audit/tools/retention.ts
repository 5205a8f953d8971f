// Retention: what is older than its class is kept for loses its key, and then its payload. Records, their order and their
// proofs stay, and so do the sums of usage. It does not know when it is due.
import { type TrafficClass, trafficClasses } from "../../../core/routing/task.ts";
import { purgeFreed } from "../../store/purge-freed.ts";
import { bumpRevision } from "../../store/revisions.ts";
import type { Store } from "../../store/store.ts";
import { LogDamaged, type StoredRecord } from "../logs.ts";
import type { AuditAccess } from "./access.ts";
import { dayMs, type RetentionFacts } from "./destroyed.ts";
import { slices } from "./erase.ts";
import { parseMeta } from "./structure.ts";

export type Retained = {
  /** Subject keys that are gone. */
  keys: number;
  /** Payloads that are gone. */
  payloads: number;
};

/**
 * A class without a number of days is kept for ever. Recorded first: nothing is destroyed that is not on record.
 * @throws LogDamaged once everything else is done
 */
export async function applyRetention(
  { store, logs, record, by }: Pick<AuditAccess, "store" | "logs" | "record" | "by">,
  retentionDays: Partial<Record<TrafficClass, number>>,
  now: number,
  signal: AbortSignal,
): Promise<Retained> {
  const today = Math.floor(now / dayMs);
  const doomed: string[] = [];
  const before: RetentionFacts["before"] = {};
  for (const name of trafficClasses) {
    const days = retentionDays[name];
    if (days === undefined) continue;
    before[name] = (today - days) * dayMs;
    doomed.push(...(await keysBefore(store, name, today - days)));
  }
  if (doomed.length === 0) return { keys: 0, payloads: 0 };
  await record({ event: "retention", by, facts: { before, keys: doomed.length } });
  signal.throwIfAborted();
  await store.db.transaction().execute(async (db) => {
    for (const ids of slices(doomed, 500)) {
      await db.deleteFrom("subject_keys").where("id", "in", ids).execute();
    }
    await bumpRevision(db, "subjects");
  });
  await purgeFreed(store);
  const isKept = await keptBy(store, Math.max(...Object.values(before)));
  let payloads = 0;
  let damage: LogDamaged | undefined;
  for (const log of await logs.names()) {
    try {
      payloads += await logs.dropPayloads(log, isKept, signal);
    } catch (error) {
      if (!(error instanceof LogDamaged)) throw error;
      damage = error;
    }
  }
  if (damage !== undefined) throw damage;
  return { keys: doomed.length, payloads };
}

/**
 * Whatever has no key any more, and is so old that retention can have destroyed it: keys made from now on are not known here.
 * What an earlier run was kept from is made up for.
 */
async function keptBy({ db }: Store, youngest: number): Promise<(stored: StoredRecord) => boolean> {
  const rows = await db.selectFrom("subject_keys").select("id").execute();
  const kept = new Set(rows.map((row) => row.id));
  return ({ meta }) => {
    const record = parseMeta(meta);
    if (record === undefined || !("subject" in record) || record.subject === undefined) return true;
    return kept.has(record.subject) || record.at >= youngest;
  };
}

async function keysBefore({ db }: Store, name: TrafficClass, day: number): Promise<string[]> {
  const rows = await db
    .selectFrom("subject_keys")
    .select("id")
    .where("class", "=", name)
    .where("day", "<", day)
    .execute();
  return rows.map((row) => row.id);
}
