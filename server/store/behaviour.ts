// What every store does, whichever database it is in: the table that the tests of both run.
import assert from "node:assert/strict";
import { sql } from "kysely";
import type { Outcome } from "../../core/protocol/audit-record.ts";
import { bumpRevision, readRevision } from "./revisions.ts";
import type { RequestsTable, UsageDaysTable } from "./schema.ts";
import type { EndOfRequest, RequestsWrite, Store } from "./store.ts";
import { isUniqueViolation } from "./store-error.ts";

const at = Date.UTC(2026, 10, 20, 12);
const day = Math.floor(at / 86_400_000);

export function openRow(id: string, facts: Partial<RequestsTable> = {}): RequestsTable {
  return { ...open, id, ...facts };
}

export function endedRow(id: string, facts: Partial<RequestsTable> = {}): RequestsTable {
  return { ...openRow(id), ...ended, ...facts };
}

export function endOf(id: string, facts: Partial<EndOfRequest> = {}): EndOfRequest {
  return { id, ...ended, ...facts };
}

const open: RequestsTable = {
  id: "",
  log: "a",
  position: 0,
  at,
  person_id: "p1",
  key_id: "k1",
  team: "payments",
  task: "chat",
  class: "chat",
  path: "/v1/chat/completions",
  asked: "chat",
  stream: 1,
  outcome: null,
  ended_at: null,
  status: null,
  error: null,
  model: null,
  upstream: null,
  served: null,
  simulated: null,
  prompt_tokens: null,
  completion_tokens: null,
  cached_tokens: null,
  queued_ms: null,
  ttft_ms: null,
  total_ms: null,
};

const ended = {
  outcome: "complete",
  ended_at: at + 500,
  status: 200,
  error: null,
  model: "chat",
  upstream: "gpu-1",
  served: "qwen3-coder",
  simulated: 0,
  prompt_tokens: 100,
  completion_tokens: 10,
  cached_tokens: 64,
  queued_ms: 0.25,
  ttft_ms: 40.5,
  total_ms: 500,
} as const satisfies Omit<EndOfRequest, "id">;

/** `open` gives an empty store. */
export function behavesAsStore(open: () => Promise<Store>): void {
  describe("behaves as every store", () => {
    let store: Store;
    before(async () => {
      store = await open();
    });
    beforeEach(() => empty(store));
    after(() => store.close());

    describe("queries", () => describeQueries(() => store));
    describe("writes of requests", () => describeWrites(() => store));
    describe("outcomes and what they count as", () => describeOutcomes(() => store));
  });
}

async function empty({ db }: Store): Promise<void> {
  await db.deleteFrom("keys").execute();
  await db.deleteFrom("people").execute();
  await db.deleteFrom("revisions").execute();
  await db.deleteFrom("audit_records").execute();
  await db.deleteFrom("requests").execute();
  await db.deleteFrom("usage_days").execute();
  await db.deleteFrom("log_progress").execute();
}

function describeQueries(store: () => Store): void {
  it("keeps numbers, text of any script and bytes as they are", async () => {
    const { db } = store();
    const name = "Zoë 李雷 👩🏽‍💻 \u202e'\"";
    await db.insertInto("people").values(person("p1", name)).execute();
    await db
      .insertInto("audit_records")
      .values({
        log: "a",
        position: 2 ** 53 - 1,
        meta: Buffer.from([0, 255]),
        payload: null,
        commitment: Buffer.alloc(32, 7),
      })
      .execute();
    assert.equal((await db.selectFrom("people").select("name").executeTakeFirst())?.name, name);
    const record = await db.selectFrom("audit_records").selectAll().executeTakeFirstOrThrow();
    assert.equal(record.position, 2 ** 53 - 1);
    assert.deepEqual([...record.meta], [0, 255]);
    assert.equal(record.payload, null);
    const sum = await db
      .selectFrom("audit_records")
      .select(({ fn }) => [fn.sum("position").as("sum"), fn.countAll().as("count")])
      .executeTakeFirst();
    assert.deepEqual(sum, { sum: 2 ** 53 - 1, count: 1 });
  });

  it("has a name once, until it is forgotten", async () => {
    const { db } = store();
    const add = (id: string) => db.insertInto("people").values(person(id, "Ada")).execute();
    await add("p1");
    await assert.rejects(add("p2"), isUniqueViolation);
    await db
      .updateTable("people")
      .set({ name: null, forgotten_at: at })
      .where("id", "=", "p1")
      .execute();
    await add("p2");
  });

  it("tells how many rows a statement changed", async () => {
    const { db } = store();
    await db
      .insertInto("people")
      .values([person("p1", "A"), person("p2", "B")])
      .execute();
    const { numUpdatedRows } = await db.updateTable("people").set({ team: "x" }).executeTakeFirst();
    assert.equal(numUpdatedRows, 2n);
  });

  it("refuses a key of nobody", async () => {
    await assert.rejects(store().db.insertInto("keys").values(key("k1", "p9")).execute());
  });

  it("writes nothing of a transaction that fails", async () => {
    const { db } = store();
    const failed = db.transaction().execute(async (transaction) => {
      await transaction.insertInto("people").values(person("p1", "Ada")).execute();
      throw new RangeError("changed my mind");
    });
    await assert.rejects(failed, RangeError);
    assert.deepEqual(await db.selectFrom("people").selectAll().execute(), []);
  });

  it("does not mix the statements of transactions", async () => {
    const { db } = store();
    const increment = () =>
      db.transaction().execute((transaction) => bumpRevision(transaction, "keys"));
    const rolledBack = () =>
      db.transaction().execute(async (transaction) => {
        await bumpRevision(transaction, "keys");
        throw new RangeError();
      });
    const write = (id: string) => store().writeRequests(writeOf([endedRow(id)], []));
    await Promise.all([
      ...Array.from({ length: 8 }, increment),
      assert.rejects(rolledBack(), RangeError),
      write("r1"),
      ...Array.from({ length: 8 }, increment),
      write("r2"),
    ]);
    assert.equal(await readRevision(db, "keys"), 16);
    assert.equal((await days(store()))[0]?.requests, 2);
  });

  it("counts revisions from 0, each by itself", async () => {
    assert.equal(await store().revision("keys"), 0);
    await store().bump("keys");
    await store().bump("keys");
    await store().bump("subjects");
    assert.deepEqual([await store().revision("keys"), await store().revision("subjects")], [2, 1]);
  });

  it("has the same answer to division, whatever the database", async () => {
    const { rows } = await sql<{ day: number }>`select ${sql.lit(at)} / 86400000 as day`.execute(
      store().db,
    );
    assert.equal(rows[0]?.day, day);
  });
}

function describeWrites(store: () => Store): void {
  const cases: [string, RequestsWrite[], Partial<UsageDaysTable>[]][] = [
    ["nothing", [writeOf([], [])], []],
    ["one that is open", [writeOf([openRow("r1")], [])], []],
    ["one that opened and ended", [writeOf([endedRow("r1")], [])], [{ requests: 1, complete: 1 }]],
    [
      "one that ended later",
      [writeOf([openRow("r1")], []), writeOf([], [endOf("r1")])],
      [{ requests: 1, prompt_tokens: 100, cached_tokens: 64, completion_tokens: 10 }],
    ],
    ["the end of one that is not there", [writeOf([], [endOf("r1")])], []],
    [
      "the same again, as after a crash",
      [
        writeOf([openRow("r1"), endedRow("r2")], []),
        writeOf([], [endOf("r1")]),
        writeOf([openRow("r1"), endedRow("r2")], [], 0),
        writeOf([], [endOf("r1"), endOf("r2")], 0),
        writeOf([endedRow("r1"), endedRow("r2")], [], 0),
      ],
      [{ requests: 2, complete: 2, prompt_tokens: 200 }],
    ],
    [
      "one that was open before a crash and comes again with its end",
      [writeOf([openRow("r1")], []), writeOf([endedRow("r1")], [])],
      [{ requests: 1, complete: 1 }],
    ],
    [
      "one twice, and its end beside it",
      [writeOf([openRow("r1"), endedRow("r1"), openRow("r1")], [endOf("r1"), endOf("r1")])],
      [{ requests: 1, complete: 1 }],
    ],
    [
      "one with its end beside it",
      [writeOf([openRow("r1")], [endOf("r1", { outcome: "aborted" })])],
      [{ requests: 1, aborted: 1 }],
    ],
    [
      "others on other days, of other people, teams, tasks and models",
      [
        writeOf([endedRow("r1"), endedRow("r2", { person_id: "p2" })], []),
        writeOf([endedRow("r3", { team: null }), endedRow("r4", { task: "inline" })], []),
        writeOf([endedRow("r5", { ended_at: at + 86_400_000 }), endedRow("r6")], []),
        writeOf([endedRow("r7", { simulated: 1 }), endedRow("r8", { model: "fast" })], []),
      ],
      [
        { person_id: "p1", team: "", requests: 1 },
        {
          person_id: "p1",
          team: "payments",
          task: "chat",
          model: "chat",
          simulated: 0,
          requests: 2,
        },
        { model: "chat", simulated: 1, requests: 1 },
        { model: "fast", requests: 1 },
        { task: "inline", requests: 1 },
        { person_id: "p2", requests: 1 },
        { day: day + 1, requests: 1 },
      ],
    ],
  ];
  for (const [what, writes, expected] of cases) {
    it(`counts ${what}`, async () => {
      for (const write of writes) await store().writeRequests(write);
      const found = await days(store());
      assert.equal(found.length, expected.length);
      for (const [index, sums] of expected.entries())
        assert.partialDeepStrictEqual(found[index], sums);
    });
  }

  it("keeps every column", async () => {
    const row = endedRow("r1", { error: "upstream_failed", position: 7 });
    await store().writeRequests(writeOf([row], []));
    await store().writeRequests(writeOf([openRow("r2", { team: null })], []));
    await store().writeRequests(writeOf([], [endOf("r2", { ttft_ms: 0.125 })]));
    const rows = await store().db.selectFrom("requests").selectAll().orderBy("id").execute();
    assert.deepEqual(rows, [row, endedRow("r2", { team: null, ttft_ms: 0.125 })]);
  });

  it("writes ten thousand at once", async () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `r${index}`);
    const rows = ids.map((id, index) => (index % 2 === 0 ? endedRow(id) : openRow(id)));
    await store().writeRequests(writeOf(rows, [], 20_000));
    const ends = ids.filter((_, index) => index % 2 === 1).map((id) => endOf(id));
    await store().writeRequests(writeOf([], ends, 30_000));
    const [sums] = await days(store());
    assert.deepEqual([sums?.requests, sums?.prompt_tokens], [10_000, 1_000_000]);
  });

  it("remembers how far every log was read, and never goes back", async () => {
    for (const [log, position] of [
      ["a", 5],
      ["b", 1],
      ["a", 3],
    ] as const) {
      await store().writeRequests({ log, position, rows: [], ends: [] });
    }
    const progress = await store()
      .db.selectFrom("log_progress")
      .selectAll()
      .orderBy("log")
      .execute();
    assert.deepEqual(progress, [
      { log: "a", position: 5 },
      { log: "b", position: 1 },
    ]);
  });

  it("takes what a client may call a model, shortened to what can be read", async () => {
    const names = [
      "a\0b",
      "\ud800",
      "\\u0000",
      `${"x".repeat(199)}👍`,
      "x".repeat(100_000),
      "'\"\n",
    ];
    const rows = names.map((asked, index) => endedRow(`r${index}`, { asked, model: null }));
    await store().writeRequests(writeOf(rows, []));
    const found = await store().db.selectFrom("requests").select("asked").orderBy("id").execute();
    assert.deepEqual(
      found.map(({ asked }) => asked),
      ["a\ufffdb", "\ufffd", "\\u0000", `${"x".repeat(199)}\ufffd`, "x".repeat(200), "'\"\n"],
    );
    assert.equal((await days(store())).length, names.length);
  });

  it("writes nothing of what it cannot write whole, and goes on", async () => {
    // A row that lacks what every row has.
    const broken = { ...endedRow("r2"), key_id: null } as unknown as RequestsTable;
    await assert.rejects(store().writeRequests(writeOf([endedRow("r1"), broken], [], 9)));
    const { db } = store();
    assert.deepEqual(await db.selectFrom("requests").select("id").execute(), []);
    assert.deepEqual(await db.selectFrom("log_progress").selectAll().execute(), []);
    await store().writeRequests(writeOf([endedRow("r1")], []));
    assert.equal((await days(store()))[0]?.requests, 1);
  });
}

function describeOutcomes(store: () => Store): void {
  const none = { prompt_tokens: null, completion_tokens: null, cached_tokens: null };
  const unserved = { ...none, model: null, upstream: null, served: null, simulated: null };
  const cases: [Outcome, Partial<RequestsTable>, Partial<UsageDaysTable>][] = [
    ["complete", {}, { complete: 1, completion_tokens: 10, uncounted: 0 }],
    ["complete", none, { complete: 1, completion_tokens: 0, uncounted: 1 }],
    ["complete", { ...none, path: "/tokenize" }, { complete: 1, uncounted: 0 }],
    ["complete", { ...none, path: "/detokenize" }, { complete: 1, uncounted: 0 }],
    ["complete", { cached_tokens: null }, { cached_tokens: 0, uncounted: 0 }],
    ["complete", { simulated: 1 }, { complete: 1, simulated: 1 }],
    ["aborted", { completion_tokens: 3 }, { aborted: 1, completion_tokens: 3, uncounted: 0 }],
    ["aborted", none, { aborted: 1, uncounted: 1 }],
    ["aborted", unserved, { aborted: 1, uncounted: 0, model: "chat" }],
    ["failed", none, { failed: 1, uncounted: 1 }],
    ["failed", unserved, { failed: 1, uncounted: 0 }],
    ["refused", unserved, { failed: 1, uncounted: 0, simulated: 0 }],
    ["interrupted", unserved, { failed: 1, uncounted: 1 }],
  ];
  for (const [outcome, facts, expected] of cases) {
    it(`${outcome} ${JSON.stringify(facts)}`, async () => {
      await store().writeRequests(writeOf([endedRow("r1", { ...facts, outcome })], []));
      const found = await days(store());
      assert.equal(found.length, 1);
      assert.partialDeepStrictEqual(found[0], { requests: 1, ...expected });
    });
  }
}

export function writeOf(rows: RequestsTable[], ends: EndOfRequest[], position = 1): RequestsWrite {
  return { log: "a", position, rows, ends };
}

export function person(id: string, name: string) {
  return { id, name, team: null, created_at: at, forgotten_at: null };
}

export function key(id: string, personId: string) {
  return {
    id,
    person_id: personId,
    role: "developer" as const,
    hash: `hash of ${id}`,
    created_at: at,
    expires_at: null,
    revoked_at: null,
    replaced_by: null,
  };
}

function days({ db }: Store): Promise<UsageDaysTable[]> {
  return db
    .selectFrom("usage_days")
    .selectAll()
    .orderBy("day")
    .orderBy("person_id")
    .orderBy("task")
    .orderBy("team")
    .orderBy("model")
    .orderBy("simulated")
    .execute();
}
