import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Store } from "../store/store.ts";
import { eventually, withStore } from "./journal-stand.ts";
import { createVault, type Vault } from "./vault.ts";

const dayMs = 86_400_000;
const plain = Buffer.from("what was asked");

async function sealed(vault: Vault, person = "p-1", kind: "chat" | "inline" = "chat") {
  await vault.ready(person, kind);
  const found = vault.seal(person, kind, plain);
  assert.ok(found);
  return found;
}

async function withVaults(
  use: (open: (at?: () => number, since?: number) => Vault, store: Store) => Promise<void>,
): Promise<void> {
  await withStore(async (store) => {
    const vaults: Vault[] = [];
    try {
      await use((at = () => 5 * dayMs, since = undefined) => {
        const seen = since === undefined ? {} : { since };
        const vault = createVault(store, { now: at, onError: assert.ifError, ...seen });
        vaults.push(vault);
        return vault;
      }, store);
    } finally {
      for (const vault of vaults) vault.close();
    }
  });
}

describe("vault", () => {
  it("seals nothing before the key is durable, and opens what it sealed", () =>
    withVaults(async (open) => {
      const vault = open();
      assert.equal(vault.seal("p-1", "chat", plain), undefined);
      const { subject, payload } = await sealed(vault);
      assert.equal(payload.length, 12 + plain.length + 16);
      assert.ok(!payload.includes(plain.subarray(0, 6)));
      assert.deepEqual(await vault.open(subject, payload), plain);
      const again = vault.seal("p-1", "chat", plain);
      assert.equal(again?.subject, subject);
      assert.notDeepEqual(again?.payload, payload);
    }));

  it("names a subject after its key", () =>
    withVaults(async (open, store) => {
      const { subject } = await sealed(open());
      const row = await store.db.selectFrom("subject_keys").selectAll().executeTakeFirstOrThrow();
      const expected = createHash("sha256")
        .update("tandem subject")
        .update(Buffer.from(row.key, "base64"))
        .digest("hex")
        .slice(0, 32);
      assert.equal(row.id, subject);
      assert.equal(expected, subject);
      assert.equal(row.day, 5);
    }));

  it("has a key for each person and class, the same for everybody who asks", () =>
    withVaults(async (open) => {
      const [one, other] = [open(), open()];
      const subjects = [
        await sealed(one),
        await sealed(other),
        await sealed(one, "p-2"),
        await sealed(one, "p-1", "inline"),
      ].map(({ subject }) => subject);
      assert.equal(subjects[0], subjects[1]);
      assert.equal(new Set(subjects).size, 3);
    }));

  it("takes another key at midnight", () =>
    withVaults(async (open) => {
      let now = 6 * dayMs - 1;
      const vault = open(() => now);
      const before = await sealed(vault);
      now += 1;
      assert.equal(vault.seal("p-1", "chat", plain), undefined);
      const after = await sealed(vault);
      assert.notEqual(after.subject, before.subject);
      assert.deepEqual(await vault.open(before.subject, before.payload), plain);
    }));

  it("opens nothing whose key was destroyed, and takes another key from then on", () =>
    withVaults(async (open, store) => {
      const vault = open();
      const before = await sealed(vault);
      await store.db.deleteFrom("subject_keys").execute();
      await store.bump("subjects");
      await eventually(() => vault.seal("p-1", "chat", plain) === undefined);
      assert.equal(await vault.open(before.subject, before.payload), undefined);
      const after = await sealed(vault);
      assert.notEqual(after.subject, before.subject);
    }));

  it("forgets nothing at its first look where it knows that nothing was erased", () =>
    withVaults(async (open, store) => {
      const vault = open(undefined, await store.revision("subjects"));
      const other = open();
      for (const each of [vault, other]) await sealed(each);
      // Both look at the same time, and one has to take it for an erasure.
      await eventually(() => other.seal("p-1", "chat", plain) === undefined);
      assert.ok(vault.seal("p-1", "chat", plain));
    }));

  it("says that there are no keys to be had, until there are", () =>
    withVaults(async (open, store) => {
      const vault = open();
      await store.db.schema.alterTable("subject_keys").renameTo("elsewhere").execute();
      await assert.rejects(vault.ready("p-1", "chat"));
      assert.ok(vault.trouble instanceof Error);
      await store.db.schema.alterTable("elsewhere").renameTo("subject_keys").execute();
      vault.check();
      await eventually(() => vault.trouble === undefined);
      assert.ok(vault.seal("p-1", "chat", plain));
    }));

  it("opens nothing that is not what was sealed", () =>
    withVaults(async (open) => {
      const vault = open();
      const { subject, payload } = await sealed(vault);
      const other = await sealed(vault, "p-2");
      payload[20]! ^= 1;
      assert.equal(await vault.open(subject, payload), undefined);
      assert.equal(await vault.open(subject, other.payload), undefined);
      assert.equal(await vault.open(subject, payload.subarray(0, 20)), undefined);
      assert.equal(await vault.open("unknown", payload), undefined);
    }));
});
