// What the header of a load test says about the server: its own metrics before the test, and what was declared.
import type { LoadHeader } from "../../core/protocol/load-test.ts";
import { openMetricsClient } from "./metrics-client.ts";
import type { ServerMetrics } from "./server-metrics.ts";

/** Undefined when the server shows none. @throws the signal's reason */
export async function metricsOf(
  { url, apiKey }: { url: string; apiKey: string | undefined },
  signal: AbortSignal,
): Promise<ServerMetrics | undefined> {
  const client = openMetricsClient(url, apiKey);
  try {
    return await client.read(signal);
  } finally {
    await client.close();
  }
}

export function serverOf(
  metrics: ServerMetrics | undefined,
  maxNumSeqs: number | undefined,
): Pick<LoadHeader, "server"> {
  if (metrics === undefined && maxNumSeqs === undefined) return {};
  return {
    server: {
      ...(metrics && { runningBefore: metrics.running, waitingBefore: metrics.waiting }),
      ...(metrics?.cacheConfig && { cacheConfig: metrics.cacheConfig }),
      ...(maxNumSeqs === undefined ? {} : { maxNumSeqs }),
    },
  };
}
