// Decides what one step computes: running sequences first, then waiting ones by priority and arrival, as far as slots, the
// token budget and the KV cache reach. Preempts the least urgent, youngest sequence when the cache is full; a slot is never
// taken from a running sequence.
import { isDecoding, pendingTokens, priorityOf, type Sequence } from "./sequence.ts";
import type { EngineState } from "./state.ts";

export type Step = {
  work: { sequence: Sequence; tokens: number; isDecode: boolean }[];
  prefillTokens: number;
  decodingStreams: number;
};

export function planStep(state: EngineState, startMs: number): Step {
  const step: Step = { work: [], prefillTokens: 0, decodingStreams: 0 };
  let budget = state.limits.maxNumBatchedTokens;
  let preempted = false;

  for (const sequence of [...state.running]) {
    if (budget === 0) break;
    if (sequence.isStalled || !state.running.includes(sequence)) continue;
    const tokens = Math.min(pendingTokens(sequence), budget);
    while (!hasRoom(state, sequence, tokens)) {
      preempted = true;
      const victim = leastUrgent(state.running) ?? sequence;
      preempt(state, victim);
      dropWork(step, victim);
      if (victim === sequence) break;
    }
    if (!state.running.includes(sequence)) break;
    addWork(step, sequence, tokens);
    budget -= tokens;
  }

  // A pool that was just too small for the running ones has no room for new ones.
  while (!preempted && budget > 0 && state.running.length < state.limits.maxNumSeqs) {
    const sequence = mostUrgent(state.waiting, startMs);
    if (sequence === undefined) break;
    const tokens = admit(state, sequence, { budget, startMs });
    if (tokens === undefined) break;
    addWork(step, sequence, tokens);
    budget -= tokens;
  }
  return step;
}

/** Of those that the engine sees already; the first among equals. */
function mostUrgent(waiting: readonly Sequence[], startMs: number): Sequence | undefined {
  let found: Sequence | undefined;
  for (const sequence of waiting) {
    if (sequence.readyAtMs > startMs) continue;
    if (found === undefined || priorityOf(sequence) < priorityOf(found)) found = sequence;
  }
  return found;
}

/** The last among equals, because it loses least. */
function leastUrgent(running: readonly Sequence[]): Sequence | undefined {
  let found: Sequence | undefined;
  for (const sequence of running) {
    if (sequence.isStalled) continue;
    if (found === undefined || priorityOf(sequence) >= priorityOf(found)) found = sequence;
  }
  return found;
}

function admit(
  state: EngineState,
  sequence: Sequence,
  { budget, startMs }: { budget: number; startMs: number },
): number | undefined {
  const total = pendingTokens(sequence);
  const allocation = state.cache.open(sequence.blockHashes, total);
  const tokens = Math.min(total - allocation.cachedTokens, budget);
  if (!state.cache.grow(allocation, allocation.cachedTokens + tokens)) {
    state.cache.close(allocation);
    return undefined;
  }
  state.waiting.splice(state.waiting.indexOf(sequence), 1);
  state.running.push(sequence);
  sequence.allocation = allocation;
  sequence.computed = allocation.cachedTokens;
  if (sequence.cachedTokens === undefined) {
    sequence.cachedTokens = allocation.cachedTokens;
    sequence.times.scheduledAtMs = startMs;
    state.counters.prefixQueries += total;
    state.counters.prefixHits += allocation.cachedTokens;
  }
  return tokens;
}

function hasRoom(state: EngineState, { allocation, computed }: Sequence, tokens: number): boolean {
  return allocation !== undefined && state.cache.grow(allocation, computed + tokens);
}

function preempt(state: EngineState, sequence: Sequence) {
  if (sequence.allocation !== undefined) state.cache.close(sequence.allocation);
  delete sequence.allocation;
  sequence.computed = 0;
  state.counters.preemptions += 1;
  state.running.splice(state.running.indexOf(sequence), 1);
  state.waiting.unshift(sequence);
}

function addWork(step: Step, sequence: Sequence, tokens: number) {
  const isDecode = isDecoding(sequence);
  step.work.push({ sequence, tokens, isDecode });
  if (isDecode) step.decodingStreams += 1;
  else step.prefillTokens += tokens;
}

function dropWork(step: Step, sequence: Sequence) {
  const index = step.work.findIndex((item) => item.sequence === sequence);
  const [dropped] = index >= 0 ? step.work.splice(index, 1) : [];
  if (dropped === undefined) return;
  if (dropped.isDecode) step.decodingStreams -= 1;
  else step.prefillTokens -= dropped.tokens;
}
