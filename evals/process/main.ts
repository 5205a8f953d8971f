// The evaluation process, `dist/eval.cjs`: does what core/protocol/evaluation-process.ts says, one job or the questions to the
// archive, and ends. Everything heavy is loaded by the one of the two that needs it.
import { takeKeys } from "./keys.ts";
import { trustSystemCertificates } from "./system-certificates.ts";

const usage = "Start it as `eval.cjs job FOLDER` or `eval.cjs archive [RUNSFOLDER]`.\n";

async function main(verb: string | undefined, folder: string | undefined): Promise<number> {
  // First of all, so that no child process ever inherits one.
  const keys = takeKeys(process.env);
  trustSystemCertificates(process.env);
  if (verb === "job" && folder !== undefined) {
    const { runJob } = await import("./job.ts");
    return runJob(folder, keys);
  }
  if (verb === "archive") {
    const { serveArchive } = await import("./serve-archive.ts");
    return serveArchive(folder);
  }
  process.stderr.write(usage);
  return 2;
}

void main(process.argv[2], process.argv[3]).then((code) => {
  process.exitCode = code;
});
