// Keeps two processes from working on one run. The lock names its process, so that one left by a crash holds nobody up.
import { randomBytes } from "node:crypto";
import { link, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { codeOf, guarded, RunStoreError, readIfThere, storeError } from "./run-files.ts";

/** Resolves with what gives it back. @throws RunStoreError `in_use` */
export async function lock(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, "lock");
  // Written aside and linked, so that nobody ever meets a lock without its owner.
  const own = `${file}.${randomBytes(4).toString("hex")}`;
  try {
    await guarded(folder, () => writeFile(own, String(process.pid), { mode: 0o600 }));
    if (!(await isLinked(own, file))) {
      const owner = Number(await readIfThere(file));
      if (isAlive(owner) || !(await takeOver(own, file, owner))) throw inUse(file, owner);
    }
    return () => rm(file, { force: true });
  } finally {
    await rm(own, { force: true });
  }
}

/** Whether a process that is alive works on the run. @throws RunStoreError `unreadable` */
export async function isLocked(folder: string): Promise<boolean> {
  return isAlive(Number(await readIfThere(path.join(folder, "lock"))));
}

/** False when there is such a file already. */
async function isLinked(own: string, file: string): Promise<boolean> {
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw storeError(path.dirname(file), error);
  }
}

/**
 * Puts the own lock in the place of one whose owner died without a word. Several processes may find it at once: the one
 * that gets the claim looks again and replaces it in one step, so that there is no moment without a lock.
 */
async function takeOver(own: string, file: string, owner: number): Promise<boolean> {
  const claim = `${file}.claim`;
  if (!(await isLinked(own, claim))) return false;
  try {
    if (Number(await readIfThere(file)) !== owner) return false;
    await guarded(path.dirname(file), () => rename(own, file));
    return true;
  } finally {
    await rm(claim, { force: true });
  }
}

function inUse(file: string, owner: number): RunStoreError {
  const run = path.basename(path.dirname(file));
  return new RunStoreError(
    "in_use",
    `Process ${owner || "?"} is working on ${run}: wait for it or stop it first; if that is another program, delete ${file}.`,
  );
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
