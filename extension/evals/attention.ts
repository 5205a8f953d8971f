// What is looked up while somebody looks at the panel: the setup, the stored runs, the published figures, and a run that was
// open or is still at work. Ends when the panel is closed; jobs go on.
import type { Archive } from "./archive.ts";
import type { JobDesk } from "./job-desk.ts";
import type { Jobs } from "./jobs/jobs.ts";
import type { OpenedMemory } from "./opened-memory.ts";
import type { PageFacts } from "./page-facts.ts";
import type { RunList } from "./run-list.ts";
import type { SetupWatch } from "./setup.ts";
import type { ShownRun } from "./shown-run.ts";

export type Attention = {
  /** Looks everything up, the first time. */
  wake(): void;
  /** Settings, keys or folders have changed. */
  lookAgain(): void;
  lookAtRuns(): void;
  rest(): void;
};

export type AttentionDeps = {
  archive: Archive;
  jobs: Jobs;
  desk: JobDesk;
  shown: ShownRun;
  setup: SetupWatch;
  runs: RunList;
  memory: OpenedMemory;
  facts: PageFacts;
  openRun: (id: string) => Promise<void>;
  /** Nobody waits for what is looked up: what goes wrong with it is told here. */
  onError: (error: unknown) => void;
};

export function createAttention(deps: AttentionDeps): Attention {
  const { archive, jobs, setup, runs, facts, onError } = deps;
  let awake: AbortController | undefined;

  const whileAwake = (...tasks: ((signal: AbortSignal) => Promise<unknown>)[]) => {
    if (awake === undefined) return;
    const { signal } = awake;
    for (const task of tasks) {
      task(signal).catch((error: unknown) => {
        if (!signal.aborted) onError(error);
      });
    }
  };
  return {
    wake: () => {
      if (awake !== undefined) return;
      awake = new AbortController();
      whileAwake(
        setup.look,
        (signal) => findAgain(deps, signal),
        runs.look,
        async (signal) => {
          facts.published((await archive.ask({ ask: "published" }, signal)).published);
        },
      );
      whileAwake(() => jobs.tidy(Date.now()));
    },
    lookAgain: () => {
      // It may have to be started otherwise from now on.
      if (awake !== undefined) archive.end();
      whileAwake(setup.look, runs.look);
    },
    lookAtRuns: () => whileAwake(runs.look),
    rest: () => {
      awake?.abort();
      awake = undefined;
      setup.rest();
      archive.end();
    },
  };
}

/** What this window had open before a reload, or else a run that is at work. */
async function findAgain(
  { jobs, desk, shown, memory, openRun }: AttentionDeps,
  signal: AbortSignal,
): Promise<void> {
  const opened = memory.now();
  const kept = opened !== undefined && "job" in opened ? await jobs.find(opened.job) : undefined;
  const job = kept ?? (await jobs.running())[0];
  if (signal.aborted || shown.now() !== undefined) return;
  if (job !== undefined) desk.open(job);
  else if (opened !== undefined && "run" in opened) await openRun(opened.run);
}
