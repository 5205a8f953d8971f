// Says who a presented key belongs to, from memory: all keys are read at the start and again whenever the store says so.
// It does not know HTTP, nor how keys are made.
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Role } from "../../core/protocol/gateway-key.ts";
import { GatewayError } from "../gateway-error.ts";
import { sha256 } from "../sha256.ts";
import { watchRevision } from "../store/revisions.ts";
import type { Store } from "../store/store.ts";
import { idIn, isWellFormed } from "./key-format.ts";

/** `key` and `person` are ids; `team` is the person's. */
export type KeyHolder = {
  readonly key: string;
  readonly person: string;
  readonly name: string;
  readonly team?: string;
  readonly role: Role;
};

export type KeyRing = {
  /** @throws GatewayError `unauthorized`, `key_expired` or `key_revoked`; the last two only to who knows the whole key */
  find(presented: string | undefined): KeyHolder;
  /** Keys that open the door now. */
  readonly size: number;
  /** Resolves when everything that was stored before the call is known; rejects as the store does. */
  refresh(): Promise<void>;
  close(): void;
};

export type KeyRingOptions = {
  now?: () => number;
  /** The store could not be read: the ring keeps what it knows and tries again. */
  onError: (error: unknown) => void;
};

export async function createKeyRing(
  store: Store,
  { now = Date.now, onError }: KeyRingOptions,
): Promise<KeyRing> {
  let known: ReadonlyMap<string, KnownKey> = new Map();
  let begun = 0;
  let newest = 0;
  const refresh = async () => {
    const turn = ++begun;
    const keys = await readKeys(store);
    // A reading that began earlier may end later.
    if (turn < newest) return;
    newest = turn;
    known = keys;
  };
  // Asked first: what changes between the two readings is read once more, and never missed.
  const since = await store.revision("keys");
  await refresh();
  const watch = watchRevision(store, "keys", refresh, { since, onError });
  return {
    find: (presented) => holderOf(presented, known, now()),
    get size() {
      return usable(known, now());
    },
    refresh,
    close: watch.close,
  };
}

/** For trying things out: whoever comes is the same developer, whatever key they present. */
export function openKeyRing(): KeyRing {
  const anyone: KeyHolder = { key: "open", person: "anyone", name: "anyone", role: "developer" };
  return { find: () => anyone, size: 1, refresh: () => Promise.resolve(), close() {} };
}

type KnownKey = {
  hash: Buffer;
  holder: KeyHolder;
  expiresAt: number;
  isRevoked: boolean;
  isReplaced: boolean;
};

type Problem = "key_revoked" | "key_expired" | undefined;

/** Longer than any key; hashing more would only let senders choose how long it takes. */
const longestPresented = 128;

/** Stands in for keys that do not exist; nothing hashes to it. */
const nobody = randomBytes(32);

/** Does the same whatever comes: one hash, one look-up, one comparison. What is wrong with a key is only asked then. */
function holderOf(
  presented: string | undefined,
  known: ReadonlyMap<string, KnownKey>,
  at: number,
): KeyHolder {
  const text = (presented ?? "").slice(0, longestPresented);
  const candidate = known.get(idIn(text));
  const isRight = timingSafeEqual(sha256(text), candidate?.hash ?? nobody);
  if (!isRight || candidate === undefined) throw unauthorized(presented);
  const problem = problemOf(candidate, at);
  if (problem !== undefined) throw noLongerGood(problem, candidate);
  return candidate.holder;
}

function problemOf({ isRevoked, expiresAt }: KnownKey, at: number): Problem {
  if (isRevoked) return "key_revoked";
  return at >= expiresAt ? "key_expired" : undefined;
}

function usable(known: ReadonlyMap<string, KnownKey>, at: number): number {
  let count = 0;
  for (const key of known.values()) if (problemOf(key, at) === undefined) count++;
  return count;
}

function unauthorized(presented: string | undefined): GatewayError {
  if (presented === undefined || presented === "") {
    return new GatewayError(
      "unauthorized",
      "This gateway needs an API key: send it as `Authorization: Bearer KEY`; whoever runs the gateway makes one for you.",
    );
  }
  return isWellFormed(presented)
    ? new GatewayError(
        "unauthorized",
        "This API key is not known to this gateway: check that it was made here, or ask whoever runs it for another.",
      )
    : new GatewayError(
        "unauthorized",
        "This API key is incomplete or mistyped: copy it again as a whole, from `tdm_` on.",
      );
}

function noLongerGood(problem: "key_revoked" | "key_expired", key: KnownKey): GatewayError {
  if (problem === "key_revoked") {
    return new GatewayError(
      problem,
      "This API key has been revoked: ask whoever runs the gateway for another.",
    );
  }
  return key.isReplaced
    ? new GatewayError(problem, "This API key has been replaced by another one: use that.")
    : new GatewayError(
        problem,
        "This API key has expired: ask whoever runs the gateway for another.",
      );
}

async function readKeys(store: Store): Promise<Map<string, KnownKey>> {
  const rows = await store.db
    .selectFrom("keys")
    .innerJoin("people", "people.id", "keys.person_id")
    .select([
      "keys.id",
      "keys.hash",
      "keys.role",
      "keys.expires_at",
      "keys.revoked_at",
      "keys.replaced_by",
      "keys.person_id",
      "people.name",
      "people.team",
    ])
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        hash: Buffer.from(row.hash, "hex"),
        holder: {
          key: row.id,
          person: row.person_id,
          name: row.name ?? row.person_id,
          ...(row.team === null ? {} : { team: row.team }),
          role: row.role,
        },
        expiresAt: row.expires_at ?? Number.POSITIVE_INFINITY,
        isRevoked: row.revoked_at !== null,
        isReplaced: row.replaced_by !== null,
      },
    ]),
  );
}
