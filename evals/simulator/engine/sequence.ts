// One sequence inside the engine: what it has to compute, how far it is and when it got there. The output tokens are
// known beforehand; the engine only decides when each of them appears.
import type { Allocation } from "./kv-cache.ts";

export type SequenceRequest = {
  promptTokens: readonly number[];
  outputTokens: readonly number[];
  cacheSalt: string;
  /** Its time in the engine counts from here, however long it took to be understood. */
  arrivedAtMs: number;
  /** Lower goes first; 0 unless given. */
  priority?: number;
  /** After so many output tokens it produces nothing more and keeps its slot until it is aborted. */
  stallAfter?: number;
};

export type SequenceTimes = {
  /** When it got its slot for the first time. */
  scheduledAtMs?: number;
};

export type SequenceListener = {
  /** Called for each token, in the order of the steps. */
  onToken(): void;
  /** Called once after all tokens that became due together: the moment to write. */
  onTurnEnd(isFinished: boolean): void;
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
  isStalled: boolean;
  isDone: boolean;
};

export function priorityOf({ request }: Sequence): number {
  return request.priority ?? 0;
}

/** Tokens still to be computed before the next output token appears. */
export function pendingTokens(sequence: Sequence): number {
  return sequence.request.promptTokens.length + sequence.produced - sequence.computed;
}

/** True when the next token costs a decode step; a preempted sequence prefills everything again. */
export function isDecoding(sequence: Sequence): boolean {
  return sequence.produced > 0 && pendingTokens(sequence) === 1;
}
