// The batching loop, after vLLM's V1 scheduler: continuous batching, chunked prefill under a token budget, a prefix
// cache, preemption by recomputation. It knows token counts and a clock; nothing of text, HTTP or models.
import type { Clock } from "../clock.ts";
import type { SpeedProfile } from "../profile.ts";
import { blockHashes, KvCache } from "./kv-cache.ts";
import { planStep, type Step } from "./schedule.ts";
import type { Sequence, SequenceListener, SequenceRequest } from "./sequence.ts";
import type { EngineCounters, EngineLimits, EngineState } from "./state.ts";

export type EngineLoad = { running: number; waiting: number; kvUsage: number };

export type SequenceHandle = {
  abort(): void;
  readonly cachedTokens: number;
  readonly scheduledAtMs: number | undefined;
};

export type EngineOptions = {
  clock: Clock;
  speed: SpeedProfile;
  limits: EngineLimits;
  onStep?: (tokens: number) => void;
};

/** So many steps may run without giving the event loop a turn, so that an abort is seen on the instant profile too. */
const maxStepsPerTurn = 256;

const silent: SequenceListener = { onToken: () => undefined, onTurnEnd: () => undefined };

export class Engine {
  readonly #options: EngineOptions;
  readonly #state: EngineState;
  #inFlight: { step: Step; endsAtMs: number } | undefined;
  #lastEndMs = 0;
  #cancelTimer: (() => void) | undefined;

  constructor(options: EngineOptions) {
    this.#options = options;
    const counters = { steps: 0, preemptions: 0, prefixQueries: 0, prefixHits: 0 };
    const cache = new KvCache(options.limits.gpuBlocks);
    this.#state = { cache, limits: options.limits, counters, waiting: [], running: [] };
  }

  get counters(): EngineCounters {
    return this.#state.counters;
  }

  submit(request: SequenceRequest, listener: SequenceListener): SequenceHandle {
    const { clock, speed } = this.#options;
    const tokens = [...request.promptTokens, ...request.outputTokens];
    const sequence: Sequence = {
      request,
      listener,
      times: {},
      readyAtMs: request.arrivedAtMs + speed.fixedFirstTokenMs,
      blockHashes: blockHashes(tokens, request.cacheSalt),
      computed: 0,
      produced: 0,
      isStalled: request.stallAfter === 0,
      isDone: false,
    };
    this.#state.waiting.push(sequence);
    const now = clock.nowMs();
    if (this.#inFlight === undefined) this.#wakeAt(Math.max(this.#nextStartMs() ?? now, now));
    return {
      abort: () => this.#abort(sequence),
      get cachedTokens() {
        return sequence.cachedTokens ?? 0;
      },
      get scheduledAtMs() {
        return sequence.times.scheduledAtMs;
      },
    };
  }

  load(): EngineLoad {
    const { running, waiting, cache, limits } = this.#state;
    const now = this.#options.clock.nowMs();
    // A request inside its fixed latency counts as running, as it would on the hardware that was measured, but never
    // beyond the slots there are.
    const held = waiting.filter(({ readyAtMs }) => readyAtMs > now).length;
    const shown = Math.min(held, Math.max(limits.maxNumSeqs - running.length, 0));
    return {
      running: running.length + shown,
      waiting: waiting.length - shown,
      kvUsage: cache.usage(),
    };
  }

  /** Stops the loop; no listener is called afterwards. */
  close(): void {
    this.#cancelTimer?.();
    this.#inFlight = undefined;
    this.#state.waiting.length = 0;
    this.#state.running.length = 0;
  }

  #abort(sequence: Sequence): void {
    sequence.listener = silent;
    release(this.#state, sequence);
    if (this.#inFlight !== undefined || this.#state.waiting.length === 0) return;
    // Sequences that found no slot may fit now; time in which nothing ran is not made up for.
    this.#lastEndMs = Math.max(this.#lastEndMs, this.#options.clock.nowMs());
    this.#wakeAt(this.#nextStartMs() ?? this.#lastEndMs);
  }

  /** When the next step can start: undefined without work. */
  #nextStartMs(): number | undefined {
    const { running, waiting } = this.#state;
    if (running.some((sequence) => !sequence.isStalled)) return this.#lastEndMs;
    const first = waiting[0];
    return first === undefined ? undefined : Math.max(this.#lastEndMs, first.readyAtMs);
  }

  #wakeAt(timeMs: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#options.clock.at(timeMs, () => this.#advance());
  }

  /** Runs every step that is due, then tells the listeners what it produced. */
  #advance(): void {
    const { clock, onStep } = this.#options;
    const produced: Sequence[] = [];
    for (let steps = 0; ; steps += 1) {
      this.#inFlight ??= this.#startStep();
      if (this.#inFlight === undefined) break;
      const { step, endsAtMs } = this.#inFlight;
      // Deadlines are absolute: a late timer makes a step's tokens late, never the steps after it longer.
      if (endsAtMs > clock.nowMs() || steps === maxStepsPerTurn) {
        this.#wakeAt(endsAtMs);
        break;
      }
      this.#inFlight = undefined;
      this.#lastEndMs = endsAtMs;
      this.#state.counters.steps += 1;
      onStep?.(step.prefillTokens + step.decodingStreams);
      completeStep(this.#state, step, produced);
    }
    for (const sequence of produced) sequence.listener.onToken();
    for (const sequence of new Set(produced)) {
      sequence.listener.onTurnEnd(sequence.produced === sequence.request.outputTokens.length);
    }
  }

  /** The next step if its time has come; otherwise arms the timer if there will be one. */
  #startStep(): { step: Step; endsAtMs: number } | undefined {
    const startMs = this.#nextStartMs();
    if (startMs === undefined) return undefined;
    if (startMs > this.#options.clock.nowMs()) {
      this.#wakeAt(startMs);
      return undefined;
    }
    const step = planStep(this.#state, startMs);
    if (step.work.length === 0) return undefined;
    const { stepMs, prefillTokenMs, decodeStreamMs } = this.#options.speed;
    const durationMs =
      stepMs + prefillTokenMs * step.prefillTokens + decodeStreamMs * step.decodingStreams;
    return { step, endsAtMs: startMs + durationMs };
  }
}

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
