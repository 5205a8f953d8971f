// The metrics page of a vLLM server under the names of its version. Fed with finished facts; it measures nothing.
import type { RequestRecord } from "../record.ts";
import type { VersionProfile } from "../version-profile.ts";
import { addEngineMetrics, type EngineSource } from "./engine-metrics.ts";
import { Registry } from "./exposition.ts";
import { addLatencies } from "./latencies.ts";

export type VllmMetrics = {
  /** One engine step computed so many tokens. */
  step(tokens: number): void;
  /** The prompt is computed and the first token is there. */
  firstToken(ttftMs: number, prompt: number): void;
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

type Options = EngineSource & {
  profile: VersionProfile;
  modelName: string;
  maxModelLen: number;
  createdAtSeconds: number;
};

const iterationBuckets = [1, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384];
const nBuckets = [1, 2, 5, 10, 20];

export function createVllmMetrics(options: Options): VllmMetrics {
  const { profile, modelName, maxModelLen, createdAtSeconds } = options;
  const engineLabel = profile.metrics === "0.8" ? {} : { engine: "0" };
  const registry = new Registry({ ...engineLabel, model_name: modelName }, createdAtSeconds);
  addEngineMetrics(registry, options, profile);
  const tokens = addTokenCounters(registry);
  const lengths = addLengths(registry, maxModelLen);
  const latencies = addLatencies(registry, profile);
  const iteration = registry.histogram(
    "vllm:iteration_tokens_total",
    "Histogram of number of tokens per engine_step.",
    iterationBuckets,
  );
  const http = new Registry({}, createdAtSeconds);
  const httpRequests = http.counter(
    "http_requests",
    "Total number of requests by method, status and handler.",
    [],
  );
  return {
    step: (count) => iteration.observe(count),
    firstToken(ttftMs, prompt) {
      latencies.firstToken(ttftMs);
      tokens.prompt.add(prompt);
      tokens.generation.add(1);
    },
    nextToken(gapMs) {
      latencies.nextToken(gapMs);
      tokens.generation.add(1);
    },
    finished(record, facts) {
      tokens.success.add(1, { finished_reason: facts.finishedReason });
      lengths.finished(record, facts);
      latencies.finished(record, facts.scheduledAtMs);
    },
    httpRequest(handler, method, status) {
      httpRequests.add(1, { handler, method, status: `${Math.floor(status / 100)}xx` });
    },
    render: () => registry.render() + http.render(),
  };
}

function addTokenCounters(registry: Registry) {
  return {
    prompt: registry.counter("vllm:prompt_tokens", "Number of prefill tokens processed."),
    generation: registry.counter(
      "vllm:generation_tokens",
      "Number of generation tokens processed.",
    ),
    success: registry.counter(
      "vllm:request_success",
      "Count of successfully processed requests.",
      ["stop", "length", "abort"].map((reason) => ({ finished_reason: reason })),
    ),
  };
}

function addLengths(registry: Registry, maxModelLen: number) {
  const buckets = lengthBuckets(maxModelLen);
  const histogram = (name: string, help: string, bounds = buckets) =>
    registry.histogram(`vllm:${name}`, help, bounds);
  const prompt = histogram("request_prompt_tokens", "Number of prefill tokens processed.");
  const generation = histogram(
    "request_generation_tokens",
    "Number of generation tokens processed.",
  );
  const n = histogram("request_params_n", "Histogram of the n request parameter.", nBuckets);
  const maxTokens = histogram(
    "request_params_max_tokens",
    "Histogram of the max_tokens request parameter.",
  );
  return {
    finished(record: RequestRecord, params: { maxTokens: number; n: number }) {
      prompt.observe(record.promptTokens);
      generation.observe(record.completionTokens);
      n.observe(params.n);
      maxTokens.observe(params.maxTokens);
    },
  };
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
