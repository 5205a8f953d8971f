import assert from "node:assert/strict";
import { glob, readFile } from "node:fs/promises";
import { sql } from "kysely";
import { startPostgres, type TestPostgres, testPassword } from "../test/postgres.ts";
import { behavesAsStore, endedRow, person, writeOf } from "./behaviour.ts";
import { openStore, storeErrorOf } from "./open-store.ts";
import { purgeFreed } from "./purge-freed.ts";
import type { Store } from "./store.ts";
import { StoreError } from "./store-error.ts";

describe("the store in PostgreSQL", function () {
  this.timeout(60_000);
  let postgres: TestPostgres;
  let databases = 0;
  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres?.stop());

  const newDatabase = () => {
    databases += 1;
    return postgres.createDatabase(`store${databases}`);
  };

  behavesAsStore(async () => openStore({ database: await newDatabase() }));

  it("is made once by gateways that start at the same time", async () => {
    const database = await newDatabase();
    const stores = await Promise.all(Array.from({ length: 6 }, () => openStore({ database })));
    await Promise.all(stores.map((store) => store.bump("keys")));
    assert.equal(await stores[0]!.revision("keys"), 6);
    for (const store of stores) await store.close();
  });

  it("adds up what several gateways write at once, in any order", async () => {
    const database = await newDatabase();
    const stores = await Promise.all(Array.from({ length: 3 }, () => openStore({ database })));
    const people = ["p1", "p2", "p3", "p4"];
    const write = async (store: Store, gateway: number) => {
      for (let turn = 0; turn < 20; turn++) {
        const order = gateway % 2 === 0 ? people : people.toReversed();
        const rows = order.map((id) =>
          endedRow(`${gateway}-${turn}-${id}`, { log: `log${gateway}`, person_id: id }),
        );
        await store.writeRequests({ log: `log${gateway}`, position: turn + 1, rows, ends: [] });
      }
    };
    await Promise.all(stores.map(write));
    const sums = await stores[0]!.db.selectFrom("usage_days").select("requests").execute();
    assert.deepEqual(
      sums.map(({ requests }) => requests),
      [60, 60, 60, 60],
    );
    for (const store of stores) await store.close();
  });

  it("finishes a write that is under way before it closes, and refuses what comes after", async () => {
    const database = await newDatabase();
    const store = await openStore({ database });
    const written = store.writeRequests(writeOf([endedRow("r1")], []));
    await store.close();
    await store.close();
    await written;
    await assert.rejects(store.revision("keys"));
  });

  it("fails while the server is down, and goes on when it is back", async () => {
    const database = await newDatabase();
    const store = await openStore({ database });
    await store.writeRequests(writeOf([endedRow("r1")], []));
    const broken = store.db.transaction().execute(async (transaction) => {
      await transaction.insertInto("people").values(person("p1", "Ada")).execute();
      await postgres.halt();
      await transaction.insertInto("people").values(person("p2", "Bob")).execute();
    });
    await assert.rejects(broken);
    await assert.rejects(store.writeRequests(writeOf([endedRow("r2")], [])));
    const failure = await store.revision("keys").catch((error) => error);
    const known = await storeErrorOf({ database }, failure);
    assert.ok(known instanceof StoreError);
    assert.match(known.message, /\(ECONNREFUSED\): check that the server runs/);
    await assert.rejects(openStore({ database }), { code: "database" });
    await postgres.resume();
    await store.writeRequests(writeOf([endedRow("r2")], []));
    const ids = await store.db.selectFrom("requests").select("id").orderBy("id").execute();
    assert.deepEqual(ids, [{ id: "r1" }, { id: "r2" }]);
    assert.deepEqual(await store.db.selectFrom("people").selectAll().execute(), []);
    await store.close();
  });

  it("leaves nothing of an erased key in the tables' files", async () => {
    const store = await openStore({ database: await newDatabase() });
    const canary = Buffer.alloc(32, "canary").toString("base64");
    const other = { person_id: "p", class: "chat", day: 1, created_at: 1 } as const;
    const kept = Buffer.alloc(32, "kept").toString("base64");
    await store.db
      .insertInto("subject_keys")
      .values([
        { id: "s1", key: canary, ...other },
        { id: "s2", key: kept, ...other },
      ])
      .execute();
    await store.db.deleteFrom("subject_keys").where("id", "=", "s1").execute();
    await purgeFreed(store);
    await sql`checkpoint`.execute(store.db);
    const found = { [canary]: 0, [kept]: 0 };
    for await (const file of glob(`${postgres.folder}/data/base/*/*`)) {
      const bytes = await readFile(file);
      for (const key of [canary, kept]) if (bytes.includes(key)) found[key]! += 1;
    }
    assert.deepEqual(found, { [canary]: 0, [kept]: 1 });
    await store.close();
  });

  const refusals: [string, (url: URL) => void, RegExp][] = [
    [
      "a wrong password",
      (url) => {
        url.password = "canary-wrong";
      },
      /\(28P01\): check its user and password/,
    ],
    [
      "an unknown user",
      (url) => {
        url.username = "nobody";
      },
      /\(28P01\): check its user/,
    ],
    [
      "a database that is not there",
      (url) => {
        url.pathname = "/missing";
      },
      /\(3D000\): create the database first/,
    ],
    [
      "a port where nobody listens",
      (url) => {
        url.port = "1";
      },
      /\(ECONNREFUSED\): check that the server runs/,
    ],
    [
      "a host that is not there",
      (url) => {
        url.hostname = "tandem.invalid";
      },
      /tandem\.invalid.*cannot be used/,
    ],
    [
      "another protocol",
      (url) => {
        url.href = url.href.replace("postgres:", "mysql:");
      },
      /has to be a URL such as postgres:/,
    ],
  ];
  for (const [what, change, sentence] of refusals) {
    it(`refuses ${what} with a sentence that holds no password`, async () => {
      const url = new URL(postgres.url);
      change(url);
      await assert.rejects(openStore({ database: url.href }), (error) => {
        assert.ok(error instanceof StoreError);
        assert.equal(error.code, "database");
        assert.match(error.message, sentence);
        assert.equal(
          error.message.includes(testPassword) || error.message.includes("canary"),
          false,
        );
        return true;
      });
    });
  }

  it("refuses the store of a newer version", async () => {
    const database = await newDatabase();
    const store = await openStore({ database });
    await store.db
      .withTables<{ kysely_migration: { name: string; timestamp: string } }>()
      .insertInto("kysely_migration")
      .values({ name: "9999-future", timestamp: "2099-01-01T00:00:00.000Z" })
      .execute();
    await store.close();
    await assert.rejects(openStore({ database }), { code: "schema_newer" });
  });
});
