// Finds the folder of one stored run by its id, and says what lies in it. An id names a folder directly below the runs folder
// and nothing else: no path, no link. Reads no document.
import { lstat, readdir } from "node:fs/promises";
import path from "node:path";
import type { RunKind } from "../../core/protocol/evaluation-process.ts";
import { codeOf, RunStoreError } from "../runner/run-files.ts";
import { documentFiles } from "./document-store.ts";

export const evaluationFiles = {
  run: "run.json",
  result: "result.json",
  transcripts: "transcripts.jsonl",
} as const;

export type RunFolder = {
  id: string;
  folder: string;
  kind: RunKind;
  /** Names of the files in it. */
  names: ReadonlySet<string>;
};

/** @throws RunStoreError `no_such_run`, also for a folder that holds no run */
export async function findRun(runsFolder: string, id: string): Promise<RunFolder> {
  const found = isName(id) ? await lookInto(runsFolder, id) : undefined;
  if (found !== undefined) return found;
  throw new RunStoreError(
    "no_such_run",
    `There is no run ${id} in ${runsFolder} (any more): look at the list again.`,
  );
}

/** Undefined for whatever is no run. @throws RunStoreError `unreadable` */
export async function lookInto(runsFolder: string, id: string): Promise<RunFolder | undefined> {
  const folder = path.join(runsFolder, id);
  const names = await namesIn(folder);
  const kind = names === undefined ? undefined : kindOf(names);
  return names === undefined || kind === undefined ? undefined : { id, folder, kind, names };
}

/** Folders whose name begins with a dot are being deleted. */
export function isName(id: string): boolean {
  return /^[\w-][\w.-]*$/.test(id);
}

async function namesIn(folder: string): Promise<ReadonlySet<string> | undefined> {
  try {
    if (!(await lstat(folder)).isDirectory()) return undefined;
    return new Set(await readdir(folder));
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG") return undefined;
    throw new RunStoreError("unreadable", `${folder} cannot be read (${code}).`, error);
  }
}

function kindOf(names: ReadonlySet<string>): RunKind | undefined {
  if (Object.values(evaluationFiles).some((name) => names.has(name))) return "evaluation";
  if (names.has(documentFiles.load)) return "load";
  return names.has(documentFiles.repository) ? "repository" : undefined;
}
