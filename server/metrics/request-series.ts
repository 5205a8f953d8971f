// The series that one finished request counts in. Every label is one of few words: what a client sends never becomes one,
// and neither does a person.
import type { Registry } from "prom-client";
import type { Outcome } from "../../core/protocol/audit-record.ts";
import type { Task, TrafficClass } from "../../core/routing/task.ts";
import type { FailureReason } from "../upstreams/failure.ts";
import {
  durationBuckets,
  genAiDurationBuckets,
  genAiTokenBuckets,
  genAiTpotBuckets,
  genAiTtftBuckets,
  overheadBuckets,
  queueBuckets,
  tpotBuckets,
  ttftBuckets,
} from "./buckets.ts";
import { type Counter, counterFamily, type Histogram, histogramFamily } from "./families.ts";

/** What tells the series of one request from those of another. */
export type RequestLabels = {
  path: string;
  task: Task;
  class: TrafficClass;
  model: string;
  upstream: string;
  served: string;
  status: string;
  outcome: Outcome;
  error: string;
};

export type RequestSeries = {
  requests: Counter;
  promptTokens: Counter;
  completionTokens: Counter;
  cachedTokens: Counter;
  queue: Histogram;
  ttft: Histogram;
  tpot: Histogram;
  duration: Histogram;
  /** Absent where OpenTelemetry has no name for the operation. */
  genAi: GenAiSeries | undefined;
};

type GenAiSeries = {
  inputTokens: Histogram;
  outputTokens: Histogram;
  duration: Histogram;
  ttft: Histogram;
  tpot: Histogram;
};

export type RequestFamilies = {
  seriesOf(labels: RequestLabels): RequestSeries;
  upstreamFailures(labels: { upstream: string; reason: FailureReason }): Counter;
  forwardOverhead: Histogram;
  returnOverhead: Histogram;
};

export function requestFamilies(registry: Registry): RequestFamilies {
  const requests = counterFamily(registry, {
    name: "tandem_gateway_requests_total",
    help: "Requests that have ended, refused ones included.",
  });
  const tokens = counterFamily(registry, {
    name: "tandem_gateway_tokens_total",
    help: "Tokens as the upstreams counted them; cached ones are part of the prompt's.",
  });
  const failures = counterFamily(registry, {
    name: "tandem_gateway_upstream_failures_total",
    help: "Attempts that failed before the first byte of an answer.",
  });
  const seconds = secondsFamilies(registry);
  const genAiOf = genAiFamilies(registry);
  return {
    seriesOf(labels) {
      const { class: trafficClass, model, upstream, outcome } = labels;
      const { served: _, error: __, ...counted } = labels;
      const served = { class: trafficClass, model, upstream };
      return {
        requests: requests.with(counted),
        promptTokens: tokens.with({ ...served, kind: "prompt" }),
        completionTokens: tokens.with({ ...served, kind: "completion" }),
        cachedTokens: tokens.with({ ...served, kind: "cached" }),
        queue: seconds.queue.with({ class: trafficClass }),
        ttft: seconds.ttft.with(served),
        tpot: seconds.tpot.with(served),
        duration: seconds.duration.with({ ...served, outcome }),
        genAi: genAiOf(labels),
      };
    },
    upstreamFailures: (labels) => failures.with(labels),
    forwardOverhead: seconds.overhead.with({ phase: "forward" }),
    returnOverhead: seconds.overhead.with({ phase: "return" }),
  };
}

function secondsFamilies(registry: Registry) {
  return {
    queue: histogramFamily(registry, {
      name: "tandem_gateway_queue_seconds",
      help: "Waiting for room at an upstream.",
      buckets: queueBuckets,
    }),
    ttft: histogramFamily(registry, {
      name: "tandem_gateway_time_to_first_token_seconds",
      help: "From the arrival of a request to its first token, waiting included.",
      buckets: ttftBuckets,
    }),
    tpot: histogramFamily(registry, {
      name: "tandem_gateway_time_per_output_token_seconds",
      help: "Mean time between the tokens of an answer.",
      buckets: tpotBuckets,
    }),
    duration: histogramFamily(registry, {
      name: "tandem_gateway_request_duration_seconds",
      help: "From the arrival of a request to its last byte, for requests that went to an upstream.",
      buckets: durationBuckets,
    }),
    overhead: histogramFamily(registry, {
      name: "tandem_gateway_overhead_seconds",
      help: "Time that the gateway itself added: before a request went on, and on the way back.",
      buckets: overheadBuckets,
    }),
  };
}

const genAiOperations: Readonly<Record<string, string>> = {
  "/v1/chat/completions": "chat",
  "/v1/completions": "text_completion",
  "/v1/embeddings": "embeddings",
};

/** The metrics of OpenTelemetry's conventions for generative AI, named as Prometheus spells them. */
function genAiFamilies(registry: Registry) {
  const tokens = histogramFamily(registry, {
    name: "gen_ai_client_token_usage",
    help: "Tokens of a request.",
    buckets: genAiTokenBuckets,
  });
  const duration = histogramFamily(registry, {
    name: "gen_ai_server_request_duration_seconds",
    help: "Duration of a request.",
    buckets: genAiDurationBuckets,
  });
  const ttft = histogramFamily(registry, {
    name: "gen_ai_server_time_to_first_token_seconds",
    help: "Time to the first token of a request that succeeded.",
    buckets: genAiTtftBuckets,
  });
  const tpot = histogramFamily(registry, {
    name: "gen_ai_server_time_per_output_token_seconds",
    help: "Time per token after the first of a request that succeeded.",
    buckets: genAiTpotBuckets,
  });
  return ({ path, model, served, upstream, error }: RequestLabels): GenAiSeries | undefined => {
    const operation = genAiOperations[path];
    if (operation === undefined || upstream === "") return undefined;
    const labels = {
      gen_ai_operation_name: operation,
      gen_ai_provider_name: "vllm",
      gen_ai_request_model: model,
      gen_ai_response_model: served,
    };
    return {
      inputTokens: tokens.with({ ...labels, gen_ai_token_type: "input" }),
      outputTokens: tokens.with({ ...labels, gen_ai_token_type: "output" }),
      duration: duration.with(error === "" ? labels : { ...labels, error_type: error }),
      ttft: ttft.with(labels),
      tpot: tpot.with(labels),
    };
  };
}
