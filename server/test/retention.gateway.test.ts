import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { end, eventually, request, startJournal } from "../audit/journal-stand.ts";
import { start } from "../command-process.ts";
import { openStore } from "../store/open-store.ts";
import type { StorePlace } from "../store/store.ts";
import { freshDatabase } from "./postgres.ts";

const dayMs = 86_400_000;

async function ask(place: StorePlace, id: string, at: number): Promise<void> {
  const store = await openStore(place);
  const { journal, errors } = await startJournal(store, { now: () => at });
  const entry = journal.open(request(id, { at }), Buffer.from(`Ask ${id}`));
  await entry.durable;
  entry.capture(Buffer.from(`Answer ${id}`));
  await entry.finish(end({ at }));
  await journal.close();
  assert.deepEqual(errors, []);
  await store.close();
}

describe("a gateway that keeps queries and answers for some days", function () {
  this.timeout(120_000);
  let folder: string;
  let database: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-retention-"));
    database = await freshDatabase();
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  async function check(place: StorePlace, flags: string[]): Promise<void> {
    await ask(place, "old", Date.now() - 40 * dayMs);
    await ask(place, "young", Date.now() - dayMs);
    const checkpoint = path.join(folder, "checkpoint");
    await writeFile(checkpoint, (await start(["audit", "checkpoint", ...flags]).isOver).stdout);
    const config = path.join(folder, "gateway.yaml");
    const upstreams = { gone: { url: "http://127.0.0.1:9/v1" } };
    await writeFile(config, JSON.stringify({ upstreams, audit: { retentionDays: { chat: 30 } } }));

    const gateway = start(["serve", "--config", config, "--port", "0", ...flags]);
    await gateway.firstLine;
    const store = await openStore(place);
    await eventually(async () => {
      const keys = await store.db.selectFrom("subject_keys").select("id").execute();
      const payloads = await store.db
        .selectFrom("audit_records")
        .select("position")
        .where("payload", "is not", null)
        .execute();
      return keys.length === 1 && (store.folder !== undefined || payloads.length === 2);
    });
    await store.close();
    gateway.child.kill("SIGTERM");
    assert.equal((await gateway.isOver).code, 0);

    const verified = await start(["audit", "verify", "--against", checkpoint, ...flags]).isOver;
    assert.deepEqual([verified.code, verified.stderr], [0, ""]);
    assert.match(verified.stdout, /^consistent, anchored at 4 records/);
    assert.match(verified.stdout, /^2 payloads destroyed by retention$/m);
    const shown = async (id: string) =>
      (await start(["audit", "show", id, ...flags]).isOver).stdout;
    assert.match(
      await shown("old"),
      /--- query ---\n\(destroyed by an erasure or by retention\)\n/,
    );
    assert.match(await shown("young"), /Ask young\n--- answer ---\nAnswer young\n/);
  }

  it("destroys what is older, says so, and breaks no proof", () => {
    const data = path.join(folder, "data");
    return check({ data }, ["--data", data]);
  });

  it("does the same in PostgreSQL", () => check({ database }, ["--database", database]));
});
