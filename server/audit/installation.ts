// Who signs: the id of an installation and its Ed25519 key, made once and kept in the store, so that all gateways beside one
// database sign as one. It does not know what is signed.
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from "node:crypto";
import type { Store } from "../store/store.ts";
import type { Signer } from "./merkle/note.ts";

export type Installation = Signer & { id: string };

/** Makes id and key where there are none; of two processes that do so at once, one wins for both. */
export async function installationOf(store: Store): Promise<Installation> {
  const id = await secretOf(store, "installation", () => randomBytes(8).toString("hex"));
  const pem = await secretOf(store, "signing", newSigningKey);
  const key = createPrivateKey(pem);
  const spki = createPublicKey(key).export({ type: "spki", format: "der" });
  return {
    id,
    publicKey: spki.subarray(-32),
    sign: (data) => sign(null, data, key),
  };
}

async function secretOf(store: Store, name: string, make: () => string): Promise<string> {
  const stored = await readSecret(store, name);
  if (stored !== undefined) return stored;
  await store.db
    .insertInto("secrets")
    .values({ name, value: make(), created_at: Date.now() })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  const made = await readSecret(store, name);
  if (made === undefined) throw new Error(`The store did not keep the secret ${name}.`);
  return made;
}

async function readSecret({ db }: Store, name: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("secrets")
    .select("value")
    .where("name", "=", name)
    .executeTakeFirst();
  return row?.value;
}

function newSigningKey(): string {
  const { privateKey } = generateKeyPairSync("ed25519");
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}
