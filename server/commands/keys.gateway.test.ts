import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gatewayKeySchema, newKeySchema } from "../../core/protocol/gateway-key.ts";
import { start } from "../command-process.ts";
import { GatewayError } from "../gateway-error.ts";
import { keyPattern } from "../keys/key-format.ts";
import { createKeyRing, type KeyRing } from "../keys/key-ring.ts";
import { openStore } from "../store/open-store.ts";
import type { Store, StorePlace } from "../store/store.ts";
import { freshDatabase } from "../test/postgres.ts";

describe("tandem keys", function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-keys-command-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const keys = (...args: string[]) => start(["keys", ...args, "--data", folder]).isOver;
  const made = async (...args: string[]) => {
    const { code, stdout, stderr } = await keys(...args, "--json");
    assert.deepEqual([code, stderr], [0, ""]);
    assert.equal(stdout.split("\n").length, 2);
    return newKeySchema.parse(JSON.parse(stdout));
  };
  const listed = async (...args: string[]) => {
    const { code, stdout } = await keys("list", "--json", ...args);
    assert.equal(code, 0);
    return gatewayKeySchema.array().parse(JSON.parse(stdout));
  };

  it("makes, lists, rotates and revokes, and shows a key once", async () => {
    const first = await made("create", "--name", "Ada", "--role", "admin", "--team", "Compilers");
    const second = await made("rotate", first.id, "--grace", "24h");
    assert.deepEqual(
      (await listed()).map(({ id, name, team, role, state }) => [id, name, team, role, state]),
      [
        [first.id, "Ada", "Compilers", "admin", "active"],
        [second.id, "Ada", "Compilers", "admin", "active"],
      ],
    );
    const revoked = await keys("revoke", "--name", "Ada");
    assert.deepEqual(
      [revoked.code, revoked.stdout.match(/\w{8}, \w{8}/)?.[0]],
      [0, `${first.id}, ${second.id}`],
    );
    assert.match(revoked.stderr, /^No admin is left/);
    assert.deepEqual(await listed(), []);
    assert.equal((await listed("--all")).length, 2);

    const canaries = [first.key, second.key].map((key) => key.slice(13));
    const table = await keys("list", "--all");
    assert.match(table.stdout, new RegExp(`${first.id} +Ada .*revoked, replaced by ${second.id}`));
    for (const text of [table.stdout, table.stderr, revoked.stdout, revoked.stderr]) {
      for (const canary of canaries) assert.equal(text.includes(canary), false);
    }
    const bytes = await everything(folder);
    for (const canary of canaries) assert.equal(bytes.includes(canary), false);
    const events = bytes.toString("latin1").match(/"key_(created|rotated|revoked)"/g);
    assert.deepEqual(events, ['"key_created"', '"key_rotated"', '"key_revoked"', '"key_revoked"']);
    assert.match(bytes.toString("latin1"), /"by":"shell:[^"]+"/);
  });

  it("tells a person what to do with a key, and gives a pipe nothing but the key", async () => {
    const { code, stdout, stderr } = await keys("create", "--name", "Ada", "--role", "developer");
    assert.equal(code, 0);
    assert.match(stdout, new RegExp(`^${keyPattern.source}\n$`));
    assert.match(stderr, /not shown again[\s\S]*Tandem: Set API Key/);
    assert.ok(stderr.includes(` --data ${folder}\n`));
    assert.equal(stderr.includes(stdout.trim()), false);
  });

  it("puts a key into a file that is for its owner alone", async () => {
    const file = path.join(folder, "key.json");
    const { code, stdout } = await keys("create", "--name", "CI", "--role", "ci", "--json", file);
    assert.deepEqual([code, stdout], [0, ""]);
    newKeySchema.parse(JSON.parse(await readFile(file, "utf8")));
    assert.equal((await stat(file)).mode & 0o077, 0);
  });

  it("makes no key that it cannot hand over", async () => {
    await emptyStore(folder);
    const file = path.join(folder, "none", "key.json");
    const { code } = await keys("create", "--name", "CI", "--role", "ci", "--json", file);
    assert.equal(code, 2);
    assert.deepEqual(await listed("--all"), []);
  });

  it("makes no key that it cannot record, and revokes one all the same", async () => {
    const { id } = await made("create", "--name", "Ada", "--role", "ci");
    await rm(path.join(folder, "audit"), { recursive: true });
    await writeFile(path.join(folder, "audit"), "in the way");
    for (const change of [
      ["create", "--name", "Bo", "--role", "ci"],
      ["rotate", id],
    ]) {
      const { code, stdout, stderr } = await keys(...change);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, /Nothing was changed, because the audit could not be written \(\w+\)/);
    }
    assert.deepEqual(
      (await listed("--all")).map((key) => [key.id, key.replacedBy]),
      [[id, undefined]],
    );
    const { code, stdout, stderr } = await keys("revoke", id);
    assert.deepEqual([code, stdout.includes(id)], [1, true]);
    assert.match(stderr, /could not be recorded/);
    assert.deepEqual(await listed(), []);
  });

  for (const [name, args, sentence] of [
    ["no name", ["create", "--role", "ci"], /required option '--name/],
    ["no role", ["create", "--name", "A"], /required option '--role/],
    ["an unknown role", ["create", "--name", "A", "--role", "boss"], /developer, ci, admin/],
    ["a name of nothing", ["create", "--name", " ", "--role", "ci"], /1 to 100 characters/],
    ["a bad expiry", ["create", "--name", "A", "--role", "ci", "--expires", "1y"], /such as 90d/],
    ["a bad grace", ["rotate", "x", "--grace", "soon"], /such as 30m/],
    ["an unknown key", ["revoke", "x"], /no key of that id/],
    ["an unknown person", ["revoke", "--name", "Nobody"], /Nobody of that name/],
    ["neither key nor person", ["revoke"], /by its id, or a person by --name/],
    ["key and person", ["revoke", "x", "--name", "A"], /by its id, or a person by --name/],
  ] as const) {
    it(`refuses ${name} with one sentence and exit code 2`, async () => {
      await emptyStore(folder);
      const { code, stdout, stderr } = await keys(...args);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, sentence);
      assert.equal(stderr.trimEnd().split("\n").length, 1);
    });
  }

  for (const args of [["list"], ["revoke", "x"], ["rotate", "x"]]) {
    it(`takes a mistyped folder for no gateway without keys: ${args[0]}`, async () => {
      const { code, stdout, stderr } = await keys(...args);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, /no store in .*: name the data folder of the gateway with --data/);
      assert.deepEqual(await readdir(folder), []);
    });
  }
});

describe("tandem keys beside a running gateway", function () {
  this.timeout(60_000);
  let folder: string;
  let database: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-keys-beside-"));
    database = await freshDatabase();
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  const follows = (name: string, placeOf: () => [StorePlace, ...flags: string[]]) =>
    it(`is followed by its key ring, with ${name}`, async () => {
      const [place, ...flags] = placeOf();
      const store = await openStore(place);
      const ring = await createKeyRing(store, { onError: assert.ifError });
      try {
        await followed(store, ring, flags);
      } finally {
        ring.close();
        await store.close();
      }
    });
  follows("the embedded store", () => [{ data: folder }, "--data", folder]);
  follows("PostgreSQL", () => [{ database }, "--database", database]);

  async function followed(store: Store, ring: KeyRing, flags: string[]) {
    const run = async (...args: string[]) => {
      const { code, stdout, stderr } = await start(["keys", ...args, ...flags]).isOver;
      assert.equal(code, 0, stderr);
      return stdout;
    };
    const made = await run("create", "--name", "Ada", "--role", "ci", "--json");
    const { key, id } = newKeySchema.parse(JSON.parse(made));
    await until(() => stateOf(ring, key) === id);
    const next = newKeySchema.parse(JSON.parse(await run("rotate", id, "--json")));
    await until(() => stateOf(ring, key) === "key_expired");
    assert.equal(stateOf(ring, next.key), next.id);
    await run("revoke", "--name", "Ada");
    await until(() => stateOf(ring, next.key) === "key_revoked");
    assert.equal(ring.size, 0);
    const rows = await store.db.selectFrom("keys").selectAll().execute();
    assert.deepEqual(new Set(rows.map((row) => row.id)), new Set([id, next.id]));
    for (const row of rows) {
      assert.equal(typeof row.created_at, "number");
      for (const secret of [key, next.key]) {
        assert.equal(JSON.stringify(row).includes(secret.slice(13)), false);
      }
    }
  }
});

function stateOf(ring: KeyRing, key: string): string {
  try {
    return ring.find(key).key;
  } catch (error) {
    assert.ok(error instanceof GatewayError);
    return error.code;
  }
}

/** The test's time limit ends a wait for what never comes. */
function until(isTrue: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!isTrue()) return;
      clearInterval(timer);
      resolve();
    }, 10);
  });
}

async function emptyStore(data: string): Promise<void> {
  const store = await openStore({ data });
  await store.close();
}

async function everything(folder: string): Promise<Buffer> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Buffer.concat(
    await Promise.all(files.map((entry) => readFile(path.join(entry.parentPath, entry.name)))),
  );
}
