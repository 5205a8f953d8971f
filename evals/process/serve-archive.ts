// The archive as a process: questions on stdin, replies on stdout.
import { createArchive } from "../archive/archive.ts";
import { answerQuestions } from "../archive/archive-service.ts";
import { defaultRunsFolder } from "../runner/run-store.ts";

/** Resolves with the exit status when stdin ends. */
export async function serveArchive(runsFolder = defaultRunsFolder()): Promise<number> {
  const archive = createArchive(runsFolder);
  await answerQuestions(archive, process.stdin, process.stdout);
  return 0;
}
