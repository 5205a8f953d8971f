// The evaluation process as it is shipped, under the Node that VS Code brings: the bundle and what lies beside it, copied to a
// folder of their own as an installed extension has them.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { archiveReply } from "../../core/protocol/evaluation-process.ts";
import { readBuiltInSuite } from "../cases/built-in-suite.ts";
import { loadSuite } from "../cases/suite.ts";
import { suiteScript } from "../simulator/answers/suite-script.ts";
import { type Simulator, startSimulator } from "../simulator/server.ts";
import { type Program, startJob } from "./process-under-test.ts";

const root = path.resolve(import.meta.dirname, "../..");
const references = suiteScript(loadSuite(await readBuiltInSuite()), { kind: "references" });

describe("dist/eval.cjs under the Node of VS Code", function () {
  this.timeout(120_000);
  let folder: string;
  let simulator: Simulator;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-node22-"));
    const tools = { enableAutoToolChoice: true, toolCallParser: "qwen3_coder" } as const;
    simulator = await startSimulator({ script: references, ...tools });
    await installBundle(file("extension"));
  });
  after(async () => {
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  });

  const file = (...names: string[]) => path.join(folder, ...names);
  const program = (): Program => [node22(), "--no-warnings", file("extension/dist/eval.cjs")];
  const evaluate = async () => {
    const request = {
      kind: "evaluation",
      runsFolder: file("runs"),
      endpoint: { url: simulator.url },
      profile: "smoke",
      suites: [],
      seed: 1,
      concurrency: 4,
      withLoad: false,
    };
    const job = await startJob(file("job"), request, { program: program() });
    const { code, events, stderr } = await job.over;
    assert.equal(stderr, "");
    assert.equal(code, 0);
    const last = events.at(-1);
    assert.ok(last?.kind === "finished");
    return last.evaluation;
  };
  const askArchive = async (questions: readonly object[]) => {
    const [command, ...args] = program();
    const child = spawn(command, [...args, "archive", file("runs")]);
    child.stdin.end(questions.map((question) => `${JSON.stringify(question)}\n`).join(""));
    const text = (await child.stdout.setEncoding("utf8").toArray()).join("");
    const lines = text.trimEnd().split("\n");
    const replies = lines.map((line) => archiveReply.parse(JSON.parse(line)));
    return replies.sort((a, b) => a.n - b.n);
  };

  it("is asked of Node 22", async () => {
    const child = spawn(node22(), ["--version"]);
    assert.match((await child.stdout.setEncoding("utf8").toArray()).join(""), /^v22\./);
  });

  it("evaluates every category to the same verdicts, and the archive shows it", async () => {
    const { run, cases } = await evaluate();
    assert.deepEqual(
      cases.filter(({ verdict }) => verdict !== "pass").map(({ id, reason }) => `${id}: ${reason}`),
      [],
    );
    assert.match(run.toolchains.javascript ?? "", /^Node\.js 22\./);
    const { id } = run;
    const sql = cases.find(({ category }) => category === "sql")?.id;
    const target = file("report.html");
    const [list, open, shown, exported, published] = await askArchive([
      { n: 1, ask: "list" },
      { n: 2, ask: "open", id },
      { n: 3, ask: "case", id, case: sql, epoch: 0 },
      { n: 4, ask: "export", id, format: "html", file: target },
      { n: 5, ask: "published" },
    ]);
    assert.ok(list?.reply === "list" && list.runs.length === 1);
    assert.ok(open?.reply === "open" && open.run.kind === "evaluation");
    assert.equal(open.run.evaluation.cases.length, cases.length);
    assert.ok(shown?.reply === "case" && shown.details.transcript !== undefined);
    assert.match(shown.details.reference ?? "", /select/i);
    assert.equal(exported?.reply, "export");
    assert.match(await readFile(target, "utf8"), /^<!doctype html>/);
    assert.equal(published?.reply, "published");
  });

  it("has the interpreter for where there is no other sandbox", async () => {
    const script = `
      const { Worker } = require("node:worker_threads");
      const limits = { wallMs: 10_000, memoryBytes: 2 ** 26, outputBytes: 1000 };
      const workerData = { modules: new Map([["main", "print(6 * 7)"]]), stdin: "", limits };
      const worker = new Worker(process.argv[1], { workerData, env: {} });
      worker.on("message", ({ stdout }) => process.stdout.write(stdout));`;
    const child = spawn(node22(), ["-e", script, file("extension/dist/wasm-worker.cjs")]);
    assert.equal((await child.stdout.setEncoding("utf8").toArray()).join(""), "42\n");
  });

  it("measures load", async () => {
    const request = {
      kind: "load",
      runsFolder: file("runs"),
      endpoint: { url: simulator.url },
      profile: "scorecard",
      seed: 1,
    };
    const job = await startJob(file("load"), request, { program: program() });
    const { loadTest } = await job.tells("load-finished");
    assert.deepEqual([loadTest.status, loadTest.rows.length], ["complete", 2]);
    assert.equal((await job.over).code, 0);
  });
});

function node22(): string {
  const { TANDEM_NODE22 } = process.env;
  assert.ok(TANDEM_NODE22, "TANDEM_NODE22 names no Node 22: start the tests by npm test commands.");
  return TANDEM_NODE22;
}

/** What the .vsix has of it: the files that package.json names, and package.json, which says what a .js file is. */
async function installBundle(target: string): Promise<void> {
  const { files, type } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  await mkdir(path.join(target, "dist"), { recursive: true });
  await writeFile(path.join(target, "package.json"), JSON.stringify({ type }));
  // The list of package.json are strings.
  const own = (files as string[]).filter((name) => /^dist\/[\w.-]+$/.test(name));
  await Promise.all(own.map((name) => cp(path.join(root, name), path.join(target, name))));
}
