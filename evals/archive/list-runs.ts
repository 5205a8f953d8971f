// The list of stored runs, newest first. A run whose files have not changed since the last time is not read again.
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { RunSummary } from "../../core/protocol/evaluation-process.ts";
import { createLimiter } from "../runner/limiter.ts";
import { codeOf, RunStoreError } from "../runner/run-files.ts";
import { isLocked } from "../runner/run-lock.ts";
import { documentFiles } from "./document-store.ts";
import { evaluationFiles, isName, lookInto, type RunFolder } from "./run-folder.ts";
import { summaryOf } from "./run-summary.ts";

export type RunLister = () => Promise<RunSummary[]>;

/** Open files at a time. */
const atOnce = 16;
const watched = [...Object.values(evaluationFiles), ...Object.values(documentFiles)];

/** @throws RunStoreError when the folder itself cannot be read; one that is not there holds no runs */
export function createRunLister(runsFolder: string): RunLister {
  const known = new Map<string, { state: string; summary: RunSummary }>();
  const summarize = async (id: string): Promise<RunSummary | undefined> => {
    const run = await lookInto(runsFolder, id);
    if (run === undefined) return undefined;
    const isRunning = await isLocked(run.folder);
    const state = await stateOf(run, isRunning);
    const before = known.get(id);
    if (before?.state === state) return before.summary;
    const summary = await summaryOf(run, isRunning);
    known.set(id, { state, summary });
    return summary;
  };
  return async () => {
    const limiter = createLimiter(atOnce);
    const found = (await idsIn(runsFolder)).map((id) =>
      limiter.run(() => unlessGone(() => summarize(id))),
    );
    const runs = (await Promise.all(found)).filter((run) => run !== undefined);
    return runs.sort(newestFirst);
  };
}

async function idsIn(runsFolder: string): Promise<string[]> {
  try {
    const entries = await readdir(runsFolder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && isName(entry.name))
      .map(({ name }) => name);
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT") return [];
    throw new RunStoreError("unreadable", `${runsFolder} cannot be read (${code}).`, error);
  }
}

/** Undefined for what has been deleted meanwhile or is not ours to read. */
async function unlessGone<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RunStoreError) return undefined;
    throw error;
  }
}

/** Changes whenever a file of the run does. */
async function stateOf({ folder, names }: RunFolder, isRunning: boolean): Promise<string> {
  const present = watched.filter((name) => names.has(name));
  const stamps = await Promise.all(present.map((name) => stampOf(path.join(folder, name))));
  return [isRunning, ...present, ...stamps].join(" ");
}

async function stampOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${mtimeMs}/${size}/${ino}`;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return "gone";
  }
}

function newestFirst(a: RunSummary, b: RunSummary): number {
  const [left, right] = [`${a.startedAt} ${a.id}`, `${b.startedAt} ${b.id}`];
  return left < right ? 1 : left > right ? -1 : 0;
}
