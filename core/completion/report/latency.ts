// Folds the last traces into what a person may know about the speed of completion: a figure for each stage, how often the
// cache answered, and how often a suggestion was taken. Keeps numbers only, no code, and stores nothing.

import type { Outcome, Stages, Trace } from "../trace.ts";
import { type Figure, figureOf } from "./figure.ts";

export const latencyStages = [
  "debounce",
  "context",
  "queue",
  "ttft",
  "decode",
  "own",
  "total",
] as const;
export type LatencyStage = (typeof latencyStages)[number];

export type LatencySummary = {
  stages: Record<LatencyStage, Figure>;
  /** Of `n` wishes that were looked up in the cache, it answered `hits`. */
  cache: { hits: number; n: number };
  /** Suggestions taken, of all that were shown (`shown.ts`), over every session. */
  acceptance: Acceptance;
  /** Whether any of the traces came from a simulated model. */
  isSimulated: boolean;
};

/** Plain data, kept locally from one session to the next. */
export type Acceptance = { shown: number; accepted: number };

export type LatencyBook = {
  add(trace: Trace): void;
  /** A suggestion counts as shown. */
  noteShown(): void;
  noteAccepted(): void;
  summary(): LatencySummary;
  /** Takes up the totals of earlier sessions; anything that is no such totals counts as none. */
  load(kept: unknown): void;
  save(): Acceptance;
  /** Another model serves completion: what was measured does not speak for it. Acceptance stays. */
  reset(): void;
};

/**
 * Everything is over the last `capacity` wishes that a person's typing caused: no warm-up, no speculation, nothing that
 * was refused. Queue, TTFT and decode count once a request, for the wish that sent it. A stage counts also where the
 * wish was aborted later, for the slow requests are the ones that typing contradicts; but decode only where the answer
 * came to its end, own time and total only where somebody waited for it.
 */
export function createLatencyBook({ capacity = 200 }: { capacity?: number } = {}): LatencyBook {
  let entries: Entry[] = [];
  const acceptance: Acceptance = { shown: 0, accepted: 0 };
  return {
    add(trace) {
      if (!typedSources.has(trace.source) || trace.outcome === "refused") return;
      entries.push(entryOf(trace));
      if (entries.length > capacity) entries.shift();
    },
    noteShown() {
      acceptance.shown += 1;
    },
    noteAccepted() {
      acceptance.accepted += 1;
    },
    summary: () => summaryOf(entries, { ...acceptance }),
    load(kept) {
      const { shown, accepted } = acceptanceOf(kept);
      acceptance.shown += shown;
      acceptance.accepted += accepted;
    },
    save: () => ({ ...acceptance }),
    reset() {
      entries = [];
    },
  };
}

type Entry = {
  times: Partial<Record<LatencyStage, number>>;
  isCacheHit: boolean;
  isSimulated: boolean;
};

const typedSources: ReadonlySet<Trace["source"]> = new Set(["cache", "joined", "request"]);
const requestStages: ReadonlySet<LatencyStage> = new Set(["queue", "ttft", "decode"]);
const awaited: ReadonlySet<Outcome> = new Set(["returned", "empty", "filtered"]);

/** Stages that an outcome can cut short; what was cut would look faster than it is. */
const wholeIn: Partial<Record<LatencyStage, ReadonlySet<Outcome>>> = {
  decode: new Set([...awaited, "detached"]),
  own: awaited,
  total: awaited,
};

const fields: Record<LatencyStage, keyof Stages> = {
  debounce: "debounceMs",
  context: "contextMs",
  queue: "queueMs",
  ttft: "ttftMs",
  decode: "decodeMs",
  own: "ownMs",
  total: "totalMs",
};

function entryOf({ source, outcome, stages, isSimulated = false }: Trace): Entry {
  const times: Entry["times"] = {};
  for (const stage of latencyStages) {
    const ms = stages[fields[stage]];
    const isRepeated = source !== "request" && requestStages.has(stage);
    const isCut = wholeIn[stage]?.has(outcome) === false;
    if (ms !== undefined && !isRepeated && !isCut) times[stage] = ms;
  }
  return { times, isCacheHit: source === "cache", isSimulated };
}

function summaryOf(entries: readonly Entry[], acceptance: Acceptance): LatencySummary {
  const figure = (stage: LatencyStage) =>
    figureOf(entries.flatMap(({ times }) => times[stage] ?? []));
  return {
    stages: {
      debounce: figure("debounce"),
      context: figure("context"),
      queue: figure("queue"),
      ttft: figure("ttft"),
      decode: figure("decode"),
      own: figure("own"),
      total: figure("total"),
    },
    cache: {
      hits: entries.filter(({ isCacheHit }) => isCacheHit).length,
      n: entries.length,
    },
    acceptance,
    isSimulated: entries.some(({ isSimulated }) => isSimulated),
  };
}

function acceptanceOf(kept: unknown): Acceptance {
  const none: Acceptance = { shown: 0, accepted: 0 };
  if (typeof kept !== "object" || kept === null) return none;
  if (!("shown" in kept && "accepted" in kept)) return none;
  const { shown, accepted } = kept;
  return isCount(shown) && isCount(accepted) ? { shown, accepted } : none;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
