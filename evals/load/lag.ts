// Watches whether the generator itself is late: its event loop and its processor time while a row runs.
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { LoadRow } from "../../core/protocol/load-test.ts";

export type GeneratorLoad = LoadRow["generator"];

const resolutionMs = 5;

/** Starts watching; the result stops it. */
export function watchGenerator(): () => GeneratorLoad {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  const startedAt = performance.now();
  const startUsage = process.cpuUsage();
  delays.enable();
  return () => {
    delays.disable();
    const { user, system } = process.cpuUsage(startUsage);
    const wallMs = performance.now() - startedAt;
    return {
      lagP99Ms: lagOf(delays.percentile(99)),
      lagMaxMs: lagOf(delays.max),
      cpu: (user + system) / 1000 / wallMs,
    };
  };
}

/** What is measured is the gap between two beats of a timer, of which only the excess over its period is lag. */
function lagOf(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e6 - resolutionMs);
}

/**
 * The line that inline completion has to meet is 200 ms: a loop that is late by more than a twentieth of it in one of a
 * hundred turns can move a verdict.
 */
const spoilingLagMs = 10;
/** One event loop has one core; at this share it no longer waits for anything, so every time contains its own queue. */
const spoilingCpu = 0.95;
/**
 * A shorter row cannot be judged: in its fewer than 200 beats the p99 is little else than the longest, and compiling is most
 * of what the processor does.
 */
const leastWallSeconds = 1;

export function isSpoiled({ lagP99Ms, cpu }: GeneratorLoad, wallSeconds: number): boolean {
  return wallSeconds >= leastWallSeconds && (lagP99Ms > spoilingLagMs || cpu > spoilingCpu);
}
