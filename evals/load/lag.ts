// Watches whether the generator itself is late: its event loop and its processor time while a row runs.
import type { LoadRow } from "../../core/protocol/load-test.ts";

export type GeneratorLoad = LoadRow["generator"];

const resolutionMs = 5;

/** Starts watching; the result stops it. */
export function watchGenerator(): () => GeneratorLoad {
  const startedAt = performance.now();
  const startUsage = process.cpuUsage();
  const lags: number[] = [];
  let beatAt = startedAt;
  const beat = () => {
    const now = performance.now();
    // Of the gap between two beats only the excess over the period is lag.
    lags.push(Math.max(0, now - beatAt - resolutionMs));
    beatAt = now;
  };
  const timer = setInterval(beat, resolutionMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    beat();
    const { user, system } = process.cpuUsage(startUsage);
    const wallMs = performance.now() - startedAt;
    return {
      lagP99Ms: lagP99Of(lags, wallMs),
      lagMaxMs: lags.reduce((most, lag) => Math.max(most, lag), 0),
      cpu: (user + system) / 1000 / wallMs,
    };
  };
}

/**
 * How late the loop comes at least in one of a hundred moments. Counted over time and not over beats: a loop that stands
 * still for a second misses two hundred beats and would have one long one to show for it. The longest lag of all is left
 * to the maximum: a single pause is an accident, and what it delays is measured as slower and not as faster.
 */
export function lagP99Of(lags: readonly number[], wallMs: number): number {
  // So long the loop may be later than x: where the sum of (lag - x) over all lags above x falls to it, x is the p99.
  const allowedMs = wallMs / 100;
  let sum = 0;
  let p99 = 0;
  lags
    .toSorted((left, right) => right - left)
    .slice(1)
    .forEach((lag, index) => {
      sum += lag;
      p99 = Math.max(p99, (sum - allowedMs) / (index + 1));
    });
  return p99;
}

/**
 * The line that inline completion has to meet is 200 ms: a loop that is late by more than a twentieth of it in one of a
 * hundred moments can move a verdict.
 */
const spoilingLagMs = 10;
/** One event loop has one core; at this share it no longer waits for anything, so every time contains its own queue. */
const spoilingCpu = 0.95;
/** A shorter row cannot be judged: one pause is much of it, and compiling is most of what the processor does. */
const leastWallSeconds = 1;

export function isSpoiled({ lagP99Ms, cpu }: GeneratorLoad, wallSeconds: number): boolean {
  return wallSeconds >= leastWallSeconds && (lagP99Ms > spoilingLagMs || cpu > spoilingCpu);
}
