// The subject keys: one for each person, class and day, made when first needed, kept in the store, forgotten when erased.
// It does not know which records are encrypted with them.
import { type KeyObject, randomBytes } from "node:crypto";
import type { TrafficClass } from "../../core/routing/task.ts";
import { watchRevision } from "../store/revisions.ts";
import type { Store } from "../store/store.ts";
import { decrypt, encrypt, keyBytes, keyOf, subjectOf } from "./cipher.ts";

export type SealedPayload = { subject: string; payload: Buffer };

export type Vault = {
  /** Undefined while there is no key for today: then `ready` first. */
  seal(person: string, trafficClass: TrafficClass, plain: Buffer): SealedPayload | undefined;
  /** Resolves when today's key is durable, and `seal` works. */
  ready(person: string, trafficClass: TrafficClass): Promise<void>;
  /** Undefined once the key was destroyed, and where the payload is not what was sealed. */
  open(subject: string, payload: Buffer): Promise<Buffer | undefined>;
  /** What fetching a key failed with, until it works again. */
  readonly trouble: unknown;
  /** Tries again what failed last; called every now and then, because nobody else may come to. */
  check(): void;
  /** Stops watching for erasures. */
  close(): void;
};

export type VaultOptions = {
  now(): number;
  /** The revision of subjects before any key was read; without it the first look forgets all of them. */
  since?: number;
  /** Gets what looking for erasures failed with. */
  onError?(error: unknown): void;
};

const dayMs = 86_400_000;
/** Keys held in memory: more people than that take turns. */
const mostKeys = 20_000;

type SubjectKey = { id: string; key: KeyObject; day: number };

export function createVault(store: Store, options: VaultOptions): Vault {
  const { now, since, onError = () => {} } = options;
  // Both in the order of use, the longest unused first.
  const today = new Map<string, SubjectKey>();
  const byId = new Map<string, KeyObject>();
  const underWay = new Map<string, Promise<void>>();
  let erasures = 0;
  let failed: { error: unknown; again(): Promise<void> } | undefined;
  const forget = () => {
    erasures += 1;
    today.clear();
    byId.clear();
  };
  const watching = since === undefined ? { onError } : { since, onError };
  const watch = watchRevision(store, "subjects", forget, watching);

  const fetchKey = async (person: string, trafficClass: TrafficClass, name: string) => {
    for (;;) {
      const [seen, at] = [erasures, now()];
      const key = await keyFor(store, person, trafficClass, at);
      // A key that was read before an erasure may have been destroyed by it.
      if (seen !== erasures) continue;
      keep(today, name, key);
      keep(byId, key.id, key.key);
      return;
    }
  };
  const ready = (person: string, trafficClass: TrafficClass): Promise<void> => {
    const name = `${trafficClass} ${person}`;
    let fetching = underWay.get(name);
    if (fetching === undefined) {
      fetching = fetchKey(person, trafficClass, name)
        .then(
          () => {
            failed = undefined;
          },
          (error) => {
            failed = { error, again: () => ready(person, trafficClass) };
            throw error;
          },
        )
        .finally(() => underWay.delete(name));
      underWay.set(name, fetching);
    }
    return fetching;
  };
  return {
    seal(person, trafficClass, plain) {
      const name = `${trafficClass} ${person}`;
      const found = today.get(name);
      if (found === undefined || found.day !== dayOf(now())) return undefined;
      // Only where it can matter is the order of use kept.
      if (today.size > mostKeys / 2) keep(today, name, found);
      return { subject: found.id, payload: encrypt(found.key, plain) };
    },
    ready,
    async open(subject, payload) {
      let key = byId.get(subject);
      if (key === undefined) {
        const seen = erasures;
        key = await readKey(store, subject);
        if (key !== undefined && seen === erasures) keep(byId, subject, key);
      }
      return key === undefined ? undefined : decrypt(key, payload);
    },
    get trouble() {
      return failed?.error;
    },
    check() {
      failed?.again().catch(onError);
    },
    close: () => watch.close(),
  };
}

export function dayOf(at: number): number {
  return Math.floor(at / dayMs);
}

function keep<Value>(cache: Map<string, Value>, name: string, value: Value): void {
  cache.delete(name);
  cache.set(name, value);
  if (cache.size <= mostKeys) return;
  const [oldest] = cache.keys();
  if (oldest !== undefined) cache.delete(oldest);
}

/** Gateways beside one database use one key; should two make one at the same moment, both are good. */
async function keyFor(
  { db }: Store,
  person: string,
  trafficClass: TrafficClass,
  at: number,
): Promise<SubjectKey> {
  const day = dayOf(at);
  const row = await db
    .selectFrom("subject_keys")
    .select(["id", "key"])
    .where("person_id", "=", person)
    .where("class", "=", trafficClass)
    .where("day", "=", day)
    .orderBy("id")
    .executeTakeFirst();
  if (row !== undefined) return { id: row.id, key: keyOf(Buffer.from(row.key, "base64")), day };
  const bytes = randomBytes(keyBytes);
  const id = subjectOf(bytes);
  await db
    .insertInto("subject_keys")
    .values({
      id,
      person_id: person,
      class: trafficClass,
      day,
      key: bytes.toString("base64"),
      created_at: at,
    })
    .execute();
  return { id, key: keyOf(bytes), day };
}

async function readKey({ db }: Store, subject: string): Promise<KeyObject | undefined> {
  const row = await db
    .selectFrom("subject_keys")
    .select("key")
    .where("id", "=", subject)
    .executeTakeFirst();
  return row && keyOf(Buffer.from(row.key, "base64"));
}
