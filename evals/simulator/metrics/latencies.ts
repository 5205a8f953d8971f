// The latency histograms of the metrics page, with vLLM's bounds and the names of each version.
import type { RequestRecord } from "../record.ts";
import type { VersionProfile } from "../version-profile.ts";
import type { Registry } from "./exposition.ts";

/** Bucket bounds in seconds, as vLLM's v1/metrics/loggers.py has them. */
const ttftBuckets = [
  0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80,
  160, 640, 2560,
];
const tokenBuckets = [
  0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80,
];
const latencyBuckets = [
  0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680,
];

export type Latencies = {
  firstToken(ttftMs: number): void;
  nextToken(gapMs: number): void;
  finished(record: RequestRecord, scheduledAtMs: number | undefined): void;
};

export function addLatencies(registry: Registry, profile: VersionProfile): Latencies {
  const ttft = registry.histogram(
    "vllm:time_to_first_token_seconds",
    "Histogram of time to first token in seconds.",
    ttftBuckets,
  );
  const perToken = addPerToken(registry, profile);
  const phase = (name: string, what: string) =>
    registry.histogram(`vllm:${name}_seconds`, `Histogram of ${what} in seconds.`, latencyBuckets);
  const e2e = phase("e2e_request_latency", "e2e request latency");
  const queue = phase("request_queue_time", "time spent in WAITING phase");
  const inference = phase("request_inference_time", "time spent in RUNNING phase");
  const prefill = phase("request_prefill_time", "time spent in PREFILL phase");
  const decode = phase("request_decode_time", "time spent in DECODE phase");
  return {
    firstToken: (ttftMs) => ttft.observe(ttftMs / 1000),
    nextToken: perToken.gap,
    finished(record, scheduledAtMs) {
      const { arrivedAtMs, firstTokenAtMs, lastTokenAtMs, endedAtMs = arrivedAtMs } = record;
      e2e.observe((endedAtMs - arrivedAtMs) / 1000);
      if (scheduledAtMs === undefined) return;
      queue.observe((scheduledAtMs - arrivedAtMs) / 1000);
      inference.observe((endedAtMs - scheduledAtMs) / 1000);
      if (firstTokenAtMs === undefined || lastTokenAtMs === undefined) return;
      prefill.observe((firstTokenAtMs - scheduledAtMs) / 1000);
      decode.observe((lastTokenAtMs - firstTokenAtMs) / 1000);
      perToken.request(lastTokenAtMs - firstTokenAtMs, record.completionTokens);
    },
  };
}

function addPerToken(registry: Registry, profile: VersionProfile) {
  const histogram = (name: string, help: string) =>
    registry.histogram(`vllm:${name}`, help, tokenBuckets);
  const isOld = profile.metrics === "0.8";
  const help = "Histogram of inter-token latency in seconds.";
  const gaps = [
    ...(profile.hasDeprecatedMetrics ? [histogram("time_per_output_token_seconds", help)] : []),
    ...(isOld ? [] : [histogram("inter_token_latency_seconds", help)]),
  ];
  const mean = isOld
    ? undefined
    : histogram(
        "request_time_per_output_token_seconds",
        "Histogram of time_per_output_token_seconds per request.",
      );
  return {
    gap(gapMs: number) {
      for (const each of gaps) each.observe(gapMs / 1000);
    },
    request(decodeMs: number, tokens: number) {
      if (tokens >= 2) mean?.observe(decodeMs / 1000 / (tokens - 1));
    },
  };
}
