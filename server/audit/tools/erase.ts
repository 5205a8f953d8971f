// Erasure: destroys the keys that a person's queries and answers are encrypted with. Records, their order and their proofs
// stay. It asks nobody whether that is meant.

import { purgeFreed } from "../../store/purge-freed.ts";
import { bumpRevision } from "../../store/revisions.ts";
import type { Store } from "../../store/store.ts";
import type { AuditAccess } from "./access.ts";
import { dayMs, type ErasureFacts } from "./destroyed.ts";
import type { Person } from "./request-filter.ts";

export type ErasurePlan = {
  person: Person;
  /** Keys of days before this one; all of them without it. Days since the epoch in UTC. */
  beforeDay: number | undefined;
  forgetName: boolean;
  /** Subject keys that go. */
  keys: number;
  /** Gateway keys that let the person in, now and afterwards. */
  activeKeys: number;
};

export async function planErasure(
  store: Store,
  wanted: Pick<ErasurePlan, "person" | "beforeDay" | "forgetName">,
  now: number,
): Promise<ErasurePlan> {
  const { person, beforeDay } = wanted;
  const doomed = await doomedKeys(store, person.id, beforeDay);
  const active = await store.db
    .selectFrom("keys")
    .select("id")
    .where("person_id", "=", person.id)
    .where("revoked_at", "is", null)
    .where(({ or, eb }) => or([eb("expires_at", "is", null), eb("expires_at", ">", now)]))
    .execute();
  return { ...wanted, keys: doomed.length, activeKeys: active.length };
}

/** Recorded first: nothing is destroyed that is not on record. Resolves with the number of keys that are gone. */
export async function erase(access: AuditAccess, plan: ErasurePlan): Promise<number> {
  const { store } = access;
  const { person, beforeDay, forgetName } = plan;
  const doomed = await doomedKeys(store, person.id, beforeDay);
  const facts = {
    person: person.id,
    keys: doomed.length,
    ...(beforeDay === undefined ? {} : { before: beforeDay * dayMs }),
    ...(forgetName ? { forgetName } : {}),
  } satisfies ErasureFacts;
  await access.record({ event: "erasure", by: access.by, facts });
  await store.db.transaction().execute(async (db) => {
    for (const ids of slices(doomed, 500)) {
      await db.deleteFrom("subject_keys").where("id", "in", ids).execute();
    }
    await bumpRevision(db, "subjects");
    if (!forgetName) return;
    await db
      .updateTable("people")
      .set({ name: null, forgotten_at: access.now() })
      .where("id", "=", person.id)
      .execute();
    await bumpRevision(db, "keys");
  });
  await purgeFreed(store);
  return doomed.length;
}

async function doomedKeys(
  { db }: Store,
  person: string,
  beforeDay: number | undefined,
): Promise<string[]> {
  let query = db.selectFrom("subject_keys").select("id").where("person_id", "=", person);
  if (beforeDay !== undefined) query = query.where("day", "<", beforeDay);
  return (await query.execute()).map((row) => row.id);
}

/** A statement takes only so many values. */
export function slices<Value>(values: readonly Value[], length: number): Value[][] {
  const found: Value[][] = [];
  for (let at = 0; at < values.length; at += length) found.push(values.slice(at, at + length));
  return found;
}
