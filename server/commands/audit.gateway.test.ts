import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { request, startJournal } from "../audit/journal-stand.ts";
import { start } from "../command-process.ts";
import { openStore } from "../store/open-store.ts";
import { freshDatabase } from "../test/postgres.ts";

const secret = "hunter2-canary";

async function record(place: { data: string } | { database: string }): Promise<void> {
  const store = await openStore(place);
  const row = { id: "p-ada", name: "Ada", team: null, created_at: 0, forgotten_at: null };
  await store.db.insertInto("people").values(row).execute();
  const { journal, errors } = await startJournal(store);
  const content = `Ask password=${secret} \u001b[2J`;
  const body = JSON.stringify({ model: "chat", messages: [{ role: "user", content }] });
  const entry = journal.open(request("r1", { person: "p-ada" }), Buffer.from(body));
  await entry.durable;
  entry.capture(Buffer.from(JSON.stringify({ choices: [{ message: { content: "Answer" } }] })));
  await entry.finish({ at: Date.now(), outcome: "complete", model: "chat" });
  await journal.close();
  assert.deepEqual(errors, []);
  await store.close();
}

describe("tandem audit", function () {
  this.timeout(120_000);
  let folder: string;
  let data: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-audit-command-"));
    await record({ data: path.join(folder, "recorded") });
  });
  after(() => rm(folder, { recursive: true }));
  beforeEach(async () => {
    data = await mkdtemp(path.join(folder, "data-"));
    await cp(path.join(folder, "recorded"), data, { recursive: true });
  });

  const run = (...args: string[]) => start(["audit", ...args]).isOver;
  const audit = (verb: string, ...args: string[]) => run(verb, ...args, "--data", data);
  const reads = async () => {
    const { stdout } = await audit("export", "--no-payload");
    return stdout.split("audit_read").length - 1;
  };

  it("verifies against a checkpoint that was printed before, and finds what was changed since", async () => {
    const file = path.join(folder, "checkpoint");
    const printed = await audit("checkpoint");
    assert.equal(printed.code, 0);
    assert.match(printed.stdout, /^tandem\/[0-9a-f]+\n2\n/);
    const [, key = ""] = /Signed by (\S+):/.exec(printed.stderr) ?? [];
    await writeFile(file, printed.stdout);
    const alone = await audit("verify");
    assert.deepEqual([alone.code, alone.stderr], [0, ""]);
    assert.match(alone.stdout, /^consistent, not anchored\n/);
    const anchored = await audit("verify", "--against", file, "--public-key", key);
    assert.equal(anchored.code, 0);
    assert.match(anchored.stdout, /^consistent, anchored at 2 records, the newest of 2\d\d\d-/);

    // Whoever can write to everything deletes it all and lets the gateway begin anew.
    await rm(data, { recursive: true });
    await record({ data });
    assert.equal((await audit("verify")).code, 0);
    const replaced = await audit("verify", "--against", file, "--json");
    assert.equal(replaced.code, 1);
    const { verdict, problems } = JSON.parse(replaced.stdout);
    assert.equal(verdict, "broken");
    assert.deepEqual(problems[0].kind, "forged");
    assert.equal((await audit("verify", "--public-key", key)).code, 1);
  });

  it("says where a log is broken", async () => {
    const file = path.join(data, "audit", "gateway", "000000000000.seg");
    const bytes = await readFile(file);
    await writeFile(file, bytes.subarray(0, bytes.length - 5));
    const { code, stdout } = await audit("verify");
    assert.equal(code, 1);
    assert.match(stdout, /^NOT what was signed: 1 problem\n- gateway, record \d+: truncated: /);
  });

  it("reads on where something is damaged, and says so", async () => {
    const file = path.join(data, "audit", "gateway", "000000000000.seg");
    const bytes = await readFile(file);
    // Not in the last batch, which may be the torn end of a crash.
    const middle = Math.floor(bytes.length / 2);
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
    await writeFile(file, bytes);
    const { code, stdout, stderr } = await audit("search", "--text", "answer");
    assert.deepEqual([code, stdout], [0, "No request fits; 1 text read.\n"]);
    assert.match(stderr, /gateway cannot be read from record \d+ on\. .*audit verify.*\n$/);
  });

  it("says how much it read, and notices a head beside a log that somebody changed", async () => {
    assert.match((await audit("verify")).stdout, /^2 records in 1 log, \d+ bytes of queries/m);
    const file = path.join(data, "audit", "gateway", "head");
    const head = await readFile(file, "utf8");
    for (const changed of [head.replace("\n2\n", "\n1\n"), "", head.slice(0, -9)]) {
      await writeFile(file, changed);
      const { code, stdout } = await audit("verify");
      assert.equal(code, 1);
      assert.match(stdout, /: 1 problem\n- gateway: forged: The head that lies beside the log /);
    }
    await rm(path.join(data, "audit", "gateway", "000000000000.seg"));
    await writeFile(file, head);
    const store = await openStore({ data });
    await store.db.deleteFrom("log_heads").execute();
    await store.close();
    assert.match((await audit("verify")).stdout, /: 1 problem\n- gateway: missing: /);
  });

  it("searches, shows and exports without secrets, and records each of them", async () => {
    const found = await audit("search", "--text", "answer ask", "--person", "Ada");
    assert.deepEqual([found.code, found.stderr], [0, ""]);
    assert.match(found.stdout, /r1 +Ada +chat +chat +complete +.*password=\[secret\]/);
    const shown = await audit("show", "r1");
    assert.match(shown.stdout, /person +Ada \(p-ada\)/);
    assert.match(shown.stdout, /--- answer ---\nAnswer\n$/);
    assert.ok(shown.stdout.includes("\\u{1b}[2J") && !shown.stdout.includes("\u001b"));
    const output = path.join(folder, "export.jsonl");
    assert.deepEqual(await audit("export", "-o", output), { code: 0, stdout: "", stderr: "" });
    assert.equal((await stat(output)).mode & 0o777, 0o600);
    for (const text of [found.stdout, shown.stdout, await readFile(output, "utf8")]) {
      assert.ok(!text.includes(secret));
    }
    assert.equal(await reads(), 3);
    const verified = await run("verify", "--export", output);
    assert.equal(verified.code, 0);
    assert.match(verified.stdout, /^consistent, not anchored\n/);
  });

  it("shows the very bytes only where that is asked for, and records it", async () => {
    const raw = await audit("show", "r1", "--original", "--raw");
    assert.ok(raw.stdout.includes(secret) && raw.stdout.includes('{"choices":'));
    const refused = await audit("show", "r1", "--raw");
    assert.equal(refused.code, 2);
    assert.match(
      refused.stderr,
      /^tandem audit: .*--original\.\n$|^tandem audit show: .*--original\.\n$/,
    );
    assert.equal(await reads(), 1);
  });

  it("erases when it is told to, and says what it cannot reach", async () => {
    const asked = await audit("erase", "--person", "Ada");
    assert.equal(asked.code, 2);
    assert.match(asked.stderr, /--yes/);
    const erased = await audit("erase", "--person", "Ada", "--yes");
    assert.equal(erased.code, 0);
    assert.match(erased.stdout, /^Destroyed 1 encryption key: what Ada asked/);
    assert.match(erased.stderr, /backups/);
    assert.match((await audit("show", "r1")).stdout, /destroyed by an erasure/);
    assert.equal((await audit("verify")).code, 0);
    assert.match((await audit("erase", "--person", "Ada", "--yes")).stdout, /^Nothing to erase/);
  });

  for (const [name, args, sentence] of [
    [
      "a folder without data",
      ["verify", "--data", "/nowhere"],
      /No gateway has its data in \/nowhere/,
    ],
    [
      "an export that is none",
      ["verify", "--export", "package.json"],
      /is no file of tandem audit export/,
    ],
    ["a key that is none", ["verify", "--public-key", "x"], /'x' is invalid/],
    ["a time that is none", ["search", "--since", "2026-02-30"], /'2026-02-30' is invalid/],
    ["an unknown outcome", ["search", "--outcome", "fine"], /'fine' is invalid/],
    ["an erasure of nobody in particular", ["erase"], /required option '--person/],
  ] as const) {
    it(`refuses ${name}`, async () => {
      const { code, stdout, stderr } = await run(...args);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, sentence);
      assert.equal(stderr.trimEnd().split("\n").length, 1);
    });
  }

  for (const [name, args, sentence] of [
    ["an unknown person", ["search", "--person", "Eve"], /Nobody here is called Eve/],
    [
      "a time that ends before it begins",
      ["search", "--since", "2026-02-02", "--until", "2026-02-01"],
      /--since \(2026-02-02T00:00:00Z\) is later than --until \(2026-02-01T00:00:00Z\)/,
    ],
    ["an unknown request", ["show", "r9"], /No request has the id r9/],
    [
      "a checkpoint that is none",
      ["verify", "--against", "package.json"],
      /holds no signed checkpoint/,
    ],
    [
      "a configuration that is not there",
      ["show", "r1", "--config", "nowhere.yaml"],
      /nowhere\.yaml/,
    ],
  ] as const) {
    it(`refuses ${name}`, async () => {
      const [verb, ...rest] = args;
      const { code, stdout, stderr } = await audit(verb, ...rest);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, sentence);
    });
  }

  describe("beside PostgreSQL", () => {
    let database: string;
    beforeEach(async () => {
      database = await freshDatabase();
      await record({ database });
    });

    it("takes what was changed for damaged, and not for erased", async () => {
      const store = await openStore({ database });
      const payload = Buffer.alloc(100);
      await store.db
        .updateTable("audit_records")
        .set({ payload })
        .where("payload", "is not", null)
        .execute();
      await store.close();
      const { stdout } = await run("show", "r1", "--database", database);
      assert.match(stdout, /--- query ---\n\(damaged: run tandem audit verify\)\n/);
      assert.equal((await run("verify", "--database", database)).code, 1);
    });

    it("does the same", async () => {
      const there = (...args: string[]) => run(...args, "--database", database);
      const file = path.join(folder, "postgres-checkpoint");
      const { stdout } = await there("checkpoint");
      await writeFile(file, stdout);
      assert.match((await there("search", "--text", "answer")).stdout, /r1 +Ada/);
      const output = path.join(folder, "postgres.jsonl");
      assert.equal((await there("export", "-o", output)).code, 0);
      assert.equal((await run("verify", "--export", output)).code, 0);
      const erased = await there("erase", "--person", "Ada", "--yes", "--forget-name");
      assert.deepEqual([erased.code, /write-ahead log/.test(erased.stderr)], [0, true]);
      assert.match((await there("show", "r1")).stdout, /person +p-ada\n/);
      const verified = await there("verify", "--against", file);
      assert.deepEqual([verified.code, verified.stderr], [0, ""]);
      assert.match(verified.stdout, /^consistent, anchored at 2 records/);
    });
  });
});
