// What is being collected before a question can be asked: the selection, changes, a model to choose. Stop ends it at once,
// like an answer.

import { untilAborted } from "../host/until-aborted.ts";

export type Gathering = {
  /** Undefined when it was stopped. */
  run<T>(work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T | undefined>;
  stop(): void;
};

export function createGathering(): Gathering {
  const running = new Set<AbortController>();
  return {
    run: async (work, outer) => {
      const controller = new AbortController();
      const { signal } = controller;
      const either = outer === undefined ? signal : AbortSignal.any([signal, outer]);
      running.add(controller);
      try {
        return await untilAborted(work(either), either);
      } catch (error) {
        if (either.aborted) return undefined;
        throw error;
      } finally {
        running.delete(controller);
      }
    },
    stop: () => {
      for (const controller of running) controller.abort();
    },
  };
}
