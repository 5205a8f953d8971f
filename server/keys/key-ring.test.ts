import assert from "node:assert/strict";
import crypto from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { GatewayError, type GatewayErrorCode } from "../gateway-error.ts";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import { newKey } from "./key-format.ts";
import { createKeyRing, type KeyRing, openKeyRing } from "./key-ring.ts";
import { createKey, revokeKey, rotateKey } from "./key-store.ts";

const now = 1_800_000_000_000;

describe("the key ring", () => {
  let folder: string;
  let store: Store;
  let ring: KeyRing;
  let clock: number;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-ring-"));
    store = await openStore({ data: folder });
    clock = now;
    ring = await createKeyRing(store, { now: () => clock, onError: assert.ifError });
  });
  afterEach(async () => {
    ring.close();
    await store.close();
    await rm(folder, { recursive: true });
  });

  const made = async (expiresAt?: number) => {
    const lifetime = expiresAt === undefined ? {} : { expiresAt };
    const result = await createKey(store, { name: "Ada", role: "ci", ...lifetime }, now);
    await ring.refresh();
    return result;
  };
  const refusal = (presented: string | undefined): GatewayError => {
    try {
      ring.find(presented);
    } catch (error) {
      assert.ok(error instanceof GatewayError);
      return error;
    }
    assert.fail("It was let in.");
  };
  const refused = (presented: string | undefined, code: GatewayErrorCode) => {
    assert.equal(refusal(presented).code, code);
  };

  it("knows whose a key is", async () => {
    const wish = { name: "Ada", role: "admin", team: "Compilers" } as const;
    const { id, key } = await createKey(store, wish, now);
    await ring.refresh();
    const [person] = await store.db.selectFrom("people").select("id").execute();
    assert.deepEqual(ring.find(key), { key: id, person: person!.id, ...wish });
    assert.equal(ring.find(key), ring.find(key));
  });

  it("knows those that were there before it", async () => {
    const { key, id } = await createKey(store, { name: "Ada", role: "ci" }, now);
    const other = await createKeyRing(store, { now: () => now, onError: assert.ifError });
    assert.equal(other.find(key).key, id);
    other.close();
  });

  it("refuses a key from the very millisecond on it expires, without reading again", async () => {
    const { key } = await made(now + 1000);
    clock = now + 999;
    assert.equal(ring.find(key).name, "Ada");
    assert.equal(ring.size, 1);
    clock = now + 1000;
    refused(key, "key_expired");
    assert.equal(ring.size, 0);
  });

  it("tells revoked, expired and replaced keys apart, for who has the whole key", async () => {
    const [revoked, expired, replaced] = [await made(), await made(now + 1), await made()];
    await revokeKey(store, revoked.id, now);
    const next = await rotateKey(store, replaced.id, { graceMs: 10 }, now);
    await ring.refresh();
    assert.equal(ring.find(replaced.key).key, replaced.id);
    clock = now + 10;
    refused(revoked.key, "key_revoked");
    refused(expired.key, "key_expired");
    refused(replaced.key, "key_expired");
    assert.match(refusal(replaced.key).message, /replaced/);
    assert.equal(ring.find(next.key).key, next.id);
    assert.equal(ring.size, 1);
    for (const { key } of [revoked, expired, replaced]) {
      refused(`${key.slice(0, 13)}${newKey().key.slice(13)}`, "unauthorized");
    }
  });

  it("says revoked of a key that has expired as well", async () => {
    const { id, key } = await made(now + 1);
    await revokeKey(store, id, now);
    await ring.refresh();
    clock = now + 1;
    refused(key, "key_revoked");
  });

  /** Everything that is no key of this gateway; made from one that is. */
  const strangers = (key: string): [name: string, presented: string | undefined][] => [
    ["nothing", undefined],
    ["empty", ""],
    ["a blank", " "],
    ["only a prefix", "tdm_"],
    ["prefix and id", key.slice(0, 12)],
    ["a key cut off", key.slice(0, -1)],
    ["a key and more", `${key}x`],
    ["a key and a megabyte", key + "x".repeat(1_000_000)],
    ["another case", key.toUpperCase()],
    ["space before it", ` ${key}`],
    ["a line end behind it", `${key}\n`],
    ["a zero behind it", `${key}\0`],
    ["its id with another secret", key.slice(0, 13) + newKey().key.slice(13)],
    ["another id with its secret", newKey().key.slice(0, 13) + key.slice(13)],
    ["a key made elsewhere", newKey().key],
    ["a megabyte", "A".repeat(1_000_000)],
    ["other scripts", "ключ".repeat(20)],
    ["pictures", "🔑".repeat(40)],
    ["half characters", "\ud83d".repeat(62)],
    ["names of objects", "tdm_constructor"],
    ["a prototype", "tdm___proto___"],
  ];

  it("lets nobody in with anything else", async () => {
    const { key } = await made();
    for (const [, presented] of strangers(key)) refused(presented, "unauthorized");
  });

  it("says whether a key is missing, mistyped or unknown", async () => {
    const { key } = await made();
    assert.match(refusal(undefined).message, /needs an API key/);
    assert.match(refusal("").message, /needs an API key/);
    assert.match(refusal(key.slice(0, -1)).message, /incomplete or mistyped/);
    assert.match(refusal(newKey().key).message, /not known/);
  });

  it("never repeats what it was shown", async () => {
    const [unknown, expired] = [newKey(), await made(now + 1)];
    clock = now + 1;
    for (const { key } of [unknown, expired]) {
      const { message, stack, cause } = refusal(key);
      assert.equal(`${message}${stack}${String(cause)}`.includes(key.slice(13, 30)), false);
    }
  });

  it("does the same work whatever it is shown", async () => {
    const [good, expired, revoked] = [await made(), await made(now + 1), await made()];
    await revokeKey(store, revoked.id, now);
    await ring.refresh();
    clock = now + 1;
    const all = [good.key, expired.key, revoked.key, ...strangers(good.key).map(([, key]) => key)];
    for (const presented of all) {
      const counts = counted(() => {
        try {
          ring.find(presented);
        } catch (error) {
          assert.ok(error instanceof GatewayError);
        }
      });
      assert.deepEqual(counts, { comparisons: 1, hashes: 1, longest: counts.longest });
      assert.ok(counts.longest <= 128);
    }
  });

  it("keeps what it knows while the store cannot be read, and follows again later", async () => {
    const { id, key } = await made();
    await store.db.schema.alterTable("keys").renameTo("gone").execute();
    await assert.rejects(ring.refresh());
    assert.equal(ring.find(key).key, id);
    await store.db.schema.alterTable("gone").renameTo("keys").execute();
    await revokeKey(store, id, now);
    await ring.refresh();
    refused(key, "key_revoked");
  });

  it("never goes back to an older state when readings overtake each other", async () => {
    const { id, key } = await made();
    const readings = [ring.refresh(), ring.refresh()];
    await revokeKey(store, id, now);
    await Promise.all([ring.refresh(), ...readings, ring.refresh()]);
    refused(key, "key_revoked");
  });

  it("follows what is changed elsewhere by itself", async () => {
    const { id, key } = await made();
    const errors: unknown[] = [];
    const other = await createKeyRing(store, {
      now: () => clock,
      onError: (error) => errors.push(error),
    });
    await revokeKey(store, id, now);
    const isOut = () => {
      try {
        other.find(key);
        return false;
      } catch {
        return true;
      }
    };
    // The test's own time limit ends it.
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (!isOut()) return;
        clearInterval(timer);
        resolve();
      }, 10);
    });
    other.close();
    assert.deepEqual(errors, []);
  });
});

/** Counts what the ring asks of Node; nothing of ours is replaced. */
function counted(work: () => void): { comparisons: number; hashes: number; longest: number } {
  const { timingSafeEqual, hash } = crypto;
  const counts = { comparisons: 0, hashes: 0, longest: 0 };
  crypto.timingSafeEqual = (...args) => {
    counts.comparisons++;
    return timingSafeEqual(...args);
  };
  crypto.hash = ((algorithm: string, data: string, encoding: "hex") => {
    counts.hashes++;
    counts.longest = Math.max(counts.longest, data.length);
    return hash(algorithm, data, encoding);
  }) as typeof hash;
  syncBuiltinESMExports();
  try {
    work();
  } finally {
    crypto.timingSafeEqual = timingSafeEqual;
    crypto.hash = hash;
    syncBuiltinESMExports();
  }
  return counts;
}

describe("an open key ring", () => {
  it("takes everybody for the same developer", () => {
    const ring = openKeyRing();
    const anyone = { key: "open", person: "anyone", name: "anyone", role: "developer" };
    for (const presented of [undefined, "", "tdm_x"]) {
      assert.deepEqual(ring.find(presented), anyone);
    }
  });
});
