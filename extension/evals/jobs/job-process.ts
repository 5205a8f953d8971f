// Starts, recognises and stops the process of a job. It is detached, so that it outlives the window that started it; a
// process id is believed only while the process still names the job's folder, because ids are used again.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { filesOf, type Job } from "./job-folder.ts";

/** How the evaluation process is called, up to the verb. */
export type Program = { command: string; args: readonly string[] };

const run = promisify(execFile);

/** @throws an Error with a code when the program cannot be started */
export async function startProcess(
  { command, args }: Program,
  folder: string,
  env: Record<string, string>,
): Promise<number> {
  const { events, errors } = filesOf(folder);
  await using out = await open(events, "a", 0o600);
  await using err = await open(errors, "a", 0o600);
  const child = spawn(command, [...args, "job", folder], {
    // Not the workspace: what lies there must not decide anything.
    cwd: folder,
    detached: true,
    env,
    stdio: ["ignore", out.fd, err.fd],
    windowsHide: true,
  });
  // Rejects with the system's error when there is no such program.
  await once(child, "spawn");
  child.unref();
  // `spawn` has happened, so there is an id.
  return child.pid as number;
}

export async function isAlive({ pid, folder }: Pick<Job, "pid" | "folder">): Promise<boolean> {
  if (!isTaken(pid)) return false;
  const line = await commandLine(pid);
  // Windows tells nobody how a process was called; there the id has to do. Elsewhere a reader of the folder is no job.
  return line === undefined || line.trimEnd().endsWith(`job ${folder}`);
}

/** Asks it to stop, which it does in order. On Windows it ends at once; what it has written by then is kept. */
export async function stopProcess(job: Pick<Job, "pid" | "folder">): Promise<void> {
  if (!(await isAlive(job))) return;
  try {
    process.kill(job.pid, "SIGTERM");
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if (isGone(error)) return false;
    // Somebody else's process, which is none of our jobs.
    if (error instanceof Error && "code" in error && error.code === "EPERM") return false;
    throw error;
  }
}

/** Empty for a process that has ended and that nobody has asked about; undefined where it cannot be found out. */
async function commandLine(pid: number): Promise<string | undefined> {
  if (process.platform === "win32") return undefined;
  if (process.platform === "linux") {
    try {
      return (await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " ");
    } catch (error) {
      if (isGone(error)) return "";
      throw error;
    }
  }
  try {
    return (await run("ps", ["-ww", "-o", "command=", "-p", String(pid)])).stdout;
  } catch (error) {
    // Exit status 1: there is no such process.
    if (error instanceof Error && "code" in error && typeof error.code === "number") return "";
    throw error;
  }
}

function isGone(error: unknown): boolean {
  if (!(error instanceof Error && "code" in error)) return false;
  return error.code === "ESRCH" || error.code === "ENOENT";
}
