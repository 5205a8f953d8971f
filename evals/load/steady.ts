// The speed while all streams of a row decode: without ramp, drain and the time before a first token. Pure arithmetic over
// measured samples.
import { deltaTimes, type Sample } from "./sample.ts";

export type Steady = { tokensPerSecond: number; seconds: number };

/** So many tokens of each stream make a rate; below that it is the noise of a step. */
const leastTokensPerStream = 8;

/**
 * Tokens ÷ time over every interval in which exactly so many streams are between their first and their last token; for a
 * wave that is from its last first token to its first last token. What a chunk brings was made between the one before it
 * and itself, so it counts by the share of that time: where in a step an interval begins or ends changes nothing.
 * Undefined when they never all decoded for long enough, or when no answer has usage.
 */
export function steadyOf(samples: readonly Sample[], streams: number): Steady | undefined {
  const decoding = samples
    .map((sample) => ({ sample, times: deltaTimes(sample) }))
    .filter(({ times }) => times.length > 0);
  const intervals = fullIntervals(
    decoding.map(({ times }) => times),
    streams,
  );
  const usual = tokensPerGap(decoding);
  if (usual === undefined) return undefined;
  let tokens = 0;
  for (const { sample, times } of decoding) {
    tokens += (tokensPerGap([{ sample, times }]) ?? usual) * gapsWithin(times, intervals);
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

type Decoding = { sample: Sample; times: readonly number[] };

/** A first token comes alone: it ends the prefill, and the gaps bring the rest. Undefined without usage or gaps. */
function tokensPerGap(decoding: readonly Decoding[]): number | undefined {
  let tokens = 0;
  let gaps = 0;
  for (const { sample, times } of decoding) {
    if (sample.usage === undefined) continue;
    tokens += sample.usage.completionTokens - 1;
    gaps += times.length - 1;
  }
  return gaps === 0 ? undefined : tokens / gaps;
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

/** How many gaps lie in the intervals, and which shares of others. Both ascend. */
function gapsWithin(times: readonly number[], intervals: readonly Interval[]): number {
  let count = 0;
  let first = 0;
  times.slice(1).forEach((end, index) => {
    const start = times[index] ?? end;
    while (first < intervals.length && (intervals[first]?.[1] ?? 0) < end) {
      count += shareOf([start, end], intervals[first]);
      first += 1;
    }
    count += shareOf([start, end], intervals[first]);
  });
  return count;
}

/** Events that came at once have no time between them: the gap is where its end is. */
function shareOf([start, end]: Interval, interval: Interval | undefined): number {
  if (interval === undefined) return 0;
  const [from, to] = interval;
  if (start === end) return from < end && end <= to ? 1 : 0;
  return Math.max(0, Math.min(end, to) - Math.max(start, from)) / (end - start);
}
