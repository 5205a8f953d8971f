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
    for (const isLastTry of [false, true]) {
      if (await isTaken(() => link(own, file), folder)) {
        return () => rm(file, { force: true });
      }
      const owner = Number(await readIfThere(file));
      if (isLastTry || isAlive(owner)) throw inUse(file, owner);
      await removeDead(file, owner);
    }
  } finally {
    await rm(own, { force: true });
  }
  throw inUse(file, 0);
}

/** False when somebody else holds the lock. */
async function isTaken(take: () => Promise<void>, folder: string): Promise<boolean> {
  try {
    await take();
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw storeError(folder, error);
  }
}

/** Its owner died without a word. Moved aside first: another process may have put its own lock there meanwhile. */
async function removeDead(file: string, owner: number): Promise<void> {
  const aside = `${file}.${randomBytes(4).toString("hex")}`;
  try {
    await rename(file, aside);
  } catch (error) {
    // Somebody else was faster.
    if (codeOf(error) === "ENOENT") return;
    throw storeError(path.dirname(file), error);
  }
  const moved = Number(await readIfThere(aside));
  if (moved !== owner) await isTaken(() => link(aside, file), path.dirname(file));
  await rm(aside, { force: true });
}

function inUse(file: string, owner: number): RunStoreError {
  const run = path.basename(path.dirname(file));
  return new RunStoreError(
    "in_use",
    `Process ${owner} is working on ${run}: wait for it or stop it first; if that is another program, delete ${file}.`,
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
