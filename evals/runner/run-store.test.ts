import assert from "node:assert/strict";
import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Transcript } from "../../core/protocol/transcript.ts";
import { sampleHeader, sampleLoadRow, sampleLoadTest } from "../report/sample-results.ts";
import { RunStoreError } from "./run-files.ts";
import { createRun, newRunId, openRun, type StoredRun } from "./run-store.ts";

const stored: StoredRun = {
  header: sampleHeader,
  samples: [{ caseId: "sql.a", variant: 0, epoch: 0 }],
  endpoint: { url: "http://gpu1:8000/v1", model: "m" },
};
const { id } = sampleHeader;
const entry = (epoch: number): Transcript => ({ instance: "sql.a#1.0", epoch, exchanges: [] });
const hasCode = (code: string) => (error: unknown) =>
  error instanceof RunStoreError && error.code === code;

describe("the run store", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "tandem-runs-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const file = (name: string) => path.join(folder, id, name);

  it("gives back what was planned and answered", async () => {
    {
      await using store = await createRun(folder, stored);
      await Promise.all([0, 1, 2].map((epoch) => store.append(entry(epoch))));
    }
    await using again = await openRun(folder, id, "read");
    assert.deepEqual(again.run, stored);
    assert.deepEqual(await again.transcripts(), [entry(0), entry(1), entry(2)]);
  });

  it("keeps the load test beside the answers", async () => {
    const measured = sampleLoadTest([sampleLoadRow(1)]);
    {
      await using store = await createRun(folder, { ...stored, load: {} });
      assert.equal(await store.loadTest(), undefined);
      await store.saveLoadTest(measured);
    }
    await using again = await openRun(folder, id, "read");
    assert.deepEqual(await again.loadTest(), measured);
    await writeFile(file("load-test.json"), "{");
    assert.equal(await again.loadTest(), undefined);
  });

  it("loses only the line that a crash cut short, and writes on behind it", async () => {
    {
      await using store = await createRun(folder, stored);
      await store.append(entry(0));
    }
    await appendFile(file("transcripts.jsonl"), '{"instance":"sql.a#1.0","epo');
    await using again = await openRun(folder, id, "continue");
    await again.append(entry(1));
    assert.deepEqual(await again.transcripts(), [entry(0), entry(1)]);
  });

  it("leaves alone what another process is writing when it only reads", async () => {
    await using _writer = await createRun(folder, stored);
    await appendFile(file("transcripts.jsonl"), '{"instance":"sql.a#1.0","epo');
    await using reader = await openRun(folder, id, "read");
    assert.deepEqual(await reader.transcripts(), []);
    const text = await readFile(file("transcripts.jsonl"), "utf8");
    assert.equal(text, '{"instance":"sql.a#1.0","epo');
  });

  it("keeps apart what follows a line that a full disk cut short", async () => {
    await using store = await createRun(folder, stored);
    await symlink("/dev/full", file("transcripts.jsonl"));
    await assert.rejects(store.append(entry(0)), hasCode("disk_full"));
    await rm(file("transcripts.jsonl"));
    await writeFile(file("transcripts.jsonl"), '{"instance":"sql.a#1.0","epo');
    await store.append(entry(1));
    await store.append(entry(2));
    assert.deepEqual(await store.transcripts(), [entry(1), entry(2)]);
  });

  it("finds its runs below whatever form of the folder's path", async () => {
    {
      await using _store = await createRun(folder, stored);
    }
    for (const form of [`${folder}/`, `${folder}/.`, path.relative(process.cwd(), folder)]) {
      await using again = await openRun(form, id, "read");
      assert.equal(again.id, id);
    }
  });

  it("lets exactly one of many in when the one before died", async () => {
    {
      await using _store = await createRun(folder, stored);
    }
    await writeFile(file("lock"), "999999999");
    const tries = Array.from({ length: 8 }, () => openRun(folder, id, "continue"));
    const outcomes = await Promise.allSettled(tries);
    const opened = outcomes.flatMap((outcome) =>
      outcome.status === "fulfilled" ? [outcome.value] : [],
    );
    assert.equal(opened.length, 1);
    await opened[0]?.[Symbol.asyncDispose]();
    assert.deepEqual((await readdir(path.join(folder, id))).sort(), ["run.json"]);
  });

  it("keeps a second process out, and lets it in when the first is gone", async () => {
    {
      await using _store = await createRun(folder, stored);
      await assert.rejects(openRun(folder, id, "continue"), hasCode("in_use"));
      await using _reader = await openRun(folder, id, "read");
    }
    await writeFile(file("lock"), "999999999");
    await using _again = await openRun(folder, id, "continue");
  });

  it("leaves no lock and nothing half-written behind", async () => {
    {
      await using store = await createRun(folder, stored);
      await store.saveRun(stored);
    }
    assert.deepEqual(await readdir(path.join(folder, id)), ["run.json"]);
  });

  it("is readable by its owner only", async () => {
    await using store = await createRun(folder, stored);
    await store.append(entry(0));
    const { mode } = await stat(file("transcripts.jsonl"));
    assert.equal(mode & 0o077, 0);
  });

  it("says that a run's files cannot be read", async () => {
    {
      await using _store = await createRun(folder, stored);
    }
    await mkdir(file("transcripts.jsonl"));
    await assert.rejects(openRun(folder, id, "continue"), hasCode("unreadable"));
    assert.deepEqual((await readdir(path.join(folder, id))).sort(), [
      "run.json",
      "transcripts.jsonl",
    ]);
  });

  it("takes a file among the runs for no run", async () => {
    await writeFile(path.join(folder, "notes.txt"), "");
    await assert.rejects(openRun(folder, "notes.txt", "read"), hasCode("no_such_run"));
  });

  for (const wrong of ["none", "../..", "", "."]) {
    it(`knows no run “${wrong}”`, () =>
      assert.rejects(openRun(folder, wrong, "read"), hasCode("no_such_run")));
  }

  it("says when a run cannot be read", async () => {
    {
      await using _store = await createRun(folder, stored);
    }
    await writeFile(file("run.json"), "{}");
    await assert.rejects(openRun(folder, id, "read"), hasCode("bad_run"));
  });

  it("says that the disk is full", async () => {
    // The one device that is always full.
    await using store = await createRun(folder, stored);
    await rm(file("transcripts.jsonl"), { force: true });
    await symlink("/dev/full", file("transcripts.jsonl"));
    await assert.rejects(store.append(entry(0)), hasCode("disk_full"));
  });

  it("names runs so that they sort by time", () =>
    assert.match(newRunId(new Date("2026-01-02T03:04:05Z")), /^20260102-030405-[0-9a-f]{6}$/));
});
