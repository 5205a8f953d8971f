// Makes, lists, revokes and rotates keys in the store. A key itself is handed out once and never stored. It does not know
// how changes are recorded: `announce` is called before a change that gives somebody a key.
import type { Transaction } from "kysely";
import type { GatewayKey, Role } from "../../core/protocol/gateway-key.ts";
import type { Json } from "../../core/protocol/json.ts";
import { bumpRevision } from "../store/revisions.ts";
import type { Tables } from "../store/schema.ts";
import type { Store } from "../store/store.ts";
import { KeyError } from "./key-error.ts";
import { hashOf, idIn, keyPattern, type NewKey, newKey } from "./key-format.ts";
import { type KeyRow, keyOfRow, keyRows, stateOf } from "./key-rows.ts";
import { checkedName, ensurePerson, personOf } from "./people.ts";

export type KeyWish = { name: string; team?: string; role: Role; expiresAt?: number };

/** What the audit says of a key: ids and no names, because what it says can never be taken back. */
export type KeyFacts = Record<string, Json>;
/** Rejects when it cannot be recorded: then nothing is changed. */
export type Announce = (facts: KeyFacts) => Promise<void>;

/** An id, a whole key that somebody found where it should not be, or everything a person has. */
export type WhichKeys = string | { name: string };

export type Revoked = {
  /** Those that were not revoked before. */
  keys: { id: string; facts: KeyFacts }[];
  /** No admin is left who has a key that works. */
  wasLastAdmin: boolean;
};

/** The same name again is the same person with another key; a team that is given becomes the person's. @throws KeyError */
export async function createKey(
  store: Store,
  wish: KeyWish,
  now = Date.now(),
  announce: Announce = unheard,
): Promise<NewKey> {
  const { role, expiresAt } = wish;
  if (expiresAt !== undefined && expiresAt <= now) {
    throw new KeyError(
      "bad_expiry",
      "A key cannot have expired before it is made: give a later time.",
    );
  }
  const team = wish.team === undefined ? undefined : checkedName(wish.team, "team");
  const person = await ensurePerson(store, checkedName(wish.name, "name"), now);
  const made = newKey();
  const lifetime = expiresAt === undefined ? {} : { expiresAt };
  await announce({
    key: made.id,
    person,
    role,
    ...(team === undefined ? {} : { team }),
    ...lifetime,
  });
  await change(store, async (transaction) => {
    if (team !== undefined) {
      await transaction.updateTable("people").set({ team }).where("id", "=", person).execute();
    }
    await insertKey(transaction, made, { person, role, expiresAt }, now);
  });
  return made;
}

/** All of them, in the order they were made. */
export async function listKeys(store: Store, now = Date.now()): Promise<GatewayKey[]> {
  return (await keyRows(store)).map((row) => keyOfRow(row, now));
}

/** What was revoked before stays as it is. @throws KeyError `unknown_key` */
export async function revokeKey(
  store: Store,
  which: WhichKeys,
  now = Date.now(),
): Promise<Revoked> {
  const rows = (await rowsOf(store, which)).filter(({ revoked_at }) => revoked_at === null);
  if (rows.length > 0) {
    await change(store, async (transaction) => {
      await transaction
        .updateTable("keys")
        .set({ revoked_at: now })
        .where(
          "id",
          "in",
          rows.map(({ id }) => id),
        )
        .where("revoked_at", "is", null)
        .execute();
    });
  }
  return {
    keys: rows.map((row) => ({ id: row.id, facts: factsOf(row) })),
    wasLastAdmin: rows.some(isAdmin(now)) && !(await keyRows(store)).some(isAdmin(now)),
  };
}

/**
 * Another key in its place, for as long as the first was made for; that one ends after the grace.
 * @throws KeyError `unknown_key`, `already_rotated`, `already_revoked`
 */
export async function rotateKey(
  store: Store,
  id: string,
  { graceMs = 0 }: { graceMs?: number } = {},
  now = Date.now(),
  announce: Announce = unheard,
): Promise<NewKey> {
  const row = rotatable(await rowsOf(store, id));
  const made = newKey();
  const lifetime = row.expires_at === null ? undefined : row.expires_at - row.created_at;
  const expiresAt = lifetime === undefined ? undefined : now + lifetime;
  await announce({ ...factsOf(row), replacedBy: made.id, graceMs });
  await change(store, async (transaction) => {
    await insertKey(transaction, made, { person: row.person_id, role: row.role, expiresAt }, now);
    const { numUpdatedRows } = await transaction
      .updateTable("keys")
      .set({
        replaced_by: made.id,
        expires_at: Math.min(row.expires_at ?? Number.POSITIVE_INFINITY, now + graceMs),
      })
      .where("id", "=", row.id)
      .where("replaced_by", "is", null)
      .where("revoked_at", "is", null)
      .executeTakeFirstOrThrow();
    // Leaving by an error takes the new key back.
    if (numUpdatedRows !== 1n) throw alreadyRotated("just now");
  });
  return made;
}

async function unheard(): Promise<void> {}

/** Everything in one transaction, so that no ring reads a change before it is whole, or misses it. */
async function change(
  store: Store,
  work: (transaction: Transaction<Tables>) => Promise<void>,
): Promise<void> {
  await store.db.transaction().execute(async (transaction) => {
    await work(transaction);
    await bumpRevision(transaction, "keys");
  });
}

type Grant = { person: string; role: Role; expiresAt: number | undefined };

async function insertKey(
  transaction: Transaction<Tables>,
  { id, key }: NewKey,
  { person, role, expiresAt }: Grant,
  now: number,
): Promise<void> {
  await transaction
    .insertInto("keys")
    .values({
      id,
      person_id: person,
      role,
      hash: hashOf(key),
      created_at: now,
      expires_at: expiresAt ?? null,
      revoked_at: null,
      replaced_by: null,
    })
    .execute();
}

/** At least one. @throws KeyError `unknown_key` */
async function rowsOf(store: Store, which: WhichKeys): Promise<KeyRow[]> {
  const rows = typeof which === "string" ? await byId(store, which) : await byName(store, which);
  if (rows.length > 0) return rows;
  throw new KeyError(
    "unknown_key",
    typeof which === "string"
      ? "There is no key of that id: `tandem keys list --all` shows all of them."
      : "Nobody of that name has a key: `tandem keys list --all` shows all of them.",
  );
}

function byId(store: Store, typed: string): Promise<KeyRow[]> {
  const whole = keyPattern.exec(typed)?.[0];
  return keyRows(store, { id: whole === undefined ? typed.trim() : idIn(whole) });
}

async function byName(store: Store, { name }: { name: string }): Promise<KeyRow[]> {
  const checked = checkedName(name, "name");
  const person = (await personOf(store, checked)) ?? checked;
  // Whose name was forgotten is listed by a pseudonym, which is the id.
  return keyRows(store, { person });
}

function isAdmin(now: number): (row: KeyRow) => boolean {
  return (row) => row.role === "admin" && stateOf(row, now) === "active";
}

function factsOf({ id, person_id, role, team }: KeyRow): KeyFacts {
  return { key: id, person: person_id, role, ...(team === null ? {} : { team }) };
}

function rotatable([row]: readonly KeyRow[]): KeyRow {
  if (row === undefined) throw new Error("Rows of a key that exists are never empty.");
  if (row.revoked_at !== null) {
    throw new KeyError(
      "already_revoked",
      "That key was revoked and stays so: make another one with `tandem keys create`.",
    );
  }
  if (row.replaced_by !== null) throw alreadyRotated(`by ${row.replaced_by}`);
  return row;
}

function alreadyRotated(how: string): KeyError {
  return new KeyError(
    "already_rotated",
    `That key was replaced already, ${how}: rotate the one in its place, as \`tandem keys list\` shows it.`,
  );
}
