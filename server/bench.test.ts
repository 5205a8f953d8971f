import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { loadEvent, loadTest } from "../core/protocol/load-test.ts";
import { type Simulator, type StartOptions, startSimulator } from "../evals/simulator/server.ts";
import { start } from "./command-process.ts";

describe("tandem bench", function () {
  this.timeout(60_000);
  let folder: string;
  const simulators: Simulator[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-bench-"));
  });
  afterEach(async () => {
    await Promise.all(simulators.splice(0).map((simulator) => simulator.close()));
    await rm(folder, { recursive: true, force: true });
  });

  const simulator = async (options: StartOptions = {}) => {
    const started = await startSimulator(options);
    simulators.push(started);
    return started;
  };
  const file = (name: string) => path.join(folder, name);
  const benchArgs = (url: string, ...more: string[]) => [
    ...["bench", "--endpoint", url, "--runs", file("runs")],
    ...["--isl", "32", "--osl", "8", ...more],
  ];
  const documentIn = async (name: string) =>
    loadTest.parse(JSON.parse(await readFile(name, "utf8")));
  const storedDocument = async () => {
    const [id = ""] = await readdir(file("runs"));
    return documentIn(file(`runs/${id}/load-test.json`));
  };

  it("measures every row, writes every report, keeps the run, and exits with 0", async () => {
    const { url } = await simulator();
    const args = benchArgs(url, "--osl", "8,16", "--concurrency", "1,2", "--requests", "4");
    const reports = [
      "--json",
      file("r.json"),
      "--html",
      file("r.html"),
      "--markdown",
      file("r.md"),
    ];
    const declared = ["--gpus", "4", "--gpu-name", "H100 SXM", "--max-num-seqs", "64"];
    const { code, stdout, stderr } = await start([...args, ...reports, ...declared]).isOver;
    assert.equal(code, 0, stderr);
    const result = await documentIn(file("r.json"));
    assert.deepEqual(
      result.rows.map(({ isl, osl, load, n }) => [
        isl,
        osl,
        load.kind === "closed" && load.concurrency,
        n,
      ]),
      [
        [32, 8, 1, 4],
        [32, 8, 2, 4],
        [32, 16, 1, 4],
        [32, 16, 2, 4],
      ],
    );
    assert.deepEqual(result.run.hardware, { gpus: 4, name: "H100 SXM" });
    assert.equal(result.run.server?.maxNumSeqs, 64);
    assert.match(stdout, /^Load test of qwen3-coder \(SIMULATED\)$/m);
    assert.match(stdout, /^32\/16( SPOILED)? +× 2 +4 /m);
    assert.match(await readFile(file("r.html"), "utf8"), /^<!doctype html>/);
    assert.match(await readFile(file("r.md"), "utf8"), /^## Load test of qwen3-coder/);
    assert.deepEqual(await storedDocument(), result);
    assert.match(stderr, /^load test: 4 rows, about \d+ requests$/m);
    assert.match(stderr, /^row 4 of 4, 32\/16 × 2: n 4, TTFT p50 /m);
    assert.match(stderr, /^Kept in /m);
  });

  it("shows what more GPUs brought beside an earlier test, and exits as without it", async () => {
    const { url } = await simulator({ profile: "fim-7b" });
    const args = (...more: string[]) =>
      benchArgs(url, "--osl", "48", "--concurrency", "2", "--requests", "4", ...more);
    const earlier = await start(args("--gpus", "4", "--json", file("4.json"))).isOver;
    assert.equal(earlier.code, 0, earlier.stderr);
    const [row] = (await documentIn(file("4.json"))).rows;
    const again = ["--gpus", "8", "--baseline", file("4.json"), "--markdown", file("r.md")];
    const { code, stdout, stderr } = await start(args(...again)).isOver;
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^Against \d{8}-\d{6}-[0-9a-f]{6} \(qwen3-coder, simulated\)$/m);
    // A row that a busy machine has spoiled is left out, and that is said.
    const isQuotable = row?.isSpoiled === false && !stdout.includes("SPOILED");
    assert.match(
      stdout,
      isQuotable ? /^From 4 to 8 GPUs \(declared\) .+ scaling efficiency/m : /left out: \d/,
    );
    assert.match(await readFile(file("r.md"), "utf8"), /^### Against /m);
  });

  it("gives JSON alone on stdout, the tables on stderr", async () => {
    const { url } = await simulator();
    const args = benchArgs(url, "--concurrency", "1", "--requests", "2", "--json");
    const { code, stdout, stderr } = await start(args).isOver;
    assert.equal(code, 0, stderr);
    assert.equal(loadTest.parse(JSON.parse(stdout)).run.profile, "custom");
    assert.match(stderr, /^Latency \(SIMULATED\)$/m);
  });

  it("tells progress as events of the published schema", async () => {
    const { url } = await simulator();
    const args = benchArgs(url, "--concurrency", "1", "--requests", "2", "--events");
    const { stdout } = await start(args).isOver;
    const kinds = stdout
      .trimEnd()
      .split("\n")
      .map((line) => loadEvent.parse(JSON.parse(line)).kind);
    assert.equal(kinds[0], "load-started");
    assert.deepEqual(kinds.slice(-2), ["load-row", "load-finished"]);
  });

  it("measures warm and cold, and arrivals by a rate", async () => {
    const { url } = await simulator();
    const args = benchArgs(url, "--rate", "50", "--requests", "3", "--cache", "both", "--json");
    const { stdout } = await start(args).isOver;
    const { rows } = loadTest.parse(JSON.parse(stdout));
    assert.deepEqual(
      rows.map(({ cache, load }) => [cache, load.kind]),
      [
        ["cold", "open"],
        ["warm", "open"],
      ],
    );
  });

  it("keeps and shows the finished rows on Ctrl-C", async () => {
    const { url } = await simulator({ profile: "h100x8" });
    const run = start(benchArgs(url, "--concurrency", "1,2", "--requests", "1", "--events"));
    await run.says('"kind":"load-row"');
    run.child.kill("SIGINT");
    const { code, stdout, stderr } = await run.isOver;
    assert.equal(code, 130, stderr);
    const last = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
    assert.deepEqual([last.kind, last.code], ["failed", "interrupted"]);
    assert.match(stderr, /interrupted after 1 of 2 rows/);
    assert.match(stderr, /^32\/8( SPOILED)? +× 1 +1 /m);
    const kept = await storedDocument();
    assert.deepEqual([kept.status, kept.rows.length], ["interrupted", 1]);
  });

  it("exits with 1 when every request of a row failed, and keeps what that was", async () => {
    const { url } = await simulator({ faults: [{ kind: "truncate", after: 4 }] });
    const { code, stdout, stderr } = await start(benchArgs(url, "--concurrency", "1")).isOver;
    assert.equal(code, 1, stderr);
    assert.match(stderr, /^tandem bench: .+\.$/m);
    assert.match(stdout, /^32\/8( SPOILED)? +× 1 +0 +\d+/m);
  });

  describe("refuses with exit status 2 and a sentence", () => {
    const check = (name: string, args: () => Promise<string[]> | string[], sentence: RegExp) =>
      it(name, async () => {
        const { code, stdout, stderr } = await start(await args()).isOver;
        assert.equal(code, 2, stderr);
        assert.equal(stdout, "");
        assert.match(stderr, sentence);
      });
    const nowhere = "http://127.0.0.1:9";
    check("no endpoint", () => ["bench"], /required option '--endpoint <url>' not specified/);
    check(
      "a profile with rows",
      () => benchArgs(nowhere, "--profile", "published"),
      /its own rows/,
    );
    check("a list that is none", () => benchArgs(nowhere, "--concurrency", "1,,2"), /whole number/);
    check(
      "a report that cannot be written",
      () => benchArgs(nowhere, "--markdown", "/none/r.md"),
      /\/none\/r\.md cannot be written/,
    );
    check(
      "a baseline that is not there",
      () => benchArgs(nowhere, "--baseline", file("none.json")),
      /none\.json is no result of tandem bench --json \(ENOENT\): name one as baseline/,
    );
    check(
      "a baseline that is something else",
      async () => {
        await writeFile(file("other.json"), "{}");
        return benchArgs(nowhere, "--baseline", file("other.json"));
      },
      /other\.json is no result of tandem bench --json \(not valid\)/,
    );
    check(
      "an endpoint that is not there",
      async () => {
        const gone = await simulator();
        await gone.close();
        return benchArgs(gone.url);
      },
      /^tandem bench: Nothing is listening at 127\.0\.0\.1:\d+/m,
    );
    check(
      "a wrong key",
      async () => benchArgs((await simulator({ apiKey: "right" })).url),
      /rejected the API key/,
    );
    check(
      "prompts that do not fit",
      async () => benchArgs((await simulator({ maxModelLen: 4200 })).url, "--isl", "5000"),
      /fits into 4200 tokens/,
    );
  });
});
