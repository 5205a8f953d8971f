// Keeps one request's record and its share of the metrics while it runs. Knows nothing of sockets.
import type { Clock } from "../clock.ts";
import type { VllmMetrics } from "../metrics/vllm-metrics.ts";
import type { RequestRecord } from "../record.ts";

export type RequestMeter = {
  /** One more token; it counts as sent with the next `note`. */
  token(): void;
  /** Writes down the tokens of this turn, at the moment they are handed to the socket. */
  note(): void;
  /** Only the first end counts; false for any other. */
  end(outcome: "stop" | "length" | "aborted" | "fault", scheduledAtMs: number | undefined): boolean;
  isOver(): boolean;
};

export type MeterOptions = {
  record: RequestRecord;
  clock: Clock;
  metrics: VllmMetrics;
  params: { maxTokens: number; n: number };
};

export function createRequestMeter({ record, clock, metrics, params }: MeterOptions): RequestMeter {
  let unnoted = 0;
  let isOver = false;
  return {
    isOver: () => isOver,
    token() {
      record.completionTokens += 1;
      unnoted += 1;
    },
    note() {
      if (unnoted === 0) return;
      const now = clock.nowMs();
      const { firstTokenAtMs, lastTokenAtMs = now } = record;
      const isFirst = firstTokenAtMs === undefined;
      if (isFirst) metrics.firstToken(now - record.arrivedAtMs, record.promptTokens);
      // Tokens that were due together share the gap between them.
      const gaps = isFirst ? unnoted - 1 : unnoted;
      for (let each = 0; each < gaps; each += 1) metrics.nextToken((now - lastTokenAtMs) / gaps);
      record.firstTokenAtMs ??= now;
      record.lastTokenAtMs = now;
      unnoted = 0;
    },
    end(outcome, scheduledAtMs) {
      if (isOver) return false;
      isOver = true;
      record.outcome = outcome;
      record.endedAtMs = clock.nowMs();
      const finishedReason = outcome === "aborted" || outcome === "fault" ? "abort" : outcome;
      metrics.finished(record, { finishedReason, scheduledAtMs, ...params });
      return true;
    },
  };
}
