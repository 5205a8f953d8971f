// What happened to one wish for a completion, stage by stage, and the last few of them kept in memory. A trace holds code,
// so it is shown to the person only: it is never logged, stored or sent.
import type { FilterDecision } from "./filters/filters.ts";

/** Milliseconds of each stage; a stage that did not happen is absent. */
export type Stages = {
  /** Waited for more keystrokes, on top of VS Code's own 50 ms. */
  debounceMs?: number;
  /** Held back by the rules of calm until the typing paused. */
  heldMs?: number;
  /** Reading the text, choosing the context and writing the prompt. */
  contextMs?: number;
  /** From the finished prompt to its sending: the model's connection had to be made or found first. */
  queueMs?: number;
  /** As core/model/timing.ts defines it. */
  ttftMs?: number;
  /** First delta to the end of the first complete piece. */
  decodeMs?: number;
  /** From sending to the end of the piece: TTFT and decode, or all there is of an empty answer. */
  requestMs?: number;
  /** Waited for a request that was on its way already. */
  joinedMs?: number;
  filterMs?: number;
  /** Tandem's own share: the whole minus debounce, held, queue, request and joined. */
  ownMs?: number;
  totalMs?: number;
};

export type Outcome =
  /** Handed to the editor. */
  | "returned"
  /** The model had nothing to say. */
  | "empty"
  /** The filters left nothing. */
  | "filtered"
  /** An edit contradicted it, so the request was aborted. */
  | "contradicted"
  /** The editor stopped waiting; the answer goes into the cache. */
  | "detached"
  | "failed"
  /** Not asked: the place, a pause or a failing model spoke against it. */
  | "refused";

export type Trace = {
  id: number;
  /** Unix time in milliseconds. */
  atMs: number;
  path: string;
  languageId: string;
  source: "cache" | "joined" | "request" | "speculative" | "warm-up";
  outcome: Outcome;
  /** Why it was refused or failed, in one sentence. */
  reason?: string;
  stages: Stages;
  /** Present where a request was sent. */
  prompt?: string;
  /** Estimated tokens of the prompt. */
  promptTokens?: number;
  /** What the model wrote, up to where it was stopped. */
  answer?: string;
  /** What was handed to the editor. */
  text?: string;
  decisions: FilterDecision[];
  model?: string;
  isSimulated?: boolean;
};

export type TraceLog = {
  add(trace: Trace): void;
  /** Oldest first. */
  list(): readonly Trace[];
};

/** Keeps the last `capacity` traces. */
export function createTraceLog(capacity = 50): TraceLog {
  const traces: Trace[] = [];
  return {
    add(trace) {
      traces.push(trace);
      if (traces.length > capacity) traces.shift();
    },
    list: () => traces,
  };
}
