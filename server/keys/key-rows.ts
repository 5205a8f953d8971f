// Reads keys from the store together with whom they belong to, as lists of keys show them. Changes nothing.
import type { Selectable } from "kysely";
import type { GatewayKey } from "../../core/protocol/gateway-key.ts";
import type { KeysTable } from "../store/schema.ts";
import type { Store } from "../store/store.ts";

export type KeyRow = Omit<Selectable<KeysTable>, "hash"> & {
  name: string | null;
  team: string | null;
};

/** In the order they were made. */
export async function keyRows(store: Store, of: KeysOf = {}): Promise<KeyRow[]> {
  let query = store.db
    .selectFrom("keys")
    .innerJoin("people", "people.id", "keys.person_id")
    .select([
      "keys.id",
      "keys.person_id",
      "keys.role",
      "keys.created_at",
      "keys.expires_at",
      "keys.revoked_at",
      "keys.replaced_by",
      "people.name",
      "people.team",
    ])
    .orderBy("keys.created_at")
    .orderBy("keys.id");
  if (of.id !== undefined) query = query.where("keys.id", "=", of.id);
  if (of.person !== undefined) query = query.where("keys.person_id", "=", of.person);
  return query.execute();
}

export type KeysOf = { id?: string; person?: string };

export function keyOfRow(row: KeyRow, now: number): GatewayKey {
  return {
    id: row.id,
    // A pseudonym where the name was forgotten.
    name: row.name ?? row.person_id,
    ...(row.team === null ? {} : { team: row.team }),
    role: row.role,
    createdAt: row.created_at,
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
    ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
    ...(row.replaced_by === null ? {} : { replacedBy: row.replaced_by }),
    state: stateOf(row, now),
  };
}

type Lifetime = { revoked_at: number | null; expires_at: number | null };

/** What was revoked stays revoked also when its time is over; a key opens nothing from the very ms on it expires. */
export function stateOf({ revoked_at, expires_at }: Lifetime, now: number): GatewayKey["state"] {
  if (revoked_at !== null) return "revoked";
  return expires_at !== null && now >= expires_at ? "expired" : "active";
}
