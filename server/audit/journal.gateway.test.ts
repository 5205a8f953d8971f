import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { openStore } from "../store/open-store.ts";
import type { StorePlace } from "../store/store.ts";
import { freshDatabase, startPostgres, type TestPostgres } from "../test/postgres.ts";
import { installationOf } from "./installation.ts";
import { readBack, startJournal, withFolder } from "./journal-stand.ts";
import { verifyNote } from "./merkle/note.ts";
import { createFrontier, leafHash } from "./merkle/tree.ts";
import { openLogs } from "./open-logs.ts";

const script = path.join(import.meta.dirname, "journal-process.ts");

type Words = {
  durable: Set<string>;
  finished: Set<string>;
  refused: Set<string>;
  errors: string[];
};
type Running = {
  child: ChildProcess;
  words: Words;
  until(line: RegExp, count?: number): Promise<string>;
};

/** Keeps everything it was ever promised in `words`. */
function run(words: Words, args: readonly string[], limitKiB?: number): Running {
  const command = limitKiB === undefined ? "" : `ulimit -S -f ${limitKiB}; `;
  const child = spawn(
    "bash",
    ["-c", `${command}exec "$0" "$@"`, process.execPath, script, ...args],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const waiting: { line: RegExp; left: number; resolve: (line: string) => void }[] = [];
  createInterface(child.stdout!).on("line", (line) => {
    const [kind, id = ""] = line.split(" ");
    if (kind === "durable") words.durable.add(id);
    if (kind === "finished") words.finished.add(id);
    if (kind === "refused" || kind === "unfinished") words.refused.add(id);
    if (kind === "error") words.errors.push(id);
    for (const each of waiting.filter((one) => one.line.test(line))) {
      each.left -= 1;
      if (each.left === 0) each.resolve(line);
    }
  });
  const ended = once(child, "close").then(() => assert.fail("The process has ended."));
  ended.catch(() => undefined);
  return {
    child,
    words,
    until: (line, count = 1) =>
      Promise.race([
        new Promise<string>((resolve) => void waiting.push({ line, left: count, resolve })),
        ended,
      ]),
  };
}

async function kill({ child }: Running): Promise<void> {
  const closed = once(child, "close");
  child.kill("SIGKILL");
  await closed;
}

const noWords = (): Words => ({
  durable: new Set(),
  finished: new Set(),
  refused: new Set(),
  errors: [],
});

/** Opens the log once more, and holds it against what was promised. Resolves with the gap records' sum. */
async function reconcile(place: StorePlace, words: Words, isComplete = true): Promise<number> {
  const store = await openStore(place);
  try {
    const { journal, errors } = await startJournal(store);
    await journal.close();
    assert.deepEqual(errors, []);
    const intents = new Map<string, string>();
    const finals = new Map<string, string>();
    let missing = 0;
    for (const log of await openLogs(store).names()) {
      for (const { record, text } of await readBack(store, log)) {
        if (record.kind === "intent") intents.set(record.id, text!);
        if (record.kind === "gap") missing += record.requests;
        if (record.kind !== "final") continue;
        assert.ok(!finals.has(record.of), `two finals of ${record.of}`);
        finals.set(record.of, `${record.outcome} ${text ?? ""}`);
      }
      await assertSigned(store, log);
    }
    if (isComplete) {
      for (const id of words.durable) assert.ok(intents.get(id)?.startsWith(`${id}q`), id);
      for (const id of words.finished) {
        assert.equal(finals.get(id), `complete answer to ${id}`);
      }
    }
    for (const id of intents.keys()) assert.ok(finals.has(id), `no final of ${id}`);
    assert.ok(words.finished.size > 0);
    const unserved = [...words.durable].filter((id) => !intents.has(id));
    assert.equal(missing, unserved.length);
    const open = await store.db
      .selectFrom("requests")
      .select("id")
      .where("outcome", "is", null)
      .execute();
    assert.deepEqual(open, []);
    const rows = await store.db.selectFrom("requests").select("id").execute();
    assert.equal(rows.length, intents.size);
    const { requests } = await store.db
      .selectFrom("usage_days")
      .select(({ fn }) => fn.sum<number>("requests").as("requests"))
      .executeTakeFirstOrThrow();
    assert.equal(requests, finals.size);
    return missing;
  } finally {
    await store.close();
  }
}

async function assertSigned(store: Awaited<ReturnType<typeof openStore>>, log: string) {
  const { note } = await store.db
    .selectFrom("log_heads")
    .select("note")
    .where("log", "=", log)
    .executeTakeFirstOrThrow();
  const { publicKey } = await installationOf(store);
  const signed = verifyNote(note, publicKey);
  const frontier = createFrontier();
  for await (const { meta, commitment } of openLogs(store).read(log)) {
    frontier.append(leafHash(meta, commitment));
  }
  assert.equal(signed?.size, frontier.size);
  assert.ok(signed?.root.equals(frontier.root()));
}

async function killAgainAndAgain(place: string, words: Words): Promise<void> {
  for (let kills = 0; kills < 10; kills += 1) {
    const running = run(words, [place]);
    await running.until(/^finished/, 1 + Math.floor(Math.random() * 40));
    await kill(running);
  }
}

describe("journal in a data folder", () => {
  it("has everything it promised after ten kills", () =>
    withFolder(async (data) => {
      const words = noWords();
      await killAgainAndAgain(data, words);
      await reconcile({ data }, words);
    })).timeout(120_000);

  for (const policy of ["refuse", "gap"] as const) {
    it(`${policy === "gap" ? "counts" : "refuses"} requests while the disk takes nothing, and recovers by itself`, () =>
      withFolder(async (data) => {
        const words = noWords();
        // A file that may not grow any more is what a full disk is to whoever writes.
        const running = run(words, [data, policy, "300", "20000"], 2048);
        const [refused, served] = [/^refused \S+ audit_unavailable/, /^state gap [1-9]/];
        await running.until(policy === "refuse" ? refused : served, 3);
        assert.ok(words.errors.includes("EFBIG"));
        const pid = String(running.child.pid);
        execFileSync("prlimit", ["--pid", pid, "--fsize=unlimited:unlimited"]);
        await running.until(/^state ok 0/);
        await running.until(/^finished/, 50);
        await kill(running);
        const missing = await reconcile({ data }, words, policy === "refuse");
        assert.equal(missing > 0, policy === "gap");
        for (const id of words.refused) assert.ok(!words.finished.has(id));
      })).timeout(60_000);
  }
});

describe("journals in PostgreSQL", () => {
  let postgres: TestPostgres;
  before(async function () {
    this.timeout(60_000);
    postgres = await startPostgres();
  });
  after(() => postgres.stop());

  it("have everything they promised after ten kills", async () => {
    const words = noWords();
    const database = await freshDatabase();
    await killAgainAndAgain(database, words);
    await reconcile({ database }, words);
  }).timeout(120_000);

  it("write one log each, and go on after the database was down", async () => {
    const words = noWords();
    const database = await postgres.createDatabase("restarts");
    const first = run(words, [database]);
    const second = run(words, [database]);
    const logs = await Promise.all([first.until(/^log/), second.until(/^log/)]);
    assert.deepEqual(logs.sort(), ["log gateway-1", "log gateway-2"]);
    await Promise.all([first, second].map((each) => each.until(/^finished/, 30)));
    const refused = [first, second].map((each) => each.until(/^refused \S+ audit_unavailable/));
    await postgres.halt();
    await Promise.all(refused);
    const served = [first, second].map((each) => each.until(/^state ok/));
    await postgres.resume();
    await Promise.all(served);
    await Promise.all([first, second].map((each) => each.until(/^finished/, 30)));
    await Promise.all([first, second].map(kill));
    // One gateway is enough to end what two have left.
    const store = await openStore({ database });
    const { journal } = await startJournal(store);
    const again = await startJournal(store);
    await again.journal.close();
    await journal.close();
    await store.close();
    await reconcile({ database }, words);
  }).timeout(120_000);
});
