// Ends the evaluation jobs that an extension under test has started: they are made to outlive VS Code, and nothing may outlive
// the test.
import path from "node:path";
import { listJobs } from "../../evals/jobs/job-folder.ts";
import { stopProcess } from "../../evals/jobs/job-process.ts";

/** `dataFolder` is the one of VS Code's server. */
export async function endJobs(dataFolder: string): Promise<void> {
  const storage = path.join(dataFolder, "data/User/globalStorage/tandem.tandem");
  await Promise.all((await listJobs(path.join(storage, "jobs"))).map(stopProcess));
}
