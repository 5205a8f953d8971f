import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { behavesAsStore } from "./behaviour.ts";
import { openStore } from "./open-store.ts";
import { purgeFreed } from "./purge-freed.ts";
import { StoreError, type StoreErrorCode } from "./store-error.ts";

describe("the embedded store, in one folder for all", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-store-"));
  });
  after(() => rm(folder, { recursive: true }));

  behavesAsStore(() => openStore({ data: folder }));
});

describe("the embedded store", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-store-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is a folder and a file that nobody else can read, made with all above them", async () => {
    const data = path.join(folder, "deep/er/data");
    await (await openStore({ data })).close();
    const modes = [data, path.join(data, "tandem.db")].map(async (file) => (await stat(file)).mode);
    assert.deepEqual(
      (await Promise.all(modes)).map((mode) => (mode & 0o777).toString(8)),
      ["700", "600"],
    );
  });

  it("can be opened again and again, and by several at once", async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore({ data: folder })));
    await stores[0]!.bump("keys");
    assert.equal(await stores[3]!.revision("keys"), 1);
    for (const store of stores) await store.close();
    const again = await openStore({ data: folder }, { mustExist: true });
    assert.equal(await again.revision("keys"), 1);
    await again.close();
  });

  it("finishes a write that is under way before it closes", async () => {
    const store = await openStore({ data: folder });
    const written = store.writeRequests({ log: "a", position: 3, rows: [], ends: [] });
    await store.close();
    await written;
    const again = await openStore({ data: folder });
    assert.deepEqual(await again.db.selectFrom("log_progress").selectAll().execute(), [
      { log: "a", position: 3 },
    ]);
    await again.close();
  });

  it("refuses every query once it is closed, and closes twice", async () => {
    const store = await openStore({ data: folder });
    await store.close();
    await store.close();
    await assert.rejects(store.revision("keys"));
  });

  it("leaves nothing of what was deleted in its files", async () => {
    const store = await openStore({ data: folder });
    const canary = Buffer.alloc(32, "canary").toString("base64");
    await store.db
      .insertInto("subject_keys")
      .values({ id: "s", person_id: "p", class: "chat", day: 1, key: canary, created_at: 1 })
      .execute();
    const isThere = async () => {
      const files = ["tandem.db", "tandem.db-wal"].map((name) => readFile(path.join(folder, name)));
      return (await Promise.all(files)).some((bytes) => bytes.includes(canary));
    };
    assert.equal(await isThere(), true);
    await purgeFreed(store);
    await store.db.deleteFrom("subject_keys").execute();
    await purgeFreed(store);
    assert.equal(await isThere(), false);
    await store.close();
  });

  const refusals: [string, StoreErrorCode, (data: string) => Promise<unknown>, RegExp][] = [
    ["a file", "data_folder", (data) => writeFile(data, ""), /data folder .*cannot be used/],
    [
      "a folder with something else in the place of the database",
      "data_folder",
      async (data) => {
        await mkdir(data);
        await writeFile(path.join(data, "tandem.db"), "x".repeat(5000));
      },
      /cannot be used \(not a database\): restore it from a backup/,
    ],
    [
      "a folder in the place of the database",
      "data_folder",
      (data) => mkdir(path.join(data, "tandem.db"), { recursive: true }),
      /cannot be used/,
    ],
    [
      "the store of a newer version",
      "schema_newer",
      async (data) => {
        const store = await openStore({ data });
        await store.db
          .withTables<{ kysely_migration: { name: string; timestamp: string } }>()
          .insertInto("kysely_migration")
          .values({ name: "9999-future", timestamp: "2099-01-01T00:00:00.000Z" })
          .execute();
        await store.close();
      },
      /newer version of Tandem \(9999-future\): upgrade/,
    ],
  ];
  for (const [what, code, prepare, sentence] of refusals) {
    it(`refuses ${what}`, async () => {
      const data = path.join(folder, "data");
      await prepare(data);
      await assert.rejects(openStore({ data }), (error) => {
        assert.ok(error instanceof StoreError);
        assert.equal(error.code, code);
        assert.match(error.message, sentence);
        return true;
      });
    });
  }

  for (const [what, prepare] of [
    ["a folder it may not write", () => chmod(folder, 0o555)],
    [
      "a database it may not write",
      async () => {
        await (await openStore({ data: folder })).close();
        await chmod(path.join(folder, "tandem.db"), 0o444);
        await chmod(folder, 0o555);
      },
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await prepare();
      await assert.rejects(
        asNobody(() => openStore({ data: folder })),
        { code: "data_folder" },
      );
      await chmod(folder, 0o700);
    });
  }

  it("refuses a place where there can be no folders", async () => {
    await assert.rejects(openStore({ data: "/proc/tandem/data" }), { code: "data_folder" });
  });

  it("makes none for those who only read", async () => {
    const data = path.join(folder, "mistyped");
    await assert.rejects(openStore({ data }, { mustExist: true }), {
      code: "data_folder",
      message: `There is no store in ${data}: name the data folder of the gateway with --data.`,
    });
    await assert.rejects(stat(data), { code: "ENOENT" });
  });
});

/** Root may do everything. */
async function asNobody<Value>(work: () => Promise<Value>): Promise<Value> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
