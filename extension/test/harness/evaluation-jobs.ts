// Ends the evaluation jobs that an extension has started: they are made to outlive VS Code, and nothing may outlive a test or
// `npm start`.
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Job, listJobs } from "../../evals/jobs/job-folder.ts";
import { isAlive, stopProcess } from "../../evals/jobs/job-process.ts";

/** Where VS Code's server build and its desktop build keep what extensions store. */
const storages = ["data/User/globalStorage", "User/globalStorage"];

/** `dataFolder` is the one that VS Code was started with. */
export async function endJobs(dataFolder: string): Promise<void> {
  const folders = storages.map((storage) => path.join(dataFolder, storage, "tandem.tandem/jobs"));
  const jobs = await Promise.all(folders.map(listJobs));
  await Promise.all(jobs.flat().map(endJob));
}

const graceMs = 10_000;
const pollMs = 50;

async function endJob(job: Job): Promise<void> {
  const deadlineMs = performance.now() + graceMs;
  await stopProcess(job);
  while (await isAlive(job)) {
    // A second signal ends it at once.
    if (performance.now() > deadlineMs) await stopProcess(job);
    await wait(pollMs);
  }
}
