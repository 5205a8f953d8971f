// A measurement on an own repository as a job, its document kept hole by hole, so that an end at any moment leaves what was
// measured. What it stores is private code, in the run store; what it tells is private, too, and the starter's to keep so.
import type { JobRequest } from "../../core/protocol/evaluation-process.ts";
import type {
  HoleResult,
  RepositoryEvent,
  RepositoryRun,
} from "../../core/protocol/repository-run.ts";
import { createDocumentRun } from "../archive/document-store.ts";
import {
  interruptedRepositoryRun,
  prepareRepositoryRun,
  runRepository,
} from "../repository/run-repository.ts";
import { newRunId } from "../runner/run-store.ts";
import { declared, type JobWork, keyed } from "./job-work.ts";
import { keepWhile } from "./keep-saving.ts";

export async function repositoryJob(
  request: Extract<JobRequest, { kind: "repository" }>,
  { runsFolder, keys, tell }: JobWork,
  signal: AbortSignal,
): Promise<void> {
  const { endpoint, folder, holes: wanted, seed, fim, hardware } = request;
  await using prepared = await prepareRepositoryRun(
    {
      id: newRunId(new Date()),
      endpoint: keyed(endpoint, keys.apiKey),
      folder,
      holes: wanted,
      seed,
      ...(fim === undefined ? {} : { fim }),
      ...declared(hardware),
    },
    signal,
  );
  await using store = await createDocumentRun(runsFolder, prepared.header.id);
  const holes: HoleResult[] = [];
  const soFar = () => interruptedRepositoryRun(prepared, holes);
  const repositoryRun = await keepWhile<RepositoryRun>(
    { store: store.save, soFar },
    (keep, stoppable) => {
      const emit = (event: RepositoryEvent) => {
        // Told below, once the document is on the disk.
        if (event.kind === "repository-finished") return;
        if (event.kind === "hole") {
          holes.push(event.hole);
          keep();
        }
        tell(event);
      };
      return runRepository(prepared, emit, stoppable);
    },
    signal,
  );
  tell({ kind: "repository-finished", repositoryRun });
}
