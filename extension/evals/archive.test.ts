import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createArchive } from "./archive.ts";
import { ArchiveError } from "./archive-process.ts";

/** Answers `list` from its arguments and environment; what is deleted decides how it misbehaves. */
const program = `
import { createInterface } from "node:readline";
const [verb, folder] = process.argv.slice(2);
const run = (id) => ({ id, kind: "load", startedAt: "", title: verb, state: "complete",
  endpoint: { url: "", model: String(folder), isSimulated: true }, outcome: String(process.pid), isPrivate: false });
const say = (reply) => process.stdout.write(JSON.stringify(reply) + "\\n");
createInterface({ input: process.stdin }).on("line", (line) => {
  const { n, ask, id } = JSON.parse(line);
  if (ask === "list") say({ n, reply: "list", runs: [run(process.env.WHO ?? "nobody")] });
  else if (id === "late") setTimeout(() => say({ n, reply: "delete" }), 50);
  else if (id === "silent") return;
  else if (id === "dies") { process.stderr.write("    at here"); process.exit(7); }
  else if (id === "nonsense") process.stdout.write("{\\n");
  else if (id === "other") say({ n, reply: "export", file: "" });
  else if (id === "refused") say({ n, reply: "failed", code: "in_use", message: "It is in use." });
  else say({ n, reply: "delete" });
});
`;
const never = new AbortController().signal;

describe("the archive", () => {
  let folder: string;
  const deaths: string[] = [];
  /** Only the first process has to be as fast as that. */
  const open = (more: { timeoutMs?: number; command?: string; runsFolder?: string } = {}) => {
    const { command = process.execPath, timeoutMs, ...rest } = more;
    let launches = 0;
    const archive = createArchive(async () => ({
      program: { command, args: [path.join(folder, "program.mjs")] },
      env: { WHO: "me" },
      onDied: (how, stderr) => deaths.push(`${how}:${stderr}`),
      ...rest,
      ...(timeoutMs !== undefined && launches++ === 0 ? { timeoutMs } : {}),
    }));
    return {
      [Symbol.dispose]: archive.end,
      end: archive.end,
      list: async () => (await archive.ask({ ask: "list" }, never)).runs[0]!,
      delete: (id: string, signal = never) => archive.ask({ ask: "delete", id }, signal),
    };
  };
  const hasCode = (code: string) => (error: unknown) =>
    error instanceof ArchiveError && error.code === code;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-archive-"));
    await writeFile(path.join(folder, "program.mjs"), program);
  });
  beforeEach(() => {
    deaths.length = 0;
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("is asked for the runs of the folder it is started with", async () => {
    using archive = open({ runsFolder: "/srv/runs" });
    const { id, title, endpoint } = await archive.list();
    assert.deepEqual([id, title, endpoint.model], ["me", "archive", "/srv/runs"]);
  });

  it("gives each question its own answer, in whatever order they come", async () => {
    using archive = open();
    const order: string[] = [];
    await Promise.all([
      archive.delete("late").then(() => order.push("late")),
      archive.list().then(() => order.push("list")),
    ]);
    assert.deepEqual(order, ["list", "late"]);
  });

  it("passes on what could not be done, with its code", async () => {
    using archive = open();
    await assert.rejects(archive.delete("refused"), (error) => {
      assert.ok(hasCode("in_use")(error));
      return (error as Error).message === "It is in use.";
    });
  });

  it("says that it died, and answers the next question with a new process", async () => {
    using archive = open();
    const { outcome } = await archive.list();
    await assert.rejects(archive.delete("dies"), hasCode("ended"));
    assert.deepEqual(deaths, ["7:    at here"]);
    assert.notEqual((await archive.list()).outcome, outcome);
  });

  it("gives up on a process that is silent, and asks another one next", async () => {
    using archive = open({ timeoutMs: 50 });
    await assert.rejects(archive.delete("silent"), hasCode("timeout"));
    assert.deepEqual(deaths, ["timeout:"]);
    await archive.list();
  });

  for (const id of ["nonsense", "other"]) {
    it(`believes no answer that is ${id}`, async () => {
      using archive = open();
      await assert.rejects(archive.delete(id), hasCode("bad_reply"));
    });
  }

  it("leaves a question that was given up", async () => {
    using archive = open();
    const controller = new AbortController();
    const question = archive.delete("silent", controller.signal);
    controller.abort(new Error("given up"));
    await assert.rejects(question, /given up/);
    await archive.list();
  });

  it("ends without a word when it is not needed, and starts again when it is", async () => {
    using archive = open();
    const { outcome } = await archive.list();
    archive.end();
    assert.notEqual((await archive.list()).outcome, outcome);
    assert.deepEqual(deaths, []);
  });

  it("says so when it cannot be started at all", async () => {
    using archive = open({ command: path.join(folder, "no-such-program") });
    await assert.rejects(archive.list(), hasCode("ended"));
    assert.deepEqual(deaths, ["ENOENT:"]);
  });
});
