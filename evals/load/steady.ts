// The speed while all streams of a row decode: without ramp, drain and the time before a first token. Pure arithmetic over
// measured samples.
import { deltaTimes, type Sample } from "./sample.ts";

export type Steady = { tokensPerSecond: number; seconds: number };

/** So many tokens of each stream make a rate; below that it is the noise of a step. */
const leastTokensPerStream = 8;

/**
 * Tokens ÷ time over every interval in which exactly so many streams are between their first and their last token; for a
 * wave that is from its last first token to its first last token. A token counts when it came after the start of an
 * interval and not after its end, so n steps bring n tokens a stream. Undefined when they never all decoded for long
 * enough, or when no answer has usage.
 */
export function steadyOf(samples: readonly Sample[], streams: number): Steady | undefined {
  const decoding = samples
    .map((sample) => ({ sample, times: deltaTimes(sample) }))
    .filter(({ times }) => times.length > 0);
  const intervals = fullIntervals(
    decoding.map(({ times }) => times),
    streams,
  );
  const usual = tokensPerDelta(samples);
  if (usual === undefined) return undefined;
  let tokens = 0;
  for (const { sample, times } of decoding) {
    const completion = sample.usage?.completionTokens;
    const weight = completion === undefined ? usual : completion / times.length;
    tokens += weight * countWithin(times, intervals);
  }
  const ms = intervals.reduce((sum, [from, to]) => sum + to - from, 0);
  if (ms === 0 || tokens < streams * leastTokensPerStream) return undefined;
  return { tokensPerSecond: (tokens * 1000) / ms, seconds: ms / 1000 };
}

/** Tokens that an event with a delta brings on average; undefined without usage. */
export function tokensPerDelta(samples: readonly Sample[]): number | undefined {
  let tokens = 0;
  let deltas = 0;
  for (const { usage, timing } of samples) {
    if (usage === undefined || timing.ttftMs === undefined) continue;
    tokens += usage.completionTokens;
    deltas += timing.itlMs.length + 1;
  }
  return deltas === 0 ? undefined : tokens / deltas;
}

type Interval = [from: number, to: number];

function fullIntervals(streamTimes: readonly (readonly number[])[], streams: number): Interval[] {
  const changes = streamTimes
    .flatMap((times) => [
      { at: times[0] ?? 0, by: 1 },
      { at: times.at(-1) ?? 0, by: -1 },
    ])
    .sort((left, right) => left.at - right.at || left.by - right.by);
  const intervals: Interval[] = [];
  let running = 0;
  changes.forEach(({ at, by }, index) => {
    running += by;
    const next = changes[index + 1];
    if (running === streams && next !== undefined && next.at > at) intervals.push([at, next.at]);
  });
  return intervals;
}

/** Both ascend. */
function countWithin(times: readonly number[], intervals: readonly Interval[]): number {
  let count = 0;
  let index = 0;
  for (const time of times) {
    while (index < intervals.length && time > (intervals[index]?.[1] ?? 0)) index += 1;
    if (index < intervals.length && time > (intervals[index]?.[0] ?? 0)) count += 1;
  }
  return count;
}
