import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { sql } from "kysely";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import { freshDatabase } from "../test/postgres.ts";
import { adoptLogs } from "./gateway-logs.ts";
import { holdLog } from "./hold-log.ts";
import { installationOf } from "./installation.ts";
import { end, eventually, request, startJournal, story } from "./journal-stand.ts";
import type { LogStorage } from "./log-storage.ts";
import type { StoredRecord } from "./logs.ts";
import { encodeMeta, eventOf } from "./meta.ts";
import { openLogs } from "./open-logs.ts";
import { nothing } from "./record.ts";
import { recordEvent } from "./tools-log.ts";

const signal = new AbortController().signal;

describe("a journal in PostgreSQL", () => {
  async function withDatabase(use: (store: Store, url: string) => Promise<void>): Promise<void> {
    const database = await freshDatabase();
    const store = await openStore({ database });
    try {
      await use(store, database);
    } finally {
      await store.close();
    }
  }

  it("records, reads back and signs as the embedded one does", () =>
    withDatabase(async (store) => {
      const { journal, errors } = await startJournal(store);
      const entry = journal.open(request("r-1"), Buffer.alloc(5 << 20, "query"));
      await entry.durable;
      assert.equal((await entry.readBody()).length, 5 << 20);
      entry.capture(Buffer.from("answer"));
      await entry.finish(end());
      await journal.close();
      await recordEvent(store, { event: "audit_read", by: "shell:root", facts: {} });
      assert.deepEqual(errors, []);
      assert.deepEqual(await openLogs(store).names(), ["gateway-1", "tools"]);
      assert.deepEqual((await story(store, "gateway-1")).at(-1), "final r-1 complete answer");
      const heads = await store.db.selectFrom("log_heads").select(["log", "size"]).orderBy("log");
      assert.deepEqual(await heads.execute(), [
        { log: "gateway-1", size: 2 },
        { log: "tools", size: 1 },
      ]);
    }));

  it("drops payloads and keeps everything else", () =>
    withDatabase(async (store) => {
      const { journal } = await startJournal(store);
      for (let index = 0; index < 3; index += 1) {
        await journal.open(request(`r-${index}`), Buffer.from("query")).finish(end());
      }
      const logs = openLogs(store);
      const all = async () => {
        const found: StoredRecord[] = [];
        for await (const record of logs.read("gateway-1")) found.push(record);
        return found;
      };
      const before = await all();
      const isKept = ({ position }: StoredRecord) => position > 1;
      assert.equal(await logs.dropPayloads("gateway-1", isKept, signal), 1);
      assert.equal(await logs.dropPayloads("gateway-1", isKept, signal), 0);
      const [first, ...others] = before;
      assert.deepEqual(await all(), [{ ...first, payload: undefined }, ...others]);
      await journal.close();
    }));

  it("records once what the database took without being able to say so", () =>
    withDatabase(async (direct, url) => {
      const proxy = await startProxy(url);
      const store = await openStore({ database: proxy.url });
      const { journal } = await startJournal(store);
      await journal.open(request("r-1"), Buffer.from("first")).finish(end());
      const entry = journal.open(request("r-2"), Buffer.from("second"));
      await entry.durable;
      // The statement goes through, and with its answer the connection is gone.
      proxy.cutAfter("insert into audit_records");
      await entry.finish(end());
      assert.equal(proxy.cuts, 1);
      await journal.open(request("r-3"), Buffer.from("third")).finish(end());
      assert.equal(journal.health().state, "ok");
      await journal.close();
      await store.close();
      await proxy.close();
      assert.deepEqual(await story(direct, "gateway-1"), [
        "intent r-1 first",
        "final r-1 complete",
        "intent r-2 second",
        "final r-2 complete",
        "intent r-3 third",
        "final r-3 complete",
      ]);
    })).timeout(20_000);

  it("refuses for good once somebody else has written to its log", () =>
    withDatabase(async (store, database) => {
      const other = await openStore({ database });
      const { journal } = await startJournal(store);
      await journal.open(request("r-1"), Buffer.from("first")).finish(end());
      await sql`
        select pg_terminate_backend(pid) from pg_locks join pg_database on oid = database
        where locktype = 'advisory' and datname = current_database()`.execute(other.db);
      let storage: LogStorage | undefined;
      await eventually(async () => {
        storage = await holdLog(other, "gateway-1");
        return storage !== undefined;
      });
      assert.ok(storage);
      const event = {
        id: "e-1",
        at: 1,
        event: "gateway_started",
        by: "gateway",
        facts: {},
      } as const;
      const meta = encodeMeta(eventOf(event));
      await storage.append([{ meta, payload: undefined, commitment: nothing }]);
      await storage.close();
      for (const id of ["r-2", "r-3"]) {
        const entry = journal.open(request(id), Buffer.from("query"));
        await assert.rejects(entry.durable, { code: "audit_unavailable" });
        await assert.rejects(entry.finish(end()), { code: "audit_unavailable" });
      }
      const { state, reason } = journal.health();
      assert.deepEqual({ state, reason }, { state: "refusing", reason: "log_lost" });
      await journal.close();
      await other.close();
      assert.deepEqual(await story(store, "gateway-1"), [
        "intent r-1 first",
        "final r-1 complete",
        "event gateway_started",
      ]);
    }));

  it("ends what a gateway that is gone has left open", () =>
    withDatabase(async (store, database) => {
      const gone = await openStore({ database });
      const { journal } = await startJournal(gone);
      await journal.open(request("r-1"), Buffer.from("query")).durable;
      await sql`
        select pg_terminate_backend(pid) from pg_locks join pg_database on oid = database
        where locktype = 'advisory' and datname = current_database()`.execute(store.db);
      const errors: unknown[] = [];
      const adopter = adoptLogs({
        store,
        installation: await installationOf(store),
        own: "gateway-2",
        now: Date.now,
        onError: (error) => void errors.push(error),
        everyMs: 1,
      });
      const finals = () => store.db.selectFrom("requests").select("outcome").execute();
      await eventually(async () => (await finals())[0]?.outcome === "interrupted");
      assert.deepEqual(errors, []);
      await adopter.close();
      assert.deepEqual(await story(store, "gateway-1"), [
        "intent r-1 query",
        "final r-1 interrupted",
      ]);
      await journal.close();
      await gone.close();
    }));
});

type Proxy = {
  url: string;
  readonly cuts: number;
  /** The next time somebody sends this, its answer is lost. */
  cutAfter(text: string): void;
  close(): Promise<void>;
};

async function startProxy(target: string): Promise<Proxy> {
  const { port } = new URL(target);
  let awaited: string | undefined;
  let cuts = 0;
  const serve = (client: Socket) => {
    const upstream = connect(Number(port), "127.0.0.1");
    let isCut = false;
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.on("error", end).on("close", end);
    client.on("data", (bytes) => {
      if (awaited !== undefined && bytes.includes(awaited)) {
        awaited = undefined;
        isCut = true;
        cuts += 1;
      }
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      if (isCut) end();
      else client.write(bytes);
    });
  };
  const server: Server = createServer(serve).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  const url = new URL(target);
  url.port = String(address.port);
  return {
    url: url.href,
    get cuts() {
      return cuts;
    },
    cutAfter(text) {
      awaited = text;
    },
    async close() {
      server.close();
      await once(server, "close");
    },
  };
}
