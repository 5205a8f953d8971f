// The job whose events are on screen: folds what it tells and says when it has ended. Other jobs go on unseen; leaving this
// one does not stop it either.
import type { Log } from "../host/log.ts";
import { createFold, type Fold } from "./fold.ts";
import { filesOf, type Job } from "./jobs/job-folder.ts";
import type { Jobs } from "./jobs/jobs.ts";
import { diedProblem } from "./problems.ts";
import { runKindOf } from "./requests.ts";

export type FollowedJob = { job: Job; fold: Fold };

/** Resolves when the process has ended and its last event is folded, or when aborted. */
export async function followJob(
  { job, fold }: FollowedJob,
  deps: { jobs: Jobs; log: Log; onChange: () => void },
  signal: AbortSignal,
): Promise<void> {
  const { jobs, log, onChange } = deps;
  let bad = 0;
  const listener = {
    onEvent: (event: Parameters<Fold["push"]>[0]) => {
      fold.push(event);
      if (event.kind === "failed") log.warn(`evaluation: job ${job.id} failed: ${event.code}`);
      onChange();
    },
    onBadLine: (code: string) => {
      bad += 1;
      if (bad === 1) log.warn(`evaluation: job ${job.id} told a line that is no event: ${code}`);
    },
  };
  await jobs.follow(job, listener, signal);
  if (signal.aborted) return;
  if (bad > 1) log.warn(`evaluation: job ${job.id} told ${bad} lines that are no events`);
  const isUnfinished = fold.run().state === "running";
  if (isUnfinished) {
    const { errors } = filesOf(job.folder);
    log.error(`evaluation: job ${job.id} ended without a result; what it said last: ${errors}`);
  }
  // Only an evaluation that has begun can be gone on with.
  const { kind, header } = fold.run();
  fold.end(diedProblem(kind === "evaluation" && header !== undefined));
  onChange();
}

export function foldOf({ id, request, startedAtMs }: Job): Fold {
  return createFold({ id, kind: runKindOf(request), startedAtMs });
}
