// Decides when each stage of `npm test` begins. It does not know what a stage does nor how its result is shown.
import { setTimeout as wait } from "node:timers/promises";
import { prerequisites, type Stage } from "./stages.ts";

export type Planned = Pick<Stage, "name" | "share">;

export type Plan<S extends Planned> = {
  run: (stage: S) => Promise<void>;
  /** Whether what it needs from elsewhere is there; asked again and again. */
  isReady: (stage: S) => boolean;
};

const capacity = 2;
const pollMs = 200;

/**
 * Runs each as soon as the machine has room for it, what it takes for granted is over and it is ready; of several that may
 * begin, the first of the list. Once aborted, none begins.
 */
export async function runStages<S extends Planned>(
  stages: readonly S[],
  { run, isReady }: Plan<S>,
  signal: AbortSignal,
): Promise<void> {
  const waiting = [...stages];
  const running = new Map<S, Promise<void>>();
  const isOpen = (name: string | undefined) =>
    [...waiting, ...running.keys()].some((stage) => stage.name === name);
  const used = () => [...running.keys()].reduce((sum, { share }) => sum + share, 0);
  const mayBegin = (stage: S) =>
    used() + stage.share <= capacity && !isOpen(prerequisites[stage.name]) && isReady(stage);
  while (waiting.length > 0 && !signal.aborted) {
    const next = waiting.find(mayBegin);
    if (next === undefined) {
      await Promise.race([...running.values(), wait(pollMs)]);
      continue;
    }
    waiting.splice(waiting.indexOf(next), 1);
    running.set(
      next,
      run(next).finally(() => running.delete(next)),
    );
  }
  await Promise.all(running.values());
}
