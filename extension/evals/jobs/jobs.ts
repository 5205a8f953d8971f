// The jobs of this machine: started here, found again after a reload or from another window, followed by the events they
// write, stopped. Their folders say everything; nothing of them is kept in memory.
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type JobEvent,
  type JobRequest,
  jobEvent,
} from "../../../core/protocol/evaluation-process.ts";
import { followFile } from "./follow-file.ts";
import {
  filesOf,
  type Job,
  listJobs,
  makeJobFolder,
  noteProcess,
  readJob,
  removeJob,
  removeJobsBefore,
  runIdOf,
} from "./job-folder.ts";
import { isAlive, type Program, startProcess, stopProcess } from "./job-process.ts";

export type Jobs = {
  /** @throws an Error with a code when it cannot be started */
  start(request: JobRequest, env: Record<string, string>): Promise<Job>;
  /** Newest first. */
  running(): Promise<Job[]>;
  find(id: string): Promise<Job | undefined>;
  /** The running job that works on this run. */
  runningOn(runId: string): Promise<Job | undefined>;
  stop(job: Job): Promise<void>;
  /** Resolves when its process has ended; one that takes longer than tidying up may take is waited for no more. */
  gone(job: Job): Promise<void>;
  /** Tells every event from the first on. Resolves when the process has ended and all is told, or when aborted. */
  follow(job: Job, listener: JobListener, signal: AbortSignal): Promise<void>;
  /** Removes what ended jobs told of this run, so that nothing of a run that was deleted is left. */
  forget(runId: string): Promise<void>;
  /** Removes the folders of jobs that ended long ago; what they found out is in the run store. */
  tidy(nowMs: number): Promise<void>;
};

export type JobListener = {
  onEvent: (event: JobEvent) => void;
  /** A line that is no event, by the code of what is wrong with it. */
  onBadLine: (code: BadLine) => void;
};
export type BadLine = "no_json" | "no_event" | "too_long";

const goneWithinMs = 15_000;
const goneEveryMs = 50;
const keptMs = 7 * 24 * 3600 * 1000;

export function createJobs(options: {
  program: Program;
  jobsFolder: string;
  /** Unix milliseconds. */
  now: () => number;
  /** How long news of a job may take at most. */
  pollMs?: number;
}): Jobs {
  const { program, jobsFolder, now, pollMs } = options;
  const running = async () => {
    const jobs = await listJobs(jobsFolder);
    const alive = await Promise.all(jobs.map(isAlive));
    return jobs.filter((_, index) => alive[index]);
  };
  return {
    running,
    start: async (request, env) => {
      const folder = await makeJobFolder(jobsFolder, request);
      const startedAtMs = now();
      const pid = await startProcess(program, folder, env);
      try {
        await noteProcess(folder, { pid, kind: request.kind, startedAtMs });
      } catch (error) {
        // Nobody would find it again.
        await stopProcess({ pid, folder });
        throw error;
      }
      return { id: path.basename(folder), folder, pid, startedAtMs, request };
    },
    find: (id) => readJob(jobsFolder, id),
    runningOn: async (runId) => {
      for (const job of await running()) if ((await runIdOf(job)) === runId) return job;
      return undefined;
    },
    stop: stopProcess,
    gone: async (job) => {
      const deadlineMs = now() + goneWithinMs;
      while (now() < deadlineMs && (await isAlive(job))) await sleep(goneEveryMs);
    },
    follow: (job, listener, signal) => {
      const lines = {
        onLine: (line: string) => tell(line, listener),
        onOverlong: () => listener.onBadLine("too_long"),
        isOver: async () => !(await isAlive(job)),
        ...(pollMs === undefined ? {} : { pollMs }),
      };
      return followFile(filesOf(job.folder).events, lines, signal);
    },
    forget: async (runId) => {
      for (const job of await listJobs(jobsFolder)) {
        if ((await runIdOf(job)) === runId && !(await isAlive(job))) await removeJob(job);
      }
    },
    tidy: (nowMs) => removeJobsBefore(jobsFolder, nowMs - keptMs, isAlive),
  };
}

function tell(line: string, { onEvent, onBadLine }: JobListener): void {
  if (line.trim() === "") return;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    onBadLine("no_json");
    return;
  }
  const parsed = jobEvent.safeParse(value);
  if (parsed.success) onEvent(parsed.data);
  else onBadLine("no_event");
}
