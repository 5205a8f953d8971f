import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, watch } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { freshDatabase } from "../test/postgres.ts";
import { endedRow, writeOf } from "./behaviour.ts";
import type { StoreProgram } from "./behaviour-process.ts";
import { openStore } from "./open-store.ts";
import type { StorePlace } from "./store.ts";

describe("a store that several processes use", function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-processes-"));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  const places: [string, (name: string) => Promise<StorePlace>][] = [
    ["SQLite", async (name) => ({ data: path.join(folder, name) })],
    ["PostgreSQL", async () => ({ database: await freshDatabase() })],
  ];
  for (const [name, placeOf] of places) {
    it(`takes keys from two beside one that writes requests, in ${name}`, async () => {
      const place = await placeOf("keys");
      const writers = ["x", "y"].map((prefix) => run("write-keys", place, prefix));
      const over = writers.map((child) => once(child, "exit"));
      const store = await openStore(place);
      for (let turn = 0; turn < 50; turn++) {
        await store.writeRequests(writeOf([endedRow(`r${turn}`)], [], turn + 1));
      }
      for (const [code] of await Promise.all(over)) assert.equal(code, 0);
      const keys = await store.db.selectFrom("keys").select("id").execute();
      assert.deepEqual([keys.length, await store.revision("keys")], [60, 60]);
      const sums = await store.db.selectFrom("usage_days").select("requests").execute();
      assert.deepEqual(sums, [{ requests: 50 }]);
      await store.close();
    });

    it(`loses nothing that was committed when one is killed, in ${name}`, async () => {
      const place = await placeOf("killed");
      const child = run("commit-then-hang", place);
      const said: string[] = [];
      for await (const line of linesOf(child)) {
        if (line === "within a transaction") child.kill("SIGKILL");
        else said.push(line);
      }
      const store = await openStore(place);
      const people = await store.db.selectFrom("people").select("id").orderBy("id").execute();
      assert.deepEqual(
        people.map(({ id }) => id),
        said,
      );
      assert.equal(said.length, 5);
      await store.bump("keys");
      await store.close();
    });

    it(`writes requests whole or not at all when it is killed at any moment, in ${name}`, async () => {
      const place = await placeOf("torn");
      for (let round = 1; round <= 4; round++) {
        const child = run("write-requests", place);
        let lines = 0;
        for await (const _ of linesOf(child)) {
          lines += 1;
          // Something is always under way.
          if (lines === round * 3) child.kill("SIGKILL");
        }
        const store = await openStore(place);
        const { count } = await store.db
          .selectFrom("requests")
          .select(({ fn }) => fn.countAll<number>().as("count"))
          .executeTakeFirstOrThrow();
        const [sums] = await store.db.selectFrom("usage_days").select("requests").execute();
        const [progress] = await store.db.selectFrom("log_progress").select("position").execute();
        assert.deepEqual([sums?.requests, progress?.position], [count, count]);
        await store.close();
      }
    });
  }

  it("leaves no server of the tests behind when the tests are killed", async () => {
    const child = run("start-postgres", { data: "" });
    for await (const line of linesOf(child)) {
      assert.equal(existsSync(line), true);
      const changes = watch(path.dirname(line), { signal: AbortSignal.timeout(30_000) });
      const gone = untilGone(line, changes);
      child.kill("SIGKILL");
      await gone;
    }
  });
});

async function untilGone(folder: string, changes: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of changes) if (!existsSync(folder)) return;
}

const program = path.join(import.meta.dirname, "behaviour-process.ts");

function run(name: StoreProgram, place: StorePlace, prefix = "p"): ChildProcess {
  return spawn(process.execPath, [program, name, JSON.stringify(place), prefix], {
    stdio: ["pipe", "pipe", "inherit"],
  });
}

function linesOf(child: ChildProcess): AsyncIterable<string> {
  return createInterface(child.stdout!);
}
