// Deletes a stored run, and nothing that is not one. A run that a process works on stays.
import { randomBytes } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import path from "node:path";
import { guarded } from "../runner/run-files.ts";
import { lock } from "../runner/run-lock.ts";
import { findRun } from "./run-folder.ts";

/** @throws RunStoreError `no_such_run`, `in_use`, `unwritable` */
export async function deleteRun(runsFolder: string, id: string): Promise<void> {
  const { folder } = await findRun(runsFolder, id);
  // Held until it is gone, so that nobody resumes what is being deleted.
  const unlock = await lock(folder);
  // Out of the list at once, whatever happens to the files.
  const aside = path.join(runsFolder, `.deleted-${id}-${randomBytes(4).toString("hex")}`);
  try {
    await guarded(folder, () => rename(folder, aside));
  } catch (error) {
    await unlock();
    throw error;
  }
  await guarded(aside, () => rm(aside, { recursive: true, force: true }));
}
