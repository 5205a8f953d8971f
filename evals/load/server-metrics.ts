// What a vLLM server says about itself on its metrics page, under the names of every version since 0.8. Engines of one
// server are summed up.
import { type MetricSample, parsePrometheus } from "./prometheus-text.ts";

export type ServerMetrics = {
  running: number;
  waiting: number;
  /** Prompt tokens looked up in the prefix cache since the server started, and found there. */
  prefixQueries: number | undefined;
  prefixHits: number | undefined;
  cacheConfig: Record<string, string> | undefined;
};

/** Undefined for a page that says nothing of requests, such as a sign-in page. */
export function readServerMetrics(page: string): ServerMetrics | undefined {
  const samples = parsePrometheus(page);
  const running = sum(samples, "num_requests_running");
  if (running === undefined) return undefined;
  return {
    running,
    waiting: sum(samples, "num_requests_waiting") ?? 0,
    ...prefixCache(samples),
    cacheConfig: cacheConfig(samples),
  };
}

/** The share of prompt tokens that were found between two readings; undefined when the server does not count them. */
export function prefixHitRate(
  before: ServerMetrics | undefined,
  after: ServerMetrics | undefined,
): number | undefined {
  const queries = (after?.prefixQueries ?? Number.NaN) - (before?.prefixQueries ?? Number.NaN);
  const hits = (after?.prefixHits ?? Number.NaN) - (before?.prefixHits ?? Number.NaN);
  // Counters fall only when the server was started anew.
  return queries > 0 && hits >= 0 ? Math.min(1, hits / queries) : undefined;
}

/** Versions around 0.10 count the same under two names; a cache outside the engine counts what was missed inside. */
function prefixCache(samples: readonly MetricSample[]) {
  const own = ["prefix_cache", "gpu_prefix_cache"].find(
    (name) => counter(samples, `${name}_queries`) !== undefined,
  );
  if (own === undefined) return { prefixQueries: undefined, prefixHits: undefined };
  const inside = counter(samples, `${own}_hits`) ?? 0;
  const outside = counter(samples, "external_prefix_cache_hits") ?? 0;
  return { prefixQueries: counter(samples, `${own}_queries`), prefixHits: inside + outside };
}

function counter(samples: readonly MetricSample[], name: string): number | undefined {
  return sum(samples, `${name}_total`) ?? sum(samples, name);
}

function sum(samples: readonly MetricSample[], name: string): number | undefined {
  const values = samples.filter((sample) => sample.name === `vllm:${name}`);
  return values.length === 0 ? undefined : values.reduce((total, { value }) => total + value, 0);
}

function cacheConfig(samples: readonly MetricSample[]): Record<string, string> | undefined {
  const config = samples.find(({ name }) => name === "vllm:cache_config_info")?.labels;
  if (config === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(config).filter(([name]) => name !== "engine" && name !== "model_name"),
  );
}
