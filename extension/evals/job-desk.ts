// Starts jobs and keeps the one on screen: one at a time on this machine, because two would falsify each other's figures. A
// job gets the key of exactly the endpoint it asks.
import type { JobRequest } from "../../core/protocol/evaluation-process.ts";
import { describeError, type Log } from "../host/log.ts";
import type { Keys } from "../host/secrets.ts";
import type { OpenedRun } from "../webview/evals/messages.ts";
import { t } from "../words.ts";
import type { Job } from "./jobs/job-folder.ts";
import type { Jobs } from "./jobs/jobs.ts";
import { launchEnvironment } from "./launch.ts";
import { Refusal } from "./refusal.ts";
import { foldOf, followJob } from "./running-job.ts";
import type { ShownRun } from "./shown-run.ts";

export type JobDesk = {
  /** `url` is the endpoint that is asked, if one is. @throws Refusal */
  begin(request: JobRequest, url: string | undefined): Promise<void>;
  /** The same again. @throws Refusal */
  repeat(): Promise<void>;
  open(job: Job): void;
  /** Stops the job on screen, if there is one. */
  stop(): Promise<void>;
  /** Looks away; the job goes on. */
  leave(): void;
};

export type JobDeskDeps = {
  jobs: Jobs;
  keys: Keys;
  log: Log;
  shown: ShownRun;
  /** The job on screen, to be found again after a reload. */
  onOpened: (job: Job) => void;
  /** The run has got its name, or the job has ended. */
  onNews: (run: OpenedRun) => void;
};

export function createJobDesk(deps: JobDeskDeps): JobDesk {
  const { jobs, keys, log } = deps;
  let current: { job: Job; following: AbortController } | undefined;
  /** Jobs that have told their end, though their processes may still tidy up. */
  const ended = new Set<string>();
  let isStarting = false;

  const leave = () => {
    current?.following.abort();
    current = undefined;
  };
  const open = (job: Job) => {
    leave();
    const following = new AbortController();
    current = { job, following };
    watch(job, { ...deps, onEnded: () => ended.add(job.id) }, following.signal);
    deps.onOpened(job);
  };
  const freeMachine = async () => {
    const running = await jobs.running();
    if (running.some(({ id }) => !ended.has(id))) throw busy();
    await Promise.all(running.map(jobs.gone));
  };
  const begin = async (request: JobRequest, url: string | undefined) => {
    if (isStarting) throw busy();
    isStarting = true;
    try {
      await freeMachine();
      const key = url === undefined ? undefined : await keys.keyFor(url);
      const job = await jobs.start(request, launchEnvironment(key));
      log.info(`evaluation: job ${job.id} started: ${request.kind}`);
      open(job);
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
      log.error(`evaluation: ${describeError(error)}`);
      throw new Refusal(
        t("The evaluation could not be started ({0}).", `${error.code}`),
        "retry",
        "showLog",
      );
    } finally {
      isStarting = false;
    }
  };
  return {
    begin,
    open,
    leave,
    repeat: async () => {
      const request = current?.job.request;
      if (request === undefined) return;
      await begin(request, keyPlace(request));
    },
    stop: async () => {
      if (current !== undefined) await jobs.stop(current.job);
    },
  };
}

/** Shows what the job tells, until it has ended or nobody looks any more. */
function watch(
  job: Job,
  deps: Omit<JobDeskDeps, "keys" | "onOpened"> & { onEnded: () => void },
  signal: AbortSignal,
): void {
  const { jobs, log, shown, onNews, onEnded } = deps;
  const fold = foldOf(job);
  shown.show(fold);
  let name = fold.run().id;
  const onChange = () => {
    if (signal.aborted) return;
    shown.changed();
    if (fold.run().state !== "running") onEnded();
    if (fold.run().id === name) return;
    name = fold.run().id;
    onNews(fold.run());
  };
  followJob({ job, fold }, { jobs, log, onChange }, signal).then(
    () => {
      if (signal.aborted) return;
      shown.flush();
      onNews(fold.run());
    },
    (error) => log.error(`evaluation: job ${job.id}: ${describeError(error)}`),
  );
}

function busy(): Refusal {
  return new Refusal(
    t(
      "A run is still at work on this machine, and two at a time would falsify each other's figures: wait for it, or open and stop it.",
    ),
  );
}

function keyPlace(request: JobRequest): string | undefined {
  if (request.kind === "resume") return request.keyOrigin;
  return "endpoint" in request ? request.endpoint.url : undefined;
}
