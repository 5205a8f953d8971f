import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { JobEvent } from "../../../core/protocol/evaluation-process.ts";
import type { Job } from "./job-folder.ts";
import { type BadLine, createJobs, type Jobs } from "./jobs.ts";

/** Does what the id in its request says; the events are real ones. */
const program = `
import { readFileSync, writeSync } from "node:fs";
const [verb, folder] = process.argv.slice(2);
const { id } = JSON.parse(readFileSync(folder + "/request.json", "utf8"));
const tell = (event) => writeSync(1, JSON.stringify(event) + "\\n");
const asked = (n) => tell({ kind: "asked", id: "sql.a#1." + n, epoch: 0 });
if (verb !== "job") process.exit(3);
// Before the first event, because some stop it at once.
process.on("SIGTERM", () => {
  tell({ kind: "failed", code: "interrupted", message: "Stopped.", resume: "r" });
  process.exit(0);
});
asked(0);
if (id === "environment") {
  const message = JSON.stringify([process.cwd() === folder, process.env]);
  tell({ kind: "failed", code: "told", message });
} else if (id === "damaged") {
  writeSync(1, "{\\n");
  tell({ kind: "graded", result: {} });
  writeSync(1, "\\n");
  asked(1);
  writeSync(1, '{"kind":"asked","id":"sql.a#1.2","ep');
} else if (id === "slow") {
  setTimeout(() => writeSync(1, '{"kind":"asked","id":"sql.a#1.1",'), 20);
  setTimeout(() => writeSync(1, '"epoch":0}\\n'), 60);
} else if (id === "many") {
  for (let n = 1; n < 5000; n++) asked(n);
} else {
  setInterval(() => {}, 1000);
}
`;
const never = new AbortController().signal;

describe("jobs", () => {
  let folder: string;
  let jobs: Jobs;
  const started: Job[] = [];
  const jobsFolder = () => path.join(folder, "jobs");
  /** A job of its own, so that none is left when a test fails. */
  const start = async (id: string, env = {}) => {
    const job = await jobs.start({ kind: "resume", id }, env);
    started.push(job);
    return job;
  };
  const follow = async (job: Job, signal = never, onEvent = (_: JobEvent) => {}) => {
    const events: JobEvent[] = [];
    const bad: BadLine[] = [];
    const listener = {
      onEvent: (event: JobEvent) => {
        events.push(event);
        onEvent(event);
      },
      onBadLine: (code: BadLine) => bad.push(code),
    };
    await jobs.follow(job, listener, signal);
    return { events, bad };
  };
  const ids = (events: JobEvent[]) =>
    events.map((event) => ("id" in event ? event.id : event.kind));
  const another = () =>
    createJobs({
      program: { command: process.execPath, args: [path.join(folder, "program.mjs")] },
      jobsFolder: jobsFolder(),
      now: Date.now,
      pollMs: 20,
    });

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-jobs-"));
    await writeFile(path.join(folder, "program.mjs"), program);
    jobs = another();
  });
  afterEach(async () => {
    for (const job of started.splice(0)) await jobs.stop(job);
    await rm(folder, { recursive: true, force: true });
  });

  it("tell their events while they run, lines that come in halves too", async () => {
    const { events, bad } = await follow(await start("slow"));
    assert.deepEqual([ids(events), bad], [["sql.a#1.0", "sql.a#1.1"], []]);
  });

  it("tell thousands of events, each once and in order", async () => {
    const { events } = await follow(await start("many"));
    assert.deepEqual(
      ids(events),
      Array.from({ length: 5000 }, (_, n) => `sql.a#1.${n}`),
    );
  });

  it("count lines that are no events and go on behind them", async () => {
    const { events, bad } = await follow(await start("damaged"));
    assert.deepEqual(
      [ids(events), bad],
      [
        ["sql.a#1.0", "sql.a#1.1"],
        ["no_json", "no_event"],
      ],
    );
  });

  it("get the environment they are given and no other, and a folder of their own", async () => {
    process.env.TANDEM_TEST_SECRET = "canary";
    const job = await start("environment", { TANDEM_API_KEY: "sk-1" });
    delete process.env.TANDEM_TEST_SECRET;
    const [, told] = (await follow(job)).events;
    assert.ok(told?.kind === "failed");
    const [isOwnFolder, env] = JSON.parse(told.message);
    assert.equal(isOwnFolder, true);
    // macOS adds a variable of its own to every process.
    assert.deepEqual(
      { ...env, __CF_USER_TEXT_ENCODING: "" },
      {
        TANDEM_API_KEY: "sk-1",
        __CF_USER_TEXT_ENCODING: "",
      },
    );
  });

  it("leave no key on disk, and nothing that others can read", async () => {
    const job = await start("environment", { TANDEM_API_KEY: "sk-canary" });
    await follow(job);
    assert.equal((await stat(job.folder)).mode & 0o077, 0);
    for (const name of ["request.json", "job.json"]) {
      const file = path.join(job.folder, name);
      assert.equal((await stat(file)).mode & 0o077, 0);
      assert.doesNotMatch(await readFile(file, "utf8"), /canary/);
    }
  });

  it("are found again by whoever comes later, with everything they told", async () => {
    const job = await start("stays");
    const later = another();
    assert.deepEqual(await later.running(), [job]);
    assert.deepEqual(await later.find(job.id), job);
    assert.deepEqual(await later.runningOn("stays"), job);
    assert.equal(await later.runningOn("another run"), undefined);
    const controller = new AbortController();
    const { events } = await follow(job, controller.signal, () => controller.abort());
    assert.deepEqual(ids(events), ["sql.a#1.0"]);
  });

  it("stop in order and tell so to the end", async () => {
    const job = await start("stays");
    const { events } = await follow(job, never, (event) => {
      if (event.kind === "asked") void jobs.stop(job);
    });
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ["asked", "failed"],
    );
    assert.deepEqual(await jobs.running(), []);
    await jobs.stop(job);
  });

  it("are not mistaken for another process that has got their id", async () => {
    const job = await start("slow");
    await follow(job);
    await writeFile(
      path.join(job.folder, "job.json"),
      JSON.stringify({ pid: process.pid, kind: "resume", startedAtMs: 1 }),
    );
    assert.deepEqual(await jobs.running(), []);
  });

  it("are not mistaken for whoever reads their folder under their old id", async () => {
    const job = await start("slow");
    await follow(job);
    const events = path.join(job.folder, "events.jsonl");
    const reader = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", events]);
    try {
      await once(reader, "spawn");
      const taken = { pid: reader.pid, kind: "resume", startedAtMs: 1 };
      await writeFile(path.join(job.folder, "job.json"), JSON.stringify(taken));
      assert.deepEqual(await jobs.running(), []);
    } finally {
      reader.kill();
    }
  });

  it("say when the program is missing", async () => {
    const missing = createJobs({
      program: { command: path.join(folder, "no-such-program"), args: [] },
      jobsFolder: jobsFolder(),
      now: Date.now,
    });
    await assert.rejects(missing.start({ kind: "resume", id: "r" }, {}), { code: "ENOENT" });
    assert.deepEqual(await missing.running(), []);
  });

  it("take no notice of what is no job", async () => {
    assert.deepEqual(await jobs.running(), []);
    const job = await start("stays");
    await writeFile(path.join(jobsFolder(), "notes.txt"), "");
    assert.deepEqual(await jobs.running(), [job]);
    for (const id of ["..", ".", "notes.txt", "../jobs"]) {
      assert.equal(await jobs.find(id), undefined);
    }
  });

  it("are tidied away a week after they ended, and never while they run", async () => {
    const [ended, running] = [await start("slow"), await start("stays")];
    await follow(ended);
    const fresh = await start("slow");
    await follow(fresh);
    const weekAgo = new Date(Date.now() - 8 * 24 * 3600 * 1000);
    for (const { folder: old } of [ended, running]) {
      await utimes(path.join(old, "events.jsonl"), weekAgo, weekAgo);
      await utimes(old, weekAgo, weekAgo);
    }
    await jobs.tidy(Date.now());
    assert.deepEqual((await readdir(jobsFolder())).sort(), [running.id, fresh.id].sort());
  });

  it("are forgotten with the run they worked on, unless they run or worked on another", async () => {
    const [ended, running, other] = [
      await start("slow"),
      await start("stays"),
      await start("many"),
    ];
    for (const job of [ended, other]) await follow(job);
    for (const id of ["slow", "stays"]) await jobs.forget(id);
    assert.deepEqual((await readdir(jobsFolder())).sort(), [running.id, other.id].sort());
  });

  it("survive the process that started them", async () => {
    const starter = path.join(folder, "starter.mjs");
    await writeFile(
      starter,
      `import { createJobs } from ${JSON.stringify(path.join(import.meta.dirname, "jobs.ts"))};
       const program = ${JSON.stringify({ command: process.execPath, args: [path.join(folder, "program.mjs")] })};
       const jobs = createJobs({ program, jobsFolder: ${JSON.stringify(jobsFolder())}, now: Date.now });
       await jobs.start({ kind: "resume", id: "stays" }, {});`,
    );
    const [code] = await once(spawn(process.execPath, [starter], { stdio: "inherit" }), "exit");
    assert.equal(code, 0);
    const [job] = await jobs.running();
    assert.ok(job);
    started.push(job);
  });
});
