import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { end, readBack, request, startJournal } from "../audit/journal-stand.ts";
import { recordEvent } from "../audit/tools-log.ts";
import { start } from "../command-process.ts";
import { openStore } from "../store/open-store.ts";
import type { StorePlace } from "../store/store.ts";
import { startTestGateway } from "../test/gateway.ts";
import { freshDatabase } from "../test/postgres.ts";

const config = { upstreams: { gone: { url: "http://127.0.0.1:9/v1" } } };

/** Requests r0 to r3 in batches of their own, and an event of a command. */
async function record(place: StorePlace): Promise<void> {
  const store = await openStore(place);
  const { journal, errors } = await startJournal(store);
  for (const id of ["r0", "r1", "r2", "r3"]) {
    const entry = journal.open(request(id), Buffer.from(`Ask ${id}`));
    await entry.durable;
    entry.capture(Buffer.from(`Answer ${id}`));
    await entry.finish(end());
  }
  await journal.close();
  await recordEvent(store, { event: "audit_read", by: "shell:test", facts: {} });
  await recordEvent(store, { event: "audit_read", by: "shell:test", facts: {} });
  assert.deepEqual(errors, []);
  await store.close();
}

async function firstEvents(place: StorePlace, log: string) {
  const store = await openStore(place);
  const found = await readBack(store, log);
  const heads = await store.db.selectFrom("log_heads").selectAll().execute();
  await store.close();
  const events = found.flatMap(({ record }) => (record.kind === "event" ? [record] : []));
  return { events: events.slice(0, 2), heads: new Map(heads.map((head) => [head.log, head])) };
}

describe("a damaged audit log", function () {
  this.timeout(120_000);
  let data: string;
  beforeEach(async () => {
    data = await mkdtemp(path.join(tmpdir(), "tandem-audit-damage-"));
    await record({ data });
  });
  afterEach(() => rm(data, { recursive: true, force: true }));

  const audit = (verb: string, ...args: string[]) =>
    start(["audit", verb, ...args, "--data", data]).isOver;
  const fileOf = (log: string) => path.join(data, "audit", log, "000000000000.seg");
  /** In the record at a share of the file. */
  const flip = async (log: string, share = 0.5) => {
    const bytes = await readFile(fileOf(log));
    const at = Math.floor(bytes.length * share);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    await writeFile(fileOf(log), bytes);
  };
  const cut = async (log: string) =>
    truncate(fileOf(log), (await readFile(fileOf(log))).length - 5);

  it("keeps the gateway from starting, until it is told to go on in a new one", async () => {
    await flip("gateway");
    const upstream = ["--upstream", "http://127.0.0.1:9", "--port", "0", "--data", data];
    const refused = await start(["serve", ...upstream]).isOver;
    assert.equal(refused.code, 2);
    assert.match(
      refused.stderr,
      /^tandem serve: the audit log gateway is damaged from record \d on, .*--new-log\.\n$/m,
    );
    for (const option of [["--new-log"], []]) {
      const serving = start(["serve", ...upstream, ...option]);
      assert.match(await serving.firstLine, /^gateway listening/);
      serving.child.kill("SIGTERM");
      assert.equal((await serving.isOver).code, 0);
    }
    const verified = await audit("verify");
    assert.equal(verified.code, 1);
    assert.match(
      verified.stdout,
      /^NOT what was signed: 2 problems\n- gateway, record \d: damaged/,
    );
    assert.match(verified.stdout, /^Consistent: gateway-2, tools$/m);
    assert.match(verified.stdout, /^Given up on record, and another one begun: gateway$/m);
    const found = await audit("search", "--text", "ask");
    assert.deepEqual([found.code, /r0/.test(found.stdout)], [0, true]);
    assert.match(
      found.stderr,
      /^tandem audit search: The log gateway cannot be read from .*verify/,
    );
    const exported = await audit("export");
    assert.equal(exported.code, 0);
    assert.match(exported.stderr, /^tandem audit export: The log gateway cannot be read from/);
    const [header = "", ...lines] = exported.stdout.split("\n");
    assert.deepEqual(JSON.parse(header).leftOut, ["gateway"]);
    assert.ok(lines.some((line) => line.includes("log_abandoned")));
    const file = path.join(data, "export.jsonl");
    await writeFile(file, exported.stdout);
    const checked = await start(["audit", "verify", "--export", file]).isOver;
    assert.equal(checked.code, 0);
    assert.match(checked.stdout, /^Left out, because it is damaged: gateway$/m);
  });

  const damages: Record<string, () => Promise<void>> = {
    "a byte that changed": () => flip("gateway"),
    "a byte of the last batch that changed": () => flip("gateway", 0.98),
    "an end that is gone": () => cut("gateway"),
    "no folder any more": () => rm(path.join(data, "audit", "gateway"), { recursive: true }),
  };
  for (const [what, damage] of Object.entries(damages)) {
    it(`is put on record as given up, and left as it is: ${what}`, async () => {
      await damage();
      const place = { data };
      const files = async () => {
        const names = await readdir(path.join(data, "audit"), { recursive: true });
        const segments = names.filter((name) => name.startsWith("gateway/0"));
        return Promise.all(segments.map((name) => readFile(path.join(data, "audit", name))));
      };
      const before = await files();
      await assert.rejects(startTestGateway({ config, place }), { code: "log_damaged" });
      const store = await openStore(place);
      await store.db
        .updateTable("requests")
        .set({ outcome: null })
        .where("id", "=", "r3")
        .execute();
      await (await startTestGateway({ config, place, newLog: true })).end();
      assert.deepEqual(await files(), before);
      const rows = await store.db.selectFrom("requests").select("outcome").orderBy("id").execute();
      await store.close();
      assert.deepEqual(
        rows.map(({ outcome }) => outcome),
        ["complete", "complete", "complete", "interrupted"],
      );
      const { events, heads } = await firstEvents(place, "gateway-2");
      const { root, size } = heads.get("gateway")!;
      assert.deepEqual(
        events.map(({ event }) => event),
        ["gateway_started", "log_abandoned"],
      );
      const { position, ...facts } = events[1]!.facts;
      assert.deepEqual(facts, { log: "gateway", size, root });
      assert.ok(typeof position === "number" && position < size);
      await (await startTestGateway({ config, place })).end();
      const { stdout } = await audit("verify", "--json");
      const { problems } = JSON.parse(stdout);
      assert.ok(problems.length > 0);
      assert.ok(problems.every(({ log }: { log: string }) => log === "gateway"));
    });
  }

  it("is told by a search, also where all of it is gone", async () => {
    await rm(path.join(data, "audit", "gateway"), { recursive: true });
    const { code, stderr } = await audit("search", "--text", "ask");
    assert.deepEqual([code, /gateway cannot be read from record 0 on/.test(stderr)], [0, true]);
  });

  it("is no way to read unrecorded, and neither the end of reading", async () => {
    await flip("tools", 0.3);
    const refused = await audit("show", "r0");
    assert.deepEqual([refused.code, refused.stdout], [2, ""]);
    assert.match(refused.stderr, /Nothing is shown, .*tools is damaged .*--new-log/);
    await (await startTestGateway({ config, place: { data }, newLog: true })).end();
    assert.match((await audit("show", "r0")).stdout, /Answer r0/);
    const { events } = await firstEvents({ data }, "tools-2");
    assert.deepEqual(
      events.map(({ event }) => event),
      ["audit_read"],
    );
  });

  it("is followed by the next free number in PostgreSQL", async () => {
    const database = await freshDatabase();
    const place = { database };
    await record(place);
    const store = await openStore(place);
    await store.db.deleteFrom("audit_records").where("position", ">", 5).execute();
    await assert.rejects(startTestGateway({ config, place }), { code: "log_damaged" });
    await (await startTestGateway({ config, place, newLog: true })).end();
    await (await startTestGateway({ config, place })).end();
    await store.close();
    const { events } = await firstEvents(place, "gateway-2");
    assert.deepEqual(
      events.map(({ event }) => event),
      ["gateway_started", "log_abandoned"],
    );
    const { stdout } = await start(["audit", "verify", "--database", database]).isOver;
    assert.match(stdout, /^NOT what was signed: 1 problem\n- gateway-1, record 6: truncated/);
  });
});
