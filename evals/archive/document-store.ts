// Where a load test or a measurement of an own repository lives on disk: a folder beside the evaluations' with one document,
// written whole each time it is saved. Knows nothing of how they are measured.
import { chmod, mkdir } from "node:fs/promises";
import path from "node:path";
import type { LoadTest } from "../../core/protocol/load-test.ts";
import type { RepositoryRun } from "../../core/protocol/repository-run.ts";
import { guarded, writeWhole } from "../runner/run-files.ts";
import { lock } from "../runner/run-lock.ts";

/** Of which kind a run is, is said by the document its folder holds. */
export const documentFiles = {
  load: "load-test.json",
  repository: "repository-run.json",
} as const;

export type DocumentStore = AsyncDisposable & {
  folder: string;
  /** Replaces what was saved before. @throws RunStoreError */
  save(document: LoadTest | RepositoryRun): Promise<void>;
};

/** Held by a lock until it is disposed of. @throws RunStoreError */
export async function createDocumentRun(runsFolder: string, id: string): Promise<DocumentStore> {
  const folder = path.join(runsFolder, id);
  await guarded(folder, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Also where somebody has made it before: an own repository's code is for one person.
    await chmod(folder, 0o700);
  });
  const unlock = await lock(folder);
  return {
    folder,
    save: (document) =>
      guarded(folder, () => writeWhole(path.join(folder, nameOf(document)), document)),
    [Symbol.asyncDispose]: unlock,
  };
}

function nameOf(document: LoadTest | RepositoryRun): string {
  return "holes" in document ? documentFiles.repository : documentFiles.load;
}
