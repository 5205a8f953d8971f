// The batching loop, after vLLM's V1 scheduler: continuous batching, chunked prefill under a token budget, a prefix
// cache, preemption by recomputation. It knows token counts and a clock; nothing of text, HTTP or models.
import type { Clock } from "../clock.ts";
import type { SpeedProfile } from "../profile.ts";
import { blockHashes, createKvCache } from "./kv-cache.ts";
import { planStep, type Step } from "./schedule.ts";
import type { Sequence, SequenceListener, SequenceRequest } from "./sequence.ts";
import type { EngineCounters, EngineLimits, EngineState } from "./state.ts";

export type EngineLoad = { running: number; waiting: number; kvUsage: number };

export type SequenceHandle = {
  abort(): void;
  readonly cachedTokens: number;
  readonly scheduledAtMs: number | undefined;
};

export type Engine = {
  submit(request: SequenceRequest, listener: SequenceListener): SequenceHandle;
  load(): EngineLoad;
  readonly counters: EngineCounters;
  /** Stops the loop; nothing is called afterwards. */
  close(): void;
};

export type EngineOptions = {
  clock: Clock;
  speed: SpeedProfile;
  limits: EngineLimits;
  onStep?: (tokens: number) => void;
};

/** So many steps may run without giving the event loop a turn, so that an abort is seen on the instant profile too. */
const maxStepsPerTurn = 256;

export function createEngine({ clock, speed, limits, onStep }: EngineOptions): Engine {
  const counters = { steps: 0, preemptions: 0, prefixQueries: 0, prefixHits: 0 };
  const cache = createKvCache(limits.gpuBlocks);
  const state: EngineState = { cache, limits, counters, waiting: [], running: [] };
  let inFlight: { step: Step; endsAtMs: number } | undefined;
  let lastEndMs = 0;
  let cancelTimer: (() => void) | undefined;

  /** When the next step can start: undefined without work. */
  const nextStartMs = (): number | undefined => {
    if (state.running.some((sequence) => !sequence.isStalled)) return lastEndMs;
    const first = state.waiting[0];
    return first === undefined ? undefined : Math.max(lastEndMs, first.readyAtMs);
  };

  const wakeAt = (timeMs: number) => {
    cancelTimer?.();
    cancelTimer = clock.at(timeMs, advance);
  };

  /** Starts the next step if its time has come, otherwise arms the timer; false when there is nothing to do now. */
  const startStep = (): boolean => {
    const startMs = nextStartMs();
    if (startMs === undefined) return false;
    if (startMs > clock.nowMs()) {
      wakeAt(startMs);
      return false;
    }
    const step = planStep(state, startMs);
    if (step.work.length === 0) return false;
    const durationMs =
      speed.stepMs +
      speed.prefillTokenMs * step.prefillTokens +
      speed.decodeStreamMs * step.decodingStreams;
    inFlight = { step, endsAtMs: startMs + durationMs };
    return true;
  };

  function advance() {
    cancelTimer = undefined;
    const produced: Sequence[] = [];
    for (let steps = 0; ; steps += 1) {
      if (inFlight === undefined && !startStep()) break;
      if (inFlight === undefined) break;
      // Deadlines are absolute: a late timer makes a step's tokens late, never the steps after it longer.
      if (inFlight.endsAtMs > clock.nowMs() || steps === maxStepsPerTurn) {
        wakeAt(inFlight.endsAtMs);
        break;
      }
      const { step, endsAtMs } = inFlight;
      inFlight = undefined;
      lastEndMs = endsAtMs;
      counters.steps += 1;
      onStep?.(step.prefillTokens + step.decodingStreams);
      completeStep(state, step, produced);
    }
    for (const sequence of produced) sequence.listener.onToken();
    for (const sequence of new Set(produced)) {
      sequence.listener.onTurnEnd(sequence.produced === sequence.request.outputTokens.length);
    }
  }

  return {
    counters,
    submit(request, listener) {
      const now = clock.nowMs();
      const sequence: Sequence = {
        request,
        listener,
        times: {},
        readyAtMs: request.arrivedAtMs + speed.fixedFirstTokenMs,
        blockHashes: blockHashes(
          [...request.promptTokens, ...request.outputTokens],
          request.cacheSalt,
        ),
        computed: 0,
        produced: 0,
        isStalled: request.stallAfter === 0,
        isDone: false,
      };
      state.waiting.push(sequence);
      if (inFlight === undefined) wakeAt(Math.max(nextStartMs() ?? now, now));
      return {
        abort() {
          sequence.listener = silent;
          release(state, sequence);
          // Sequences that found no slot may fit now; time in which nothing ran is not made up for.
          if (inFlight !== undefined || state.waiting.length === 0) return;
          lastEndMs = Math.max(lastEndMs, clock.nowMs());
          wakeAt(nextStartMs() ?? lastEndMs);
        },
        get cachedTokens() {
          return sequence.cachedTokens ?? 0;
        },
        get scheduledAtMs() {
          return sequence.times.scheduledAtMs;
        },
      };
    },
    load() {
      const now = clock.nowMs();
      // A request inside its fixed latency counts as running, as it would on the hardware that was measured, but
      // never beyond the slots there are.
      const held = state.waiting.filter(({ readyAtMs }) => readyAtMs > now).length;
      const free = Math.max(limits.maxNumSeqs - state.running.length, 0);
      const shown = Math.min(held, free);
      return {
        running: state.running.length + shown,
        waiting: state.waiting.length - shown,
        kvUsage: cache.usage(),
      };
    },
    close() {
      cancelTimer?.();
      inFlight = undefined;
      state.waiting.length = 0;
      state.running.length = 0;
    },
  };
}

const silent: SequenceListener = { onToken: () => undefined, onTurnEnd: () => undefined };

function completeStep(state: EngineState, step: Step, produced: Sequence[]) {
  for (const { sequence, tokens } of step.work) {
    if (sequence.isDone || sequence.isStalled || sequence.allocation === undefined) continue;
    sequence.computed += tokens;
    state.cache.publish(sequence.allocation, sequence.blockHashes, sequence.computed);
    const target = sequence.request.promptTokens.length + sequence.produced;
    if (sequence.computed < target) continue;
    sequence.produced += 1;
    produced.push(sequence);
    sequence.isStalled = sequence.produced === sequence.request.stallAfter;
    if (sequence.produced === sequence.request.outputTokens.length) release(state, sequence);
  }
}

function release(state: EngineState, sequence: Sequence) {
  if (sequence.isDone) return;
  sequence.isDone = true;
  if (sequence.allocation !== undefined) state.cache.close(sequence.allocation);
  remove(state.running, sequence);
  remove(state.waiting, sequence);
}

function remove(list: Sequence[], sequence: Sequence) {
  const index = list.indexOf(sequence);
  if (index >= 0) list.splice(index, 1);
}
