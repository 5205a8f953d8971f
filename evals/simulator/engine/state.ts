// What the loop and the scheduler share: the queue, the slots, the cache and the sums for the metrics.
import type { KvCache } from "./kv-cache.ts";
import type { Sequence } from "./sequence.ts";

export type EngineLimits = {
  maxNumSeqs: number;
  maxNumBatchedTokens: number;
  gpuBlocks: number;
};

/** Sums since the start, as the Prometheus counters want them. */
export type EngineCounters = {
  steps: number;
  preemptions: number;
  prefixQueries: number;
  prefixHits: number;
};

export type EngineState = {
  cache: KvCache;
  limits: EngineLimits;
  counters: EngineCounters;
  waiting: Sequence[];
  running: Sequence[];
};
