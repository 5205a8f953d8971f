import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import {
  type ArchiveQuestion,
  type JobEvent,
  systemCertificatesVariable,
} from "../../core/protocol/evaluation-process.ts";
import { createArchive } from "../archive/archive.ts";
import { readBuiltInSuite } from "../cases/built-in-suite.ts";
import { loadSuite } from "../cases/suite.ts";
import { suiteScript } from "../simulator/answers/suite-script.ts";
import { type Simulator, type StartOptions, startSimulator } from "../simulator/server.ts";
import { type Job, startJob as start } from "./process-under-test.ts";

const references = suiteScript(loadSuite(await readBuiltInSuite()), { kind: "references" });

describe("a job of the evaluation process", function () {
  this.timeout(90_000);
  let folder: string;
  const simulators: Simulator[] = [];
  const jobs: Job[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-job-"));
  });
  afterEach(async () => {
    for (const job of jobs.splice(0)) job.kill("SIGKILL");
    await Promise.all(simulators.splice(0).map((simulator) => simulator.close()));
    await rm(folder, { recursive: true, force: true });
  });

  const file = (...names: string[]) => path.join(folder, ...names);
  const startJob: typeof start = async (...args) => {
    const job = await start(...args);
    jobs.push(job);
    return job;
  };
  const runsFolder = () => file("runs");
  const simulator = async (options: StartOptions = {}) => {
    const started = await startSimulator({ script: references, ...options });
    simulators.push(started);
    return started;
  };
  const evaluation = (url: string, more = {}) => ({
    kind: "evaluation",
    runsFolder: runsFolder(),
    endpoint: { url },
    profile: "smoke",
    // Graded without running anything.
    suites: ["system-design"],
    seed: 1,
    concurrency: 1,
    withLoad: false,
    ...more,
  });
  const load = (url: string) => ({
    kind: "load",
    runsFolder: runsFolder(),
    endpoint: { url },
    profile: "scorecard",
    seed: 1,
    hardware: { gpus: 4, name: "H100 SXM" },
  });
  const ask = async (question: { ask: ArchiveQuestion["ask"]; id?: string }) =>
    createArchive(runsFolder()).reply({ n: 1, ...question } as ArchiveQuestion);
  const stored = async (id: string) => {
    const reply = await ask({ ask: "open", id });
    assert.ok(reply.reply === "open", JSON.stringify(reply));
    return reply.run;
  };
  const kinds = (events: readonly JobEvent[]) => [...new Set(events.map(({ kind }) => kind))];
  const lastOf = (events: readonly JobEvent[]) => events.at(-1);
  const namesBelow = async (where: string) => (await readdir(where, { recursive: true })).sort();
  /** How it ended, for a job that does not come to its result. */
  const check = async (job: Job, expected: { status: number; code: string; message: RegExp }) => {
    const { code, events, stderr } = await job.over;
    const last = lastOf(events);
    assert.ok(last?.kind === "failed", stderr);
    assert.equal(last.code, expected.code);
    assert.match(last.message, expected.message);
    assert.equal(code, expected.status);
    return last;
  };

  it("evaluates, and stores what it tells last", async () => {
    const { url } = await simulator({ apiKey: "sk-secret" });
    const request = evaluation(url, { hardware: { gpus: 8 } });
    const job = await startJob(file("job"), request, { key: "sk-secret" });
    const { code, events, stderr } = await job.over;
    assert.equal(code, 0, stderr);
    assert.deepEqual(kinds(events), ["started", "asked", "graded", "finished"]);
    const last = lastOf(events);
    assert.ok(last?.kind === "finished");
    assert.deepEqual(last.evaluation.run.hardware, { gpus: 8 });
    assert.deepEqual(await stored(last.evaluation.run.id), {
      kind: "evaluation",
      evaluation: last.evaluation,
    });
    for (const name of await namesBelow(folder)) {
      if (!/\.jsonl?$/.test(name)) continue;
      assert.ok(!(await readFile(file(name), "utf8")).includes("sk-secret"), name);
    }
  });

  it("stops at SIGTERM, and another job asks the rest", async () => {
    const slow = await simulator({ profile: "fim-7b" });
    const job = await startJob(file("job"), evaluation(slow.url, { profile: "published" }));
    const { id: asked } = await job.tells("asked");
    job.kill("SIGTERM");
    const { resume } = await check(job, {
      status: 130,
      code: "interrupted",
      message: /^It was stopped: what was measured is kept\.$/,
    });
    assert.ok(resume !== undefined && asked !== "");
    const run = await stored(resume);
    assert.ok(run.kind === "evaluation" && run.evaluation.status === "interrupted");
    // The endpoint is the same; only the simulator can be made faster by another one at its port.
    const { port } = new URL(slow.url);
    await slow.close();
    await simulator({ port: Number(port) });
    const rest = await startJob(file("rest"), {
      kind: "resume",
      runsFolder: runsFolder(),
      id: resume,
    });
    const { code, events, stderr } = await rest.over;
    assert.equal(code, 0, stderr);
    const [first, last] = [events[0], lastOf(events)];
    assert.ok(first?.kind === "started" && first.done >= 1);
    assert.ok(last?.kind === "finished" && last.evaluation.status === "complete");
    assert.equal(last.evaluation.totals.counts.pass, first.planned);
  });

  it("grades stored answers again without the endpoint", async () => {
    const { url, close } = await simulator();
    const first = await (await startJob(file("job"), evaluation(url))).tells("finished");
    await close();
    const { id } = first.evaluation.run;
    const again = await startJob(file("again"), { kind: "regrade", runsFolder: runsFolder(), id });
    assert.deepEqual((await again.tells("finished")).evaluation, first.evaluation);
  });

  it("measures load, and stores what it tells last", async () => {
    const { url } = await simulator();
    const { code, events, stderr } = await (await startJob(file("job"), load(url))).over;
    assert.equal(code, 0, stderr);
    const last = lastOf(events);
    assert.ok(last?.kind === "load-finished");
    assert.deepEqual(last.loadTest.run.hardware, { gpus: 4, name: "H100 SXM" });
    assert.equal(last.loadTest.rows.length, 2);
    const { id } = last.loadTest.run;
    assert.deepEqual(await stored(id), { kind: "load", loadTest: last.loadTest });
    assert.deepEqual(await namesBelow(file("runs", id)), ["load-test.json"]);
  });

  it("measures load as a part of an evaluation, whose result still comes last", async () => {
    const { url } = await simulator();
    const env = { [systemCertificatesVariable]: "1" };
    const job = await startJob(file("job"), evaluation(url, { withLoad: true }), { env });
    const { code, events, stderr } = await job.over;
    assert.deepEqual([code, stderr], [0, ""]);
    const last = lastOf(events);
    assert.ok(last?.kind === "finished");
    assert.equal(last.evaluation.load?.status, "complete");
    const id = last.evaluation.run.id;
    assert.deepEqual(await stored(id), { kind: "evaluation", evaluation: last.evaluation });
  });

  it("keeps the rows of a load test that is stopped", async () => {
    const { url } = await simulator({ profile: "fim-7b" });
    const job = await startJob(file("job"), load(url));
    await job.tells("load-row");
    const { run } = await job.tells("load-started");
    job.kill("SIGTERM");
    await check(job, { status: 130, code: "interrupted", message: /what was measured is kept/ });
    const kept = await stored(run.id);
    assert.ok(kept.kind === "load");
    assert.deepEqual([kept.loadTest.status, kept.loadTest.rows.length], ["interrupted", 1]);
  });

  it("says that its run was deleted while it measured, and offers no way to go on", async () => {
    const { url } = await simulator({ profile: "fim-7b" });
    const gone = {
      status: 1,
      code: "no_such_run",
      message: /is not there any more: start a new run\./,
    };
    const jobs = [
      ["started", evaluation(url, { profile: "published", suites: ["explanation"] })],
      // At its first row: by then it has measured one of two.
      ["load-started", load(url)],
    ] as const;
    for (const [kind, request] of jobs) {
      const job = await startJob(file(kind), request);
      const { run } = await job.tells(kind);
      // The run goes on writing into the folder while it is emptied.
      await rm(file("runs", run.id), { recursive: true, maxRetries: 20 });
      const last = await check(job, gone);
      assert.equal("resume" in last, false);
      const { events } = await job.over;
      assert.ok(events.filter(({ kind }) => kind === "load-row").length < 2);
    }
  });

  it("measures an own repository, and stores its code only where runs are kept", async () => {
    await mkdir(file("shop"));
    for (const name of ["alpha", "beta", "gamma"]) {
      const text = `// ${name}\nexport const a = add(one, two);\nexport const b = 1;\n`;
      await writeFile(file("shop", `${name}.ts`), text);
    }
    const { url } = await simulator();
    const endpoint = { url };
    const request = { endpoint, folder: file("shop"), holes: 2, seed: 1, fim: "qwen" };
    const asked = { kind: "repository", runsFolder: runsFolder(), ...request };
    const { code, events, stderr } = await (await startJob(file("job"), asked)).over;
    assert.equal(code, 0, stderr);
    const last = lastOf(events);
    assert.ok(last?.kind === "repository-finished");
    assert.equal(last.repositoryRun.holes.length, 2);
    const { id } = last.repositoryRun.run;
    assert.deepEqual(await stored(id), {
      kind: "repository",
      repositoryRun: last.repositoryRun,
    });
    assert.deepEqual(await namesBelow(file("runs")), [id, `${id}/repository-run.json`]);
  });

  it("goes on no longer when nobody reads its events, and can be gone on with", async () => {
    const { url } = await simulator({ profile: "fim-7b" });
    const job = await startJob(file("job"), evaluation(url, { profile: "published" }));
    const { run } = await job.tells("started");
    job.stopReading();
    assert.equal((await job.over).code, 130);
    const reply = await ask({ ask: "list" });
    assert.ok(reply.reply === "list");
    assert.deepEqual(
      reply.runs.map(({ id, state }) => [id, state]),
      [[run.id, "interrupted"]],
    );
  });

  const bad: [what: string, request: unknown, message: RegExp][] = [
    ["no JSON", "{", /is no request: the whole text does not fit\./],
    ["of no known kind", { kind: "dance" }, /: kind does not fit\./],
    ["half told", { kind: "resume" }, /: id does not fit\./],
  ];
  for (const [what, request, message] of bad) {
    it(`does nothing when its request is ${what}`, async () => {
      const job = await startJob(file("job"), request);
      await check(job, { status: 2, code: "bad_job", message });
    });
  }

  it("does nothing when a load test has shapes that nobody told", async () => {
    const request = { ...load("http://127.0.0.1:9/v1"), profile: "custom" };
    const message = /^A load test of your own shapes/;
    await check(await startJob(file("job"), request), { status: 2, code: "bad_job", message });
  });

  it("says what is wrong with an endpoint", async () => {
    const { url, close } = await simulator({ apiKey: "sk-secret" });
    const wrongKey = await startJob(file("0"), evaluation(url), { key: "sk-other" });
    const message = /^The endpoint rejected the API key\. .*Tandem: Set API Key/;
    await check(wrongKey, { status: 1, code: "unauthorized", message });
    await close();
    const dead = await startJob(file("1"), evaluation(url));
    await check(dead, { status: 1, code: "refused", message: /^Nothing is listening at / });
    const gone = await startJob(file("2"), {
      kind: "resume",
      runsFolder: runsFolder(),
      id: "gone",
    });
    await check(gone, { status: 1, code: "no_such_run", message: /^There is no run gone in / });
  });

  it("asks by the proxy of its environment, and ends when that one hangs up", async () => {
    const asked: (string | undefined)[] = [];
    const proxy = createServer((request) => {
      asked.push(request.url);
      request.socket.destroy();
    });
    proxy.on("connect", ({ url }, socket) => {
      asked.push(url);
      socket.destroy();
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    // A server that listens on TCP has such an address.
    const { port } = proxy.address() as AddressInfo;
    const address = `http://127.0.0.1:${port}`;
    const env = {
      NODE_USE_ENV_PROXY: "1",
      HTTP_PROXY: address,
      HTTPS_PROXY: address,
      NO_PROXY: "",
    };
    const message = new RegExp(
      `^The connection to gpu\\.example:\\d+ through the proxy .+:${port} `,
    );
    for (const scheme of ["http", "https"]) {
      const job = await startJob(file(scheme), evaluation(`${scheme}://gpu.example/v1`), { env });
      await check(job, { status: 1, code: "unreachable", message });
    }
    proxy.close();
    assert.deepEqual([...new Set(asked)], ["http://gpu.example/v1/models", "gpu.example:443"]);
  });
});
