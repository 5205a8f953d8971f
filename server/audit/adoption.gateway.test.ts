import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { start } from "../command-process.ts";
import { openStore } from "../store/open-store.ts";
import { freshDatabase } from "../test/postgres.ts";
import { eventually } from "./journal-stand.ts";

const script = path.join(import.meta.dirname, "journal-process.ts");

describe("two gateways on one PostgreSQL", function () {
  this.timeout(120_000);
  let database: string;
  let folder: string;
  const running: ChildProcess[] = [];
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-adoption-"));
    database = await freshDatabase();
  });
  after(async () => {
    for (const child of running) child.kill("SIGKILL");
    await rm(folder, { recursive: true });
  });

  /** Resolves once it has finished some requests, with the log it writes. */
  async function startOne(held: string): Promise<{ child: ChildProcess; log: string }> {
    const args = [script, database, "refuse", "50", "200", "50", held];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    running.push(child);
    let log = "";
    let finished = 0;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    createInterface(child.stdout).on("line", (line) => {
      const [kind, word = ""] = line.split(" ");
      if (kind === "log") log = word;
      if (kind === "finished") finished += 1;
      if (kind === "error") reject(new Error(line));
      if (finished === 20) resolve();
    });
    child.once("exit", () => reject(new Error("It has ended.")));
    await promise;
    return { child, log };
  }

  async function kill(child: ChildProcess): Promise<void> {
    const over = once(child, "exit");
    child.kill("SIGKILL");
    await over;
  }

  const audit = (verb: string, ...args: string[]) =>
    start(["audit", verb, ...args, "--database", database]).isOver;

  /** How many records and requests verification finds, all of them consistent with the checkpoint. */
  async function verify(checkpoint: string) {
    const { code, stdout, stderr } = await audit("verify", "--against", checkpoint, "--json");
    const { verdict, problems, anchored, open, logs } = JSON.parse(stdout);
    assert.deepEqual([code, stderr, verdict, problems], [0, "", "anchored", []]);
    const names = logs.map(({ log }: { log: string }) => log);
    return { anchored: anchored.records, open, names };
  }

  it("are consistent with a checkpoint, also when one is killed and the other one ends its requests", async () => {
    const first = await startOne("held-1");
    const second = await startOne("held-2");
    assert.deepEqual([first.log, second.log], ["gateway-1", "gateway-2"]);
    const checkpoint = path.join(folder, "checkpoint");
    await writeFile(checkpoint, (await audit("checkpoint")).stdout);
    const before = await verify(checkpoint);
    assert.ok(before.anchored > 0);
    assert.deepEqual(before.names, ["gateway-1", "gateway-2"]);

    await kill(first.child);
    const store = await openStore({ database });
    const held = store.db.selectFrom("requests").select("outcome").where("id", "=", "held-1");
    await eventually(async () => (await held.executeTakeFirst())?.outcome === "interrupted");
    await store.close();
    assert.equal((await verify(checkpoint)).anchored, before.anchored);

    // A new gateway goes on in the log that was looked after, or in one of its own while somebody is at it again.
    const third = await startOne("held-3");
    assert.match(third.log, /^gateway-[13]$/);
    assert.equal((await verify(checkpoint)).anchored, before.anchored);
    await kill(second.child);
    await kill(third.child);
    assert.equal((await verify(checkpoint)).anchored, before.anchored);
    await writeFile(checkpoint, (await audit("checkpoint")).stdout);
    assert.ok((await verify(checkpoint)).anchored > before.anchored);
  });
});
