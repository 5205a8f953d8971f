import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { usageDocumentSchema } from "../../core/protocol/usage-document.ts";
import { start } from "../command-process.ts";
import { endedRow, person } from "../store/behaviour.ts";
import { openStore } from "../store/open-store.ts";
import { freshDatabase } from "../test/postgres.ts";

describe("tandem usage", function () {
  this.timeout(60_000);
  let folder: string;
  let data: string;
  let database: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-usage-verb-"));
    data = path.join(folder, "data");
    database = await freshDatabase();
    for (const place of [{ data }, { database }]) {
      const store = await openStore(place);
      await store.db.insertInto("people").values(person("p1", "=Zoë 李雷")).execute();
      const ended_at = Date.UTC(2026, 0, 31, 23, 59);
      const rows = [endedRow("r1", { ended_at, simulated: 1 })];
      await store.writeRequests({ log: "a", position: 1, rows, ends: [] });
      await store.close();
    }
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  const usage = (args: string[], env: Record<string, string> = {}) =>
    start(["usage", ...args], { TANDEM_DATA: data, TANDEM_DATABASE: "", ...env }).isOver;
  const january = ["--since", "2026-01-31", "--until", "2026-01-31"];

  it("says it in a table", async () => {
    const { code, stdout, stderr } = await usage([...january, "--by", "person, day"]);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^Usage from 2026-01-31 to 2026-01-31 \(UTC\), .*simulated\n\n/);
    assert.match(stdout, /^=Zoë 李雷 +2026-01-31 +1 +1 +0 +0 +100 +64 +10 +0 +simulated$/m);
  });

  it("says it in JSON alone on stdout, and in CSV into a file", async () => {
    const file = path.join(folder, "usage.csv");
    const { code, stdout } = await usage([...january, "--json", "--csv", file]);
    assert.equal(code, 0);
    const document = usageDocumentSchema.parse(JSON.parse(stdout));
    assert.equal(document.rows[0]?.person, "=Zoë 李雷");
    assert.equal(document.rows[0]?.simulated, true);
    assert.equal((await stat(file)).mode & 0o077, 0);
    assert.match(await readFile(file, "utf8"), /^"'=Zoë 李雷",1,1,0,0,100,64,10,0,simulated\r$/m);
  });

  it("says it in CSV on stdout, and in JSON into a file beside the table", async () => {
    const { stdout } = await usage([...january, "--csv"]);
    assert.match(stdout, /^person,requests,/);
    const file = path.join(folder, "usage.json");
    const beside = await usage([...january, "--json", file]);
    assert.match(beside.stdout, /^Usage from/);
    usageDocumentSchema.parse(JSON.parse(await readFile(file, "utf8")));
  });

  it("counts days back from the last one", async () => {
    const { stdout } = await usage(["--since", "2d", "--until", "2026-02-01", "--json"]);
    const { from, to, rows } = usageDocumentSchema.parse(JSON.parse(stdout));
    assert.deepEqual([from, to], [Date.UTC(2026, 0, 31), Date.UTC(2026, 1, 2)]);
    assert.equal(rows.length, 1);
  });

  it("looks at the last 30 days unless told otherwise", async () => {
    const { from, to } = usageDocumentSchema.parse(JSON.parse((await usage(["--json"])).stdout));
    assert.equal(to, undefined);
    const days = (Date.now() - from!) / 86_400_000;
    assert.ok(days >= 29 && days < 30.1, `${days} days`);
  });

  it("reads PostgreSQL, by option or by environment", async () => {
    const byOption = await usage([...january, "--database", database, "--csv"]);
    assert.match(byOption.stdout, /李雷/);
    const byEnvironment = await usage([...january, "--csv"], { TANDEM_DATABASE: database });
    assert.equal(byEnvironment.stdout, byOption.stdout);
  });

  for (const [what, args, sentence] of [
    ["nobody", ["--person", "Zoe"], /Nobody is named Zoe: tandem keys list/],
    ["a dimension that is none", ["--by", "person,colour"], /person,team,task,model,day/],
    ["a day that is none", ["--since", "2026-02-30"], /a date such as 2026-01-31/],
    ["a span that is none", ["--since", "0d"], /or for --since also 30d/],
    ["an end before the beginning", ["--since", "2026-02-01", "--until", "2026-01-01"], /exchange/],
    ["two forms on stdout", ["--json", "--csv"], /name a file for one of them/],
    ["a file that cannot be written", ["--csv", "/proc/usage.csv"], /\/proc\/usage.csv cannot be/],
    ["a folder without a store", ["--data", "/proc/none"], /There is no store in \/proc\/none/],
    ["two places", ["--data", "x", "--database", "y"], /cannot be used with/],
    ["a database that is none", ["--database", "mysql://u:secret@h/d"], /postgres:\/\/user@host/],
    [
      "a server that is not there",
      ["--database", "postgres://u:canary@127.0.0.1:1/d"],
      /database at 127\.0\.0\.1:1\/d cannot be used \(ECONNREFUSED\)/,
    ],
  ] as const) {
    it(`refuses ${what} with one sentence and exit code 2`, async () => {
      const { code, stdout, stderr } = await usage([...args]);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, sentence);
      assert.doesNotMatch(stderr, /secret|canary/);
      assert.equal(stderr.trimEnd().split("\n").length, 1);
    });
  }
});
