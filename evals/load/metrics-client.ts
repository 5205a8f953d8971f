// Asks a server for its metrics on a connection apart, so that asking stands in no stream's way, and watches them while a
// row runs. Whatever is no metrics page is taken as none.
import { besideBase, originOf } from "../../core/model/base-url.ts";
import { openSockets } from "./dispatcher.ts";
import { prefixHitRate, readServerMetrics, type ServerMetrics } from "./server-metrics.ts";

export type MetricsClient = {
  /** @throws the signal's reason */
  read(signal: AbortSignal): Promise<ServerMetrics | undefined>;
  close(): Promise<void>;
};

const timeoutMs = 5000;
const maxPageLength = 16 * 1024 * 1024;

export function openMetricsClient(url: string, apiKey: string | undefined): MetricsClient {
  const target = new URL(besideBase(url, "/metrics"));
  const { dispatcher } = openSockets(originOf(url), 1);
  const headers = apiKey ? { authorization: `Bearer ${apiKey}` } : {};
  return {
    async read(signal) {
      try {
        const { statusCode, body } = await dispatcher.request({
          origin: target.origin,
          path: target.pathname,
          method: "GET",
          headers,
          headersTimeout: timeoutMs,
          bodyTimeout: timeoutMs,
          signal,
        });
        const page = await body.text();
        const isPage = statusCode === 200 && page.length <= maxPageLength;
        return isPage ? readServerMetrics(page) : undefined;
      } catch (error) {
        signal.throwIfAborted();
        // Whatever the network did, there is no page, and a load test does not need one.
        if (error instanceof Error && "code" in error) return undefined;
        throw error;
      }
    },
    close: () => dispatcher.destroy(),
  };
}

export type ServerWatch = {
  prefixHitRate: number | undefined;
  mostRunning: number | undefined;
  mostWaiting: number | undefined;
  /** Readings that found requests waiting. */
  waitingReadings: number;
  /** What ran and waited at each reading. */
  together: readonly number[];
};

const intervalMs = 1000;

/** Reads once, then once a second; the result stops that and reads a last time. */
export async function watchServer(
  client: MetricsClient,
  signal: AbortSignal,
): Promise<() => Promise<ServerWatch>> {
  const before = await client.read(signal);
  const readings: ServerMetrics[] = [];
  let isReading = false;
  const timer = setInterval(() => {
    if (isReading) return;
    isReading = true;
    // An abort ends the row, and the timer with it.
    void client
      .read(signal)
      .then(
        (metrics) => metrics && readings.push(metrics),
        () => undefined,
      )
      .finally(() => {
        isReading = false;
      });
  }, intervalMs);
  const stop = () => clearInterval(timer);
  signal.addEventListener("abort", stop, { once: true });
  return async () => {
    stop();
    signal.removeEventListener("abort", stop);
    const after = await client.read(signal);
    const most = (values: number[]) => (values.length === 0 ? undefined : Math.max(...values));
    return {
      prefixHitRate: prefixHitRate(before, after),
      mostRunning: most(readings.map(({ running }) => running)),
      mostWaiting: most(readings.map(({ waiting }) => waiting)),
      waitingReadings: readings.filter(({ waiting }) => waiting > 0).length,
      together: readings.map(({ running, waiting }) => running + waiting),
    };
  };
}
