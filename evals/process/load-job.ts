// A load test as a job: measured by the very functions of `tandem bench`, its document kept row by row, so that an end at any
// moment leaves what was measured.
import type { JobRequest } from "../../core/protocol/evaluation-process.ts";
import type { LoadEvent, LoadRow, LoadTest } from "../../core/protocol/load-test.ts";
import { createDocumentRun } from "../archive/document-store.ts";
import { planOf } from "../load/load-plan.ts";
import { interruptedLoadTest, prepareLoadTest, runLoadTest } from "../load/run-load-test.ts";
import { newRunId } from "../runner/run-store.ts";
import { BadJob } from "./job-request.ts";
import { declared, type JobWork, keyed } from "./job-work.ts";
import { keepWhile } from "./keep-saving.ts";

export async function loadJob(
  request: Extract<JobRequest, { kind: "load" }>,
  { runsFolder, keys, tell }: JobWork,
  signal: AbortSignal,
): Promise<void> {
  const { endpoint, profile, seed, hardware, maxNumSeqs } = request;
  if (profile === "custom") {
    throw new BadJob("A load test of your own shapes is started by tandem bench, not from here.");
  }
  const prepared = await prepareLoadTest(
    {
      id: newRunId(new Date()),
      endpoint: keyed(endpoint, keys.apiKey),
      plan: planOf(profile),
      seed,
      ...declared(hardware),
      ...(maxNumSeqs === undefined ? {} : { maxNumSeqs }),
    },
    signal,
  );
  await using store = await createDocumentRun(runsFolder, prepared.header.id);
  const rows: LoadRow[] = [];
  const soFar = () => interruptedLoadTest(prepared, rows);
  const loadTest = await keepWhile<LoadTest>(
    { store: store.save, soFar },
    (keep, stoppable) => {
      const emit = (event: LoadEvent) => {
        // Told below, once the document is on the disk.
        if (event.kind === "load-finished") return;
        if (event.kind === "load-row") {
          rows.push(event.row);
          keep();
        }
        tell(event);
      };
      return runLoadTest(prepared, emit, stoppable);
    },
    signal,
  );
  tell({ kind: "load-finished", loadTest });
}
