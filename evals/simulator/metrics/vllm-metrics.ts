// The metrics page of a vLLM server under the names of its version. Fed with finished facts; it measures nothing.
import type { Engine } from "../engine/engine.ts";
import type { RequestRecord } from "../record.ts";
import type { VersionProfile } from "../version-profile.ts";
import { createRegistry, type Labels } from "./exposition.ts";

export type VllmMetrics = {
  /** One engine step computed so many tokens. */
  step(tokens: number): void;
  firstToken(ttftMs: number): void;
  /** A token later than the first, this long after the one before. */
  nextToken(gapMs: number): void;
  finished(record: RequestRecord, facts: FinishedFacts): void;
  httpRequest(handler: string, method: string, status: number): void;
  render(): string;
};

export type FinishedFacts = {
  finishedReason: "stop" | "length" | "abort";
  scheduledAtMs: number | undefined;
  maxTokens: number;
  n: number;
};

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
const iterationBuckets = [1, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384];
const nBuckets = [1, 2, 5, 10, 20];

type Options = {
  profile: VersionProfile;
  modelName: string;
  maxModelLen: number;
  gpuBlocks: number;
  engine: Engine;
  createdAtSeconds: number;
};

export function createVllmMetrics(options: Options): VllmMetrics {
  const { profile, modelName, maxModelLen, engine, createdAtSeconds } = options;
  const isOld = profile.metrics === "0.8";
  const base: Labels = isOld ? { model_name: modelName } : { engine: "0", model_name: modelName };
  const registry = createRegistry(base, createdAtSeconds);
  const lengths = lengthBuckets(maxModelLen);
  const histogram = (name: string, help: string, buckets: readonly number[]) =>
    registry.histogram(`vllm:${name}`, help, buckets);

  addGauges(registry, options);
  const promptTokens = registry.counter(
    "vllm:prompt_tokens",
    "Number of prefill tokens processed.",
  );
  const generationTokens = registry.counter(
    "vllm:generation_tokens",
    "Number of generation tokens processed.",
  );
  const success = registry.counter(
    "vllm:request_success",
    "Count of successfully processed requests.",
    ["stop", "length", "abort"].map((reason) => ({ finished_reason: reason })),
  );
  const promptLengths = histogram(
    "request_prompt_tokens",
    "Number of prefill tokens processed.",
    lengths,
  );
  const generationLengths = histogram(
    "request_generation_tokens",
    "Number of generation tokens processed.",
    lengths,
  );
  const iteration = histogram(
    "iteration_tokens_total",
    "Histogram of number of tokens per engine_step.",
    iterationBuckets,
  );
  const paramsN = histogram("request_params_n", "Histogram of the n request parameter.", nBuckets);
  const paramsMax = histogram(
    "request_params_max_tokens",
    "Histogram of the max_tokens request parameter.",
    lengths,
  );
  const ttft = histogram(
    "time_to_first_token_seconds",
    "Histogram of time to first token in seconds.",
    ttftBuckets,
  );
  const itlHelp = "Histogram of inter-token latency in seconds.";
  const perToken = [
    ...(profile.hasDeprecatedMetrics
      ? [histogram("time_per_output_token_seconds", itlHelp, tokenBuckets)]
      : []),
    ...(isOld ? [] : [histogram("inter_token_latency_seconds", itlHelp, tokenBuckets)]),
  ];
  const requestTpot = isOld
    ? undefined
    : histogram(
        "request_time_per_output_token_seconds",
        "Histogram of time_per_output_token_seconds per request.",
        tokenBuckets,
      );
  const latency = (name: string, help: string) => histogram(name, help, latencyBuckets);
  const e2e = latency(
    "e2e_request_latency_seconds",
    "Histogram of e2e request latency in seconds.",
  );
  const queue = latency("request_queue_time_seconds", "Histogram of time spent in WAITING phase.");
  const inference = latency(
    "request_inference_time_seconds",
    "Histogram of time spent in RUNNING phase.",
  );
  const prefill = latency(
    "request_prefill_time_seconds",
    "Histogram of time spent in PREFILL phase.",
  );
  const decode = latency("request_decode_time_seconds", "Histogram of time spent in DECODE phase.");

  const http = createRegistry({}, createdAtSeconds);
  const httpRequests = http.counter(
    "http_requests",
    "Total number of requests by method, status and handler.",
    [],
  );

  return {
    step: (tokens) => iteration.observe(tokens),
    firstToken: (ttftMs) => ttft.observe(ttftMs / 1000),
    nextToken(gapMs) {
      for (const each of perToken) each.observe(gapMs / 1000);
    },
    finished(record, { finishedReason, scheduledAtMs, maxTokens, n }) {
      const { arrivedAtMs, firstTokenAtMs, lastTokenAtMs, endedAtMs = arrivedAtMs } = record;
      success.add(1, { finished_reason: finishedReason });
      promptTokens.add(record.promptTokens);
      generationTokens.add(record.completionTokens);
      promptLengths.observe(record.promptTokens);
      generationLengths.observe(record.completionTokens);
      paramsN.observe(n);
      paramsMax.observe(maxTokens);
      e2e.observe((endedAtMs - arrivedAtMs) / 1000);
      if (scheduledAtMs === undefined) return;
      queue.observe((scheduledAtMs - arrivedAtMs) / 1000);
      inference.observe((endedAtMs - scheduledAtMs) / 1000);
      if (firstTokenAtMs === undefined || lastTokenAtMs === undefined) return;
      prefill.observe((firstTokenAtMs - scheduledAtMs) / 1000);
      decode.observe((lastTokenAtMs - firstTokenAtMs) / 1000);
      if (record.completionTokens < 2) return;
      requestTpot?.observe((lastTokenAtMs - firstTokenAtMs) / 1000 / (record.completionTokens - 1));
    },
    httpRequest(handler, method, status) {
      httpRequests.add(1, { handler, method, status: `${Math.floor(status / 100)}xx` });
    },
    render: () => registry.render() + http.render(),
  };

  function addGauges(to: typeof registry, { gpuBlocks }: Options) {
    to.gauge(
      "vllm:num_requests_running",
      "Number of requests in model execution batches.",
      () => engine.load().running,
    );
    to.gauge(
      "vllm:num_requests_waiting",
      "Number of requests waiting to be processed.",
      () => engine.load().waiting,
    );
    const usageHelp = "KV-cache usage. 1 means 100 percent usage.";
    const usage = () => engine.load().kvUsage;
    if (profile.hasDeprecatedMetrics) to.gauge("vllm:gpu_cache_usage_perc", usageHelp, usage);
    if (!isOld) to.gauge("vllm:kv_cache_usage_perc", usageHelp, usage);
    const cachePrefixes = [
      ...(profile.hasDeprecatedMetrics ? ["gpu_"] : []),
      ...(isOld ? [] : [""]),
    ];
    for (const prefix of cachePrefixes) {
      to.sum(
        `vllm:${prefix}prefix_cache_queries`,
        "Prefix cache queries, in terms of number of queried tokens.",
        () => engine.counters.prefixQueries,
      );
      to.sum(
        `vllm:${prefix}prefix_cache_hits`,
        "Prefix cache hits, in terms of number of cached tokens.",
        () => engine.counters.prefixHits,
      );
    }
    to.sum(
      "vllm:num_preemptions",
      "Cumulative number of preemption from the engine.",
      () => engine.counters.preemptions,
    );
    to.gauge("vllm:cache_config_info", "Information of the LLMEngine CacheConfig", () => 1, {
      block_size: "16",
      cache_dtype: "auto",
      enable_prefix_caching: "True",
      num_gpu_blocks: `${gpuBlocks}`,
    });
  }
}

/** 1, 2, 5, 10, 20, 50, … up to the context window. */
function lengthBuckets(maxModelLen: number): number[] {
  const buckets: number[] = [];
  for (let power = 1; power <= maxModelLen; power *= 10) {
    buckets.push(
      ...[1, 2, 5].map((factor) => factor * power).filter((value) => value <= maxModelLen),
    );
  }
  return buckets;
}
