// The part of the metrics page that shows the engine as it is at the moment: queue, cache and configuration.
import type { Engine } from "../engine/engine.ts";
import { blockSize } from "../engine/kv-cache.ts";
import type { VersionProfile } from "../version-profile.ts";
import type { Registry } from "./exposition.ts";

export type EngineSource = { engine: Pick<Engine, "load" | "counters">; gpuBlocks: number };

export function addEngineMetrics(
  registry: Registry,
  { engine, gpuBlocks }: EngineSource,
  profile: VersionProfile,
): void {
  const isOld = profile.metrics === "0.8";
  const prefixes = [...(profile.hasDeprecatedMetrics ? ["gpu_"] : []), ...(isOld ? [] : [""])];
  registry.gauge(
    "vllm:num_requests_running",
    "Number of requests in model execution batches.",
    () => engine.load().running,
  );
  registry.gauge(
    "vllm:num_requests_waiting",
    "Number of requests waiting to be processed.",
    () => engine.load().waiting,
  );
  for (const prefix of prefixes) {
    registry.gauge(
      `vllm:${prefix || "kv_"}cache_usage_perc`,
      "KV-cache usage. 1 means 100 percent usage.",
      () => engine.load().kvUsage,
    );
    registry.sum(
      `vllm:${prefix}prefix_cache_queries`,
      "Prefix cache queries, in terms of number of queried tokens.",
      () => engine.counters.prefixQueries,
    );
    registry.sum(
      `vllm:${prefix}prefix_cache_hits`,
      "Prefix cache hits, in terms of number of cached tokens.",
      () => engine.counters.prefixHits,
    );
  }
  registry.sum(
    "vllm:num_preemptions",
    "Cumulative number of preemption from the engine.",
    () => engine.counters.preemptions,
  );
  registry.gauge("vllm:cache_config_info", "Information of the LLMEngine CacheConfig", () => 1, {
    block_size: `${blockSize}`,
    cache_dtype: "auto",
    enable_prefix_caching: "True",
    num_gpu_blocks: `${gpuBlocks}`,
  });
}
