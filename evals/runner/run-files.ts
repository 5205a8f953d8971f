// How the files of a run are read and written: whole or not at all, and every failure as a RunStoreError. Knows nothing of
// what is in them.
import { randomBytes } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

export class RunStoreError extends Error {
  readonly code:
    | "no_such_run"
    | "bad_run"
    | "suite_changed"
    | "in_use"
    | "disk_full"
    | "unreadable"
    | "unwritable";

  constructor(code: RunStoreError["code"], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "RunStoreError";
    this.code = code;
  }
}

/** Written aside and renamed, so that a reader or a crash never meets half a file. */
export async function writeWhole(file: string, value: unknown): Promise<void> {
  const aside = `${file}.${randomBytes(4).toString("hex")}`;
  try {
    await writeFile(aside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** @throws RunStoreError for whatever the file system refuses */
export async function guarded(folder: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw storeError(folder, error);
  }
}

/** A run's folder is only ever missing when somebody has deleted it. */
export function storeError(folder: string, error: unknown): RunStoreError {
  if (codeOf(error) !== "ENOENT") return unwritable(folder, error);
  const message = `The run ${path.basename(folder)} is not there any more: start a new run.`;
  return new RunStoreError("no_such_run", message, error);
}

export function unwritable(place: string, error: unknown): RunStoreError {
  const code = codeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new RunStoreError(
      "disk_full",
      `The disk is full: make room where ${place} lies.`,
      error,
    );
  }
  return new RunStoreError(
    "unwritable",
    `${place} cannot be written (${code ?? "unknown"}).`,
    error,
  );
}

/** @throws RunStoreError `unreadable` */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new RunStoreError("unreadable", `${file} cannot be read (${code ?? "unknown"}).`, error);
  }
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
