// One sequence inside the engine: what it has to compute, how far it is and when it got there. The output tokens are
// known beforehand; the engine only decides when each of them appears.
import type { Allocation } from "./kv-cache.ts";

export type SequenceRequest = {
  promptTokens: readonly number[];
  outputTokens: readonly number[];
  cacheSalt: string;
};

export type SequenceTimes = {
  arrivedAtMs: number;
  /** When it got its slot for the first time. */
  scheduledAtMs?: number;
};

export type SequenceListener = {
  /** Called once for all tokens that became due together. */
  onTokens(count: number, isFinished: boolean): void;
};

export type Sequence = {
  request: SequenceRequest;
  listener: SequenceListener;
  times: SequenceTimes;
  /** Before this time the engine does not see it. */
  readyAtMs: number;
  blockHashes: readonly number[];
  allocation?: Allocation;
  /** Prompt tokens that came from the prefix cache when it was first scheduled. */
  cachedTokens?: number;
  /** Tokens whose KV entries exist. */
  computed: number;
  produced: number;
  isPaused: boolean;
  isDone: boolean;
};

/** Tokens still to be computed before the next output token appears. */
export function pendingTokens(sequence: Sequence): number {
  return sequence.request.promptTokens.length + sequence.produced - sequence.computed;
}

/** True when the next token costs a decode step; a preempted sequence prefills everything again. */
export function isDecoding(sequence: Sequence): boolean {
  return sequence.produced > 0 && pendingTokens(sequence) === 1;
}
