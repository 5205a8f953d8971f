import assert from "node:assert/strict";
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import * as z from "zod";
import { evaluation } from "../core/protocol/evaluation.ts";
import { evaluationEvent } from "../core/protocol/evaluation-events.ts";
import { loadEvent } from "../core/protocol/load-test.ts";
import { readBuiltInSuite } from "../evals/cases/built-in-suite.ts";
import { loadSuite } from "../evals/cases/suite.ts";
import { suiteScript } from "../evals/simulator/answers/suite-script.ts";
import { type Simulator, type StartOptions, startSimulator } from "../evals/simulator/server.ts";
import { start } from "./command-process.ts";

const references = suiteScript(loadSuite(await readBuiltInSuite()), { kind: "references" });

describe("tandem eval", function () {
  this.timeout(60_000);
  let folder: string;
  const simulators: Simulator[] = [];
  const bare: Server[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-eval-"));
  });
  afterEach(async () => {
    await Promise.all(simulators.splice(0).map((simulator) => simulator.close()));
    for (const server of bare.splice(0)) server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const simulator = async (options: StartOptions = {}) => {
    const started = await startSimulator({ script: references, ...options });
    simulators.push(started);
    return started;
  };
  const file = (name: string) => path.join(folder, name);
  /** System design is graded without running anything, so these need no sandbox. */
  const evalArgs = (url: string, ...more: string[]) => [
    "eval",
    ...["--endpoint", url, "--suite", "system-design", "--sandbox", "none"],
    ...["--runs", file("runs"), ...more],
  ];
  const verb = (...args: string[]) => [
    "eval",
    ...args,
    ...["--sandbox", "none", "--runs", file("runs")],
  ];

  it("shows the scorecard, writes every report, and exits with 0", async () => {
    const { url } = await simulator();
    const reports = ["--json", file("r.json"), "--junit", file("r.xml"), "--html", file("r.html")];
    reports.push("--markdown", file("r.md"), "--gpus", "8", "--gpu-name", "H100 SXM");
    const { code, stdout, stderr } = await start(evalArgs(url, ...reports)).isOver;
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^qwen3-coder at http.* \(simulated\)/);
    assert.match(stdout, /System design reasoning +PASS +100 % +\d+ %–100 % +\d+/);
    const result = evaluation.parse(JSON.parse(await readFile(file("r.json"), "utf8")));
    assert.ok(
      result.cases.every(({ verdict, timings }) => verdict === "pass" && timings.length === 1),
    );
    assert.match(await readFile(file("r.xml"), "utf8"), /<testsuite name="system-design"/);
    assert.match(await readFile(file("r.html"), "utf8"), /^<!doctype html>/);
    assert.match(
      await readFile(file("r.md"), "utf8"),
      /^## Evaluation of qwen3-coder \(SIMULATED\)/,
    );
    assert.deepEqual(result.run.hardware, { gpus: 8, name: "H100 SXM" });
    // A part of the suite has no load test unless it is asked for.
    assert.deepEqual([result.load, result.scorecard.length], [undefined, 1]);
  });

  it("runs the load test last, and keeps it for every time after", async () => {
    const { url } = await simulator();
    const args = evalArgs(
      url,
      "--profile",
      "smoke",
      "--load",
      "--events",
      "--json",
      file("r.json"),
    );
    const { code, stdout, stderr } = await start(args).isOver;
    assert.equal(code, 0, stderr);
    const kinds = stdout
      .trimEnd()
      .split("\n")
      .map((line) => z.union([evaluationEvent, loadEvent]).parse(JSON.parse(line)).kind)
      .filter((kind) => kind !== "load-progress");
    assert.deepEqual(kinds, [
      ...["started", "asked", "graded"],
      ...["load-started", "load-row", "load-finished"],
      "finished",
    ]);
    const text = await readFile(file("r.json"), "utf8");
    const { run, load, scorecard } = evaluation.parse(JSON.parse(text));
    assert.deepEqual([load?.run.id, load?.rows[0]?.n], [run.id, 5]);
    assert.equal(scorecard.length, 3);
    assert.match(
      stderr,
      /Latency for interactive use +INSUFFICIENT .*5 requests; a verdict needs 30/,
    );
    for (const name of ["resume", "regrade"]) {
      const again = await start(verb(name, run.id, "--json", file("again.json"))).isOver;
      assert.equal(again.code, 0, again.stderr);
      assert.equal(await readFile(file("again.json"), "utf8"), text);
    }
  });

  it("has the rows of the load test in every run of the whole suite", async () => {
    const { url } = await simulator();
    const whole = ["eval", "--endpoint", url, "--sandbox", "none", "--runs", file("runs")];
    const rows = async (...more: string[]) => {
      const { stdout } = await start([...whole, "--profile", "smoke", "--json", ...more]).isOver;
      const { load, scorecard } = evaluation.parse(JSON.parse(stdout));
      return [load?.rows.length, scorecard.length, scorecard.at(-1)?.reason];
    };
    assert.deepEqual(await rows(), [
      1,
      12,
      "The load test has no row at concurrency 128 or above.",
    ]);
    assert.deepEqual(await rows("--no-load"), [undefined, 12, "No load test ran."]);
  });

  it("gives JSON alone on stdout, the table on stderr", async () => {
    const { url } = await simulator();
    const args = evalArgs(url, "--profile", "smoke", "--json");
    const { code, stdout, stderr } = await start(args).isOver;
    assert.equal(code, 0, stderr);
    assert.equal(evaluation.parse(JSON.parse(stdout)).run.profile, "smoke");
    assert.match(stderr, /Capability +Verdict/);
  });

  it("tells progress as events of the published schema", async () => {
    const { url } = await simulator();
    const { stdout } = await start(evalArgs(url, "--profile", "smoke", "--events")).isOver;
    const events = stdout
      .trimEnd()
      .split("\n")
      .map((line) => evaluationEvent.parse(JSON.parse(line)));
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ["started", "asked", "graded", "finished"],
    );
  });

  it("exits with 1 when the gate fails", async () => {
    const script = { ...references, exact: async () => ({ text: "I would ask a colleague." }) };
    const { url } = await simulator({ script });
    const { code, stdout } = await start(evalArgs(url)).isOver;
    assert.equal(code, 1);
    assert.match(
      stdout,
      /Gate: failed\. System design reasoning: FAIL\. system-design: nothing passed\./,
    );
  });

  it("exits with 1 when the baseline was better", async () => {
    const { url } = await simulator();
    await start(evalArgs(url, "--json", file("before.json"))).isOver;
    const before = JSON.parse(await readFile(file("before.json"), "utf8"));
    const script = {
      ...references,
      exact: async (question: Parameters<NonNullable<typeof references.exact>>[0]) =>
        /design\.(capacity|failure)/.test(question.userTexts.join())
          ? { text: "{}" }
          : references.exact?.(question),
    };
    const worse = await simulator({ script });
    const { code, stdout } = await start(evalArgs(worse.url, "--baseline", file("before.json")))
      .isOver;
    assert.equal(code, 1);
    assert.match(stdout, /all: worse than the baseline/);
    assert.ok(stdout.includes(`Against ${before.run.id} (qwen3-coder, simulated)`));
  });

  it("grades stored answers again, without the endpoint, to the same bytes", async () => {
    const running = await simulator();
    await start(evalArgs(running.url, "--json", file("0.json"))).isOver;
    await running.close();
    const first = await readFile(file("0.json"), "utf8");
    const { id } = JSON.parse(first).run;
    for (const name of ["1.json", "2.json"]) {
      const { code, stderr } = await start(verb("regrade", id, "--json", file(name))).isOver;
      assert.equal(code, 0, stderr);
      assert.equal(await readFile(file(name), "utf8"), first);
    }
  });

  it("stops on Ctrl-C, keeps what was answered, and asks only the rest afterwards", async () => {
    const slow = await simulator({ profile: "fim-7b" });
    const run = start(evalArgs(slow.url, "--concurrency", "1", "--events"));
    await run.says('"kind":"asked"');
    run.child.kill("SIGINT");
    const { code, stdout, stderr } = await run.isOver;
    assert.equal(code, 130, stderr);
    const last = evaluationEvent.parse(JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? ""));
    assert.ok(last.kind === "failed" && last.code === "interrupted" && last.resume !== undefined);
    assert.ok(stderr.includes(`tandem eval resume ${last.resume} --runs ${file("runs")}`));
    const answered = stdout.split('"kind":"asked"').length - 1;
    await slow.close();
    const { port } = new URL(slow.url);
    const fast = await simulator({ port: Number(port) });
    const resumed = await start(verb("resume", last.resume, "--json", file("r.json"))).isOver;
    assert.equal(resumed.code, 0, resumed.stderr);
    const result = evaluation.parse(JSON.parse(await readFile(file("r.json"), "utf8")));
    assert.equal(result.status, "complete");
    const asked = fast.requests().filter(({ task }) => task === "eval").length;
    assert.equal(asked, result.totals.planned - answered);
  });

  it("stops without a complaint when nobody reads its events any more", async () => {
    const { url } = await simulator();
    const { child, firstLine, isOver } = start(evalArgs(url, "--events"));
    await firstLine;
    child.stdout?.destroy();
    const { code, stderr } = await isOver;
    assert.equal(code, 130, stderr);
    assert.match(stderr, /^What was answered is kept: tandem eval resume \S+ --runs \S+\n$/);
  });

  it("goes on only with the suite it began with, and says what another one graded", async () => {
    const { url } = await simulator();
    const names = ["design.capacity.backlog", "design.capacity.cache-loss"];
    for (const name of names) {
      const from = path.resolve(import.meta.dirname, "../evals/suites/system-design", name);
      await cp(from, file(`cases/${name}`), { recursive: true });
    }
    const cases = ["--cases", file("cases")];
    await start(evalArgs(url, "--profile", "standard", ...cases, "--json", file("0.json"))).isOver;
    const { id, suite } = evaluation.parse(JSON.parse(await readFile(file("0.json"), "utf8"))).run;
    await appendFile(file(`cases/${names[0]}/case.yaml`), "\n# Only a remark.\n");
    const same = await start(verb("resume", id, ...cases)).isOver;
    assert.equal(same.code, 0, same.stderr);
    const text = await readFile(file(`cases/${names[0]}/case.yaml`), "utf8");
    await writeFile(
      file(`cases/${names[0]}/case.yaml`),
      text.replace("Answer these", "Answer the"),
    );
    const { code, stderr } = await start(verb("resume", id, ...cases)).isOver;
    assert.equal(code, 2);
    assert.match(stderr, /^tandem eval: The suite has changed since \S+ began/m);
    const { stdout } = await start(verb("regrade", id, ...cases, "--json")).isOver;
    const again = evaluation.parse(JSON.parse(stdout));
    assert.equal(again.run.suite.askedHash, suite.hash);
    for (const { case: name, verdict } of again.cases) {
      assert.equal(verdict, name === names[0] ? "unscored" : "pass");
    }
  });

  it("keeps two runs at once apart", async () => {
    const { url } = await simulator();
    const runs = await Promise.all([1, 2].map(() => start(evalArgs(url, "--json")).isOver));
    const ids = runs.map(({ code, stdout, stderr }) => {
      assert.equal(code, 0, stderr);
      return evaluation.parse(JSON.parse(stdout)).run.id;
    });
    assert.notEqual(ids[0], ids[1]);
  });

  it("leaves at once when it is stopped before the first question", async () => {
    const { url } = await simulator({ profile: "h100x4" });
    const { child, isOver } = start(evalArgs(url, "--suite", "chat"));
    while (!(await (await fetch(url.replace(/\/v1$/, "/load"))).text()).includes("8"));
    child.kill("SIGINT");
    const { code, stdout } = await isOver;
    assert.deepEqual([code, stdout], [130, ""]);
  });

  it("stops when the endpoint is gone, and says how to go on", async () => {
    const { url } = await simulator({ faults: [{ kind: "503" }] });
    const fails = start(evalArgs(url, "--profile", "smoke"));
    const { code, stderr } = await fails.isOver;
    assert.equal(code, 2);
    assert.match(stderr, /^tandem eval: .+\.$/m);
  });

  it("goes on past questions that are refused, and says how to ask them again", async () => {
    const { url } = await simulator({ maxModelLen: 4200 });
    const { code, stdout, stderr } = await start(evalArgs(url)).isOver;
    assert.equal(code, 1, stderr);
    assert.match(stdout, /infra +The request is longer than the model's context window\./);
    assert.match(stderr, /^To try \d+ questions again: tandem eval resume \S+ --runs /m);
  });

  it("says that nothing could run without a sandbox, and blames no model", async () => {
    const { url } = await simulator();
    const args = evalArgs(url, "--json").map((arg) =>
      arg === "system-design" ? "algorithm" : arg,
    );
    const { code, stdout } = await start(args).isOver;
    const result = evaluation.parse(JSON.parse(stdout));
    assert.ok(
      result.cases.every(
        ({ verdict, reason }) => verdict === "skipped" && /no sandbox/.test(reason ?? ""),
      ),
    );
    assert.deepEqual(result.gate.reasons, ["algorithm: nothing could be graded here."]);
    assert.equal(code, 1);
  });

  it("tells as an event what keeps it from beginning", async () => {
    const args = evalArgs("http://127.0.0.1:9", "--json", "--html", file("r.html"), "--events");
    const { code, stdout } = await start(args).isOver;
    assert.equal(code, 2);
    const event = evaluationEvent.parse(JSON.parse(stdout));
    assert.ok(event.kind === "failed" && event.resume === undefined);
    assert.match(event.message, /--events and --json both write to stdout/);
  });

  describe("refuses with exit status 2 and a sentence", () => {
    const check = (name: string, args: () => Promise<string[]> | string[], sentence: RegExp) =>
      it(name, async () => {
        const { code, stdout, stderr } = await start(await args()).isOver;
        assert.equal(code, 2, stderr);
        assert.equal(stdout, "");
        assert.match(stderr, sentence);
      });
    check("no endpoint", () => ["eval"], /say which endpoint to evaluate with --endpoint URL/);
    check("an unknown category", () => ["eval", "--suite", "poetry"], /'poetry' is invalid/);
    check("an unknown profile", () => ["eval", "--profile", "huge"], /'huge' is invalid/);
    check("no concurrency", () => ["eval", "--concurrency", "0"], /whole number from 1 on/);
    check(
      "an endpoint that is not there",
      async () => {
        const gone = await simulator();
        await gone.close();
        return evalArgs(gone.url);
      },
      /Nothing is listening at 127\.0\.0\.1:\d+/,
    );
    check(
      "a URL with a key in it",
      () => evalArgs("http://me:secret@gpu1"),
      /not a valid endpoint URL/,
    );
    check(
      "a model that is not served",
      async () => evalArgs((await simulator()).url, "--model", "other"),
      /does not serve the model other/,
    );
    check(
      "a wrong key",
      async () => evalArgs((await simulator({ apiKey: "right" })).url),
      /rejected the API key/,
    );
    check(
      "an endpoint without a model",
      async () => {
        const server = createServer((_request, response) => {
          response.setHeader("content-type", "application/json");
          response.end('{"object":"list","data":[]}');
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        bare.push(server);
        return evalArgs(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      },
      /serves no model: wait until/,
    );
    check("an unknown run", () => verb("regrade", "none"), /There is no run none/);
    check(
      "a report that cannot be written",
      () => evalArgs("http://127.0.0.1:9", "--json", "/none/r.json"),
      /\/none\/r\.json cannot be written/,
    );
    check(
      "a baseline that is none",
      async () => {
        await writeFile(file("b.json"), "{}");
        return evalArgs("http://127.0.0.1:9", "--baseline", file("b.json"));
      },
      /b\.json is no result of tandem eval/,
    );
    check(
      "a baseline of a newer version",
      async () => {
        await writeFile(file("b.json"), '{"schemaVersion":99}');
        return evalArgs("http://127.0.0.1:9", "--baseline", file("b.json"));
      },
      /b\.json is of a newer version of Tandem \(schema 99, this one reads up to 1\)/,
    );
    check(
      "a report that would be a folder",
      () => evalArgs("http://127.0.0.1:9", "--html", folder),
      /cannot be written \(EISDIR\)/,
    );
    check(
      "a suite that is not there",
      () => evalArgs("http://127.0.0.1:9", "--cases", file("none")),
      /none:1: cannot be read \(ENOENT\)/,
    );
    check(
      "a case file with mistakes, with its line",
      async () => {
        await mkdir(file("cases/sql.x"), { recursive: true });
        await writeFile(file("cases/sql.x/case.yaml"), "id: sql.x\nversion: 1\ncategory: poetry\n");
        return evalArgs("http://127.0.0.1:9", "--cases", file("cases"));
      },
      /sql\.x\/case\.yaml:3: category: Invalid option/,
    );
  });
});
