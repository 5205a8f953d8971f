// Which rows of a load test are there for their latency alone, so that no report quotes their throughput. Measures nothing.
import type { LoadRow } from "../protocol/load-test.ts";

/** Answers so short that nearly all of their time is the wait for the first token. */
export const longestForLatency = 32;

export function isForLatency({ osl }: Pick<LoadRow, "osl">): boolean {
  return osl <= longestForLatency;
}
