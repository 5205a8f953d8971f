// What lies in a job's folder: what it was asked, which process it is, and the events it told. The folder is how a job is
// found again after a reload and from another window. It holds no key.
import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { type JobRequest, jobRequest } from "../../../core/protocol/evaluation-process.ts";

const jobFile = z.strictObject({
  pid: z.int().min(1),
  kind: z.string(),
  /** Unix milliseconds. */
  startedAtMs: z.number(),
});

export type Job = {
  id: string;
  folder: string;
  pid: number;
  startedAtMs: number;
  request: JobRequest;
};

export const filesOf = (folder: string) => ({
  request: path.join(folder, "request.json"),
  job: path.join(folder, "job.json"),
  events: path.join(folder, "events.jsonl"),
  errors: path.join(folder, "stderr.log"),
});

/** Far more than any header needs. */
const headBytes = 256 * 1024;

/** A new folder with the request in it; only its owner can look into it. */
export async function makeJobFolder(jobsFolder: string, request: JobRequest): Promise<string> {
  await mkdir(jobsFolder, { recursive: true, mode: 0o700 });
  const time = new Date().toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
  const folder = path.join(jobsFolder, `${time}-${randomBytes(3).toString("hex")}`);
  await mkdir(folder, { mode: 0o700 });
  await writeFile(filesOf(folder).request, JSON.stringify(request, null, 2), { mode: 0o600 });
  return folder;
}

export async function noteProcess(
  folder: string,
  process: { pid: number; kind: string; startedAtMs: number },
): Promise<void> {
  await writeFile(filesOf(folder).job, JSON.stringify(process), { mode: 0o600 });
}

/** Undefined for a folder that is no job, not yet one, or one of another version. */
export async function readJob(jobsFolder: string, id: string): Promise<Job | undefined> {
  if (path.basename(id) !== id || id.startsWith(".")) return undefined;
  const folder = path.join(jobsFolder, id);
  const files = filesOf(folder);
  const process = jobFile.safeParse(await readJson(files.job)).data;
  const request = jobRequest.safeParse(await readJson(files.request)).data;
  if (process === undefined || request === undefined) return undefined;
  const { pid, startedAtMs } = process;
  return { id, folder, pid, startedAtMs, request };
}

/** Newest first. */
export async function listJobs(jobsFolder: string): Promise<Job[]> {
  const names = await namesIn(jobsFolder);
  const jobs = await Promise.all(names.map((name) => readJob(jobsFolder, name)));
  return jobs.filter((job) => job !== undefined).sort((a, b) => b.startedAtMs - a.startedAtMs);
}

/** The run a job works on, as far as it has said so. */
export async function runIdOf({ folder, request }: Job): Promise<string | undefined> {
  if (request.kind === "resume" || request.kind === "regrade") return request.id;
  for (const line of (await readHead(filesOf(folder).events)).split("\n").slice(0, -1)) {
    const started = z.object({ run: z.object({ id: z.string() }) }).safeParse(parseOrNothing(line));
    if (started.success) return started.data.run.id;
  }
  return undefined;
}

export function removeJob({ folder }: Pick<Job, "folder">): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}

/** Removes folders in which nothing has been written since then. */
export async function removeJobsBefore(
  jobsFolder: string,
  beforeMs: number,
  isAlive: (job: Job) => Promise<boolean>,
): Promise<void> {
  for (const name of await namesIn(jobsFolder)) {
    const folder = path.join(jobsFolder, name);
    const touched = Math.max(await touchedAt(folder), await touchedAt(filesOf(folder).events));
    if (touched === 0 || touched >= beforeMs) continue;
    const job = await readJob(jobsFolder, name);
    if (job !== undefined && (await isAlive(job))) continue;
    await removeJob({ folder });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return (await ifThere(readdir(folder))) ?? [];
}

async function touchedAt(file: string): Promise<number> {
  return (await ifThere(stat(file)))?.mtimeMs ?? 0;
}

async function readJson(file: string): Promise<unknown> {
  const text = await ifThere(readFile(file, "utf8"));
  return text === undefined ? undefined : parseOrNothing(text);
}

async function readHead(file: string): Promise<string> {
  const handle = await ifThere(open(file));
  if (handle === undefined) return "";
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Half-written files are as good as none. */
function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Folders go away while they are looked at: another window tidies up, too. */
async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
