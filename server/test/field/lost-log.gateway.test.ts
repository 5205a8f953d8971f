import assert from "node:assert/strict";
import { sql } from "kysely";
import { holdLog } from "../../audit/hold-log.ts";
import type { LogStorage } from "../../audit/log-storage.ts";
import { encodeMeta, eventOf } from "../../audit/meta.ts";
import { nothing } from "../../audit/record.ts";
import { start } from "../../command-process.ts";
import { openStore } from "../../store/open-store.ts";
import type { Store } from "../../store/store.ts";
import { freshDatabase } from "../postgres.ts";
import { fieldStand, until } from "./stand.ts";

describe("a gateway whose audit log another one has taken over", () => {
  const stand = fieldStand();

  it("ends, and says why", async () => {
    const database = await freshDatabase();
    const model = await stand.http();
    const args = ["serve", "--port", "0", "--upstream", model.url, "--json"];
    const gateway = start(args, { TANDEM_DATABASE: database });
    stand.owns(() => gateway.child.kill("SIGKILL"));
    assert.match(await gateway.firstLine, /"url"/);
    const other = await openStore({ database });
    await takeOver(other);
    await other.close();
    const { code, stderr } = await gateway.isOver;
    assert.equal(code, 1);
    assert.match(stderr, /^tandem serve: Another gateway has taken over the audit log gateway-1/m);
    assert.doesNotMatch(stderr, /canary-pw/);
  });

  async function takeOver(store: Store): Promise<void> {
    let held: LogStorage | undefined;
    await until("a log that is free", async () => {
      await sql`
        select pg_terminate_backend(pid) from pg_locks join pg_database on oid = database
        where locktype = 'advisory' and datname = current_database()`.execute(store.db);
      held = await holdLog(store, "gateway-1");
      return held !== undefined;
    });
    assert.ok(held);
    const facts = { id: "e-1", at: 1, event: "gateway_started", by: "gateway", facts: {} } as const;
    const meta = encodeMeta(eventOf(facts));
    await held.append([{ meta, payload: undefined, commitment: nothing }]);
    await held.close();
  }
});
