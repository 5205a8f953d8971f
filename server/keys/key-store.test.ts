import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gatewayKeySchema } from "../../core/protocol/gateway-key.ts";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import { KeyError, type KeyErrorCode } from "./key-error.ts";
import { hashOf } from "./key-format.ts";
import {
  createKey,
  type KeyFacts,
  type KeyWish,
  listKeys,
  revokeKey,
  rotateKey,
} from "./key-store.ts";

const now = 1_800_000_000_000;
const dayMs = 86_400_000;

describe("keys in the store", () => {
  let folder: string;
  let store: Store;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-keys-"));
    store = await openStore({ data: folder });
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  const ada: KeyWish = { name: "Ada", role: "developer" };
  const one = async (id: string, at = now) => {
    const found = (await listKeys(store, at)).find((key) => key.id === id);
    assert.ok(found);
    return found;
  };
  const refused = (work: Promise<unknown>, code: KeyErrorCode) =>
    assert.rejects(work, (error) => error instanceof KeyError && error.code === code);

  it("lists what was made", async () => {
    const expiresAt = now + dayMs;
    const { id } = await createKey(store, { ...ada, team: "Compilers", expiresAt }, now);
    const listed = await listKeys(store, now);
    assert.deepEqual(listed, [
      {
        id,
        name: "Ada",
        team: "Compilers",
        role: "developer",
        createdAt: now,
        expiresAt,
        state: "active",
      },
    ]);
    for (const key of listed) gatewayKeySchema.parse(key);
  });

  it("stores the hash and never the key, in no file", async () => {
    const made = await createKey(store, ada, now);
    const next = await rotateKey(store, made.id, {}, now);
    const hashes = await store.db.selectFrom("keys").select("hash").execute();
    assert.deepEqual(
      new Set(hashes.map(({ hash }) => hash)),
      new Set([hashOf(made.key), hashOf(next.key)]),
    );
    for (const name of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      const bytes = await readFile(path.join(name.parentPath, name.name));
      for (const { key } of [made, next]) assert.equal(bytes.includes(key.slice(13)), false);
    }
  });

  it("keeps one person to a name, in whatever form it is typed", async () => {
    await createKey(store, { name: "Zoë", role: "developer", team: "A" }, now);
    await createKey(store, { name: " Zoe\u0308 ", role: "admin" }, now);
    await createKey(store, { name: "Zoë", role: "ci", team: "B" }, now);
    const people = await store.db.selectFrom("people").selectAll().execute();
    assert.deepEqual(
      people.map(({ name, team }) => [name, team]),
      [["Zoë", "B"]],
    );
    const keys = await listKeys(store, now);
    assert.deepEqual(new Set(keys.map(({ role }) => role)), new Set(["developer", "admin", "ci"]));
  });

  it("makes a new person where one of that name was forgotten", async () => {
    await createKey(store, ada, now);
    await store.db.updateTable("people").set({ name: null, forgotten_at: now }).execute();
    const { id } = await createKey(store, ada, now);
    const people = await store.db.selectFrom("people").select("id").execute();
    assert.equal(people.length, 2);
    assert.equal((await one(id)).name, "Ada");
    assert.ok((await listKeys(store, now)).some(({ name }) => name.startsWith("p_")));
  });

  it("makes one person when several processes make keys for the name at once", async () => {
    await Promise.all(Array.from({ length: 5 }, () => createKey(store, ada, now)));
    assert.equal((await store.db.selectFrom("people").select("id").execute()).length, 1);
    assert.equal((await listKeys(store, now)).length, 5);
  });

  it("makes nothing for a name that cannot be one", async () => {
    await refused(createKey(store, { name: "", role: "ci" }, now), "bad_name");
    await refused(createKey(store, { ...ada, team: "a\nb" }, now), "bad_name");
    assert.deepEqual(await listKeys(store, now), []);
  });

  it("refuses a key that has expired before it is made", () =>
    refused(createKey(store, { ...ada, expiresAt: now }, now), "bad_expiry"));

  it("says that a key has expired from the very millisecond on", async () => {
    const { id } = await createKey(store, { ...ada, expiresAt: now + 1 }, now);
    assert.equal((await one(id, now)).state, "active");
    assert.equal((await one(id, now + 1)).state, "expired");
  });

  it("revokes once, by id or by the whole key", async () => {
    const [first, second] = [await createKey(store, ada, now), await createKey(store, ada, now)];
    const revoked = await revokeKey(store, first.id, now + 5);
    assert.deepEqual(
      revoked.keys.map(({ id }) => id),
      [first.id],
    );
    assert.deepEqual(
      [(await one(first.id)).state, (await one(first.id)).revokedAt],
      ["revoked", now + 5],
    );
    assert.deepEqual((await revokeKey(store, first.id, now + 9)).keys, []);
    assert.equal((await one(first.id)).revokedAt, now + 5);
    assert.equal((await one(second.id)).state, "active");
    assert.equal((await revokeKey(store, `found: ${second.key}`, now)).keys.length, 1);
    assert.equal((await one(second.id)).state, "revoked");
  });

  it("revokes everything of a person", async () => {
    await createKey(store, ada, now);
    await createKey(store, { ...ada, expiresAt: now + 1 }, now);
    const { id } = await createKey(store, { name: "Bo", role: "ci" }, now);
    assert.equal((await revokeKey(store, { name: "Ada" }, now + 1)).keys.length, 2);
    assert.equal((await one(id)).state, "active");
  });

  it("revokes everything of a person whose name was forgotten, by the pseudonym", async () => {
    const { id } = await createKey(store, ada, now);
    await store.db.updateTable("people").set({ name: null, forgotten_at: now }).execute();
    const { name } = await one(id);
    assert.match(name, /^p_/);
    assert.equal((await revokeKey(store, { name }, now)).keys.length, 1);
  });

  it("says that it does not know a key or a person", async () => {
    await createKey(store, ada, now);
    for (const which of ["nosuchid", "", { name: "Nobody" }, "Ada"] as const) {
      await refused(revokeKey(store, which, now), "unknown_key");
    }
  });

  it("says when the last admin went", async () => {
    const admin: KeyWish = { name: "Root", role: "admin" };
    const [first, second] = [
      await createKey(store, admin, now),
      await createKey(store, { ...admin, expiresAt: now + dayMs }, now),
    ];
    await createKey(store, ada, now);
    assert.equal((await revokeKey(store, { name: "Ada" }, now)).wasLastAdmin, false);
    assert.equal((await revokeKey(store, first.id, now)).wasLastAdmin, false);
    assert.equal((await revokeKey(store, second.id, now)).wasLastAdmin, true);
    assert.equal((await revokeKey(store, second.id, now)).wasLastAdmin, false);
  });

  it("rotates: another key for the same person, the old one ends after the grace", async () => {
    const wish: KeyWish = { ...ada, role: "ci", team: "T", expiresAt: now + 30 * dayMs };
    const old = await createKey(store, wish, now);
    const later = now + 10 * dayMs;
    const made = await rotateKey(store, old.id, { graceMs: 1000 }, later);
    assert.notEqual(made.key, old.key);
    const [before, after] = [await one(old.id, later), await one(made.id, later)];
    assert.deepEqual(
      [before.state, before.expiresAt, before.replacedBy],
      ["active", later + 1000, made.id],
    );
    assert.deepEqual(
      [after.state, after.name, after.team, after.role, after.expiresAt],
      ["active", "Ada", "T", "ci", later + 30 * dayMs],
    );
  });

  it("ends the old key at once without grace, and never later than it would have", async () => {
    const [forever, short] = [
      await createKey(store, ada, now),
      await createKey(store, { ...ada, expiresAt: now + 10 }, now),
    ];
    await rotateKey(store, forever.id, undefined, now + 1);
    assert.equal((await one(forever.id, now + 1)).state, "expired");
    await rotateKey(store, short.id, { graceMs: dayMs }, now + 1);
    assert.equal((await one(short.id)).expiresAt, now + 10);
  });

  it("rotates no key that was revoked or rotated, and none that is not there", async () => {
    const [revoked, rotated] = [await createKey(store, ada, now), await createKey(store, ada, now)];
    await revokeKey(store, revoked.id, now);
    await rotateKey(store, rotated.id, {}, now);
    await refused(rotateKey(store, revoked.id, {}, now), "already_revoked");
    await refused(rotateKey(store, rotated.id, {}, now), "already_rotated");
    await refused(rotateKey(store, "nosuchid", {}, now), "unknown_key");
  });

  it("hands out one new key when a key is rotated twice at once", async () => {
    const { id } = await createKey(store, ada, now);
    const results = await Promise.allSettled([1, 2, 3].map(() => rotateKey(store, id, {}, now)));
    assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
    for (const result of results) {
      if (result.status === "rejected") assert.ok(result.reason instanceof KeyError);
    }
    assert.equal((await listKeys(store, now)).length, 2);
  });

  it("raises the revision with every change and with nothing else", async () => {
    const seen = [await store.revision("keys")];
    const look = async (work: Promise<unknown>) => {
      await work.catch(() => {});
      seen.push(await store.revision("keys"));
    };
    const { id } = await createKey(store, ada, now);
    seen.push(await store.revision("keys"));
    await look(rotateKey(store, id, {}, now));
    await look(revokeKey(store, id, now));
    await look(revokeKey(store, id, now));
    await look(revokeKey(store, "nosuchid", now));
    await look(rotateKey(store, id, {}, now));
    await look(listKeys(store, now));
    assert.deepEqual(seen, [0, 1, 2, 3, 3, 3, 3, 3]);
  });

  it("announces ids and no names before it gives anybody a key", async () => {
    const heard: KeyFacts[] = [];
    const announce = async (facts: KeyFacts) => {
      heard.push({ ...facts, keys: (await listKeys(store, now)).length });
    };
    const made = await createKey(store, { ...ada, team: "T" }, now, announce);
    const next = await rotateKey(store, made.id, { graceMs: 5 }, now, announce);
    const [person] = await store.db.selectFrom("people").select("id").execute();
    const same = { person: person!.id, role: "developer", team: "T" };
    assert.deepEqual(heard, [
      { ...same, key: made.id, keys: 0 },
      { ...same, key: made.id, replacedBy: next.id, graceMs: 5, keys: 1 },
    ]);
    const { keys } = await revokeKey(store, next.id, now);
    assert.deepEqual(
      keys.map(({ facts }) => facts),
      [{ ...same, key: next.id }],
    );
    for (const { key } of [made, next]) assert.equal(JSON.stringify(heard).includes(key), false);
  });

  it("changes nothing when that fails", async () => {
    const { id } = await createKey(store, ada, now);
    const before = await listKeys(store, now);
    const fail = async () => {
      throw new Error("full");
    };
    await assert.rejects(createKey(store, { ...ada, team: "New" }, now, fail), /full/);
    await assert.rejects(rotateKey(store, id, {}, now, fail), /full/);
    assert.deepEqual(await listKeys(store, now), before);
  });
});
