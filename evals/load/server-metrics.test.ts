import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../simulator/server.ts";
import { type VllmVersion, vllmVersions } from "../simulator/version-profile.ts";
import { openMetricsClient } from "./metrics-client.ts";
import { prefixHitRate, readServerMetrics } from "./server-metrics.ts";

const never = new AbortController().signal;

describe("server metrics", () => {
  const check = (what: string, page: string[], expected: object | undefined) =>
    it(what, () => assert.deepEqual(readServerMetrics(page.join("\n")), expected));
  const nothing = { prefixQueries: undefined, prefixHits: undefined, cacheConfig: undefined };

  check(
    "sums up engines",
    [
      "# HELP vllm:num_requests_running Number of requests in model execution batches.",
      "# TYPE vllm:num_requests_running gauge",
      'vllm:num_requests_running{engine="0",model_name="m"} 3.0',
      'vllm:num_requests_running{engine="1",model_name="m"} 4.0',
      'vllm:num_requests_waiting{engine="0",model_name="m"} 1.0',
    ],
    { ...nothing, running: 7, waiting: 1 },
  );
  check(
    "takes what a version with both names counts only once",
    [
      'vllm:num_requests_running{model_name="m"} 0.0',
      'vllm:gpu_prefix_cache_queries_total{model_name="m"} 100.0',
      'vllm:gpu_prefix_cache_hits_total{model_name="m"} 40.0',
      'vllm:prefix_cache_queries_total{model_name="m"} 100.0',
      'vllm:prefix_cache_hits_total{model_name="m"} 40.0',
      'vllm:prefix_cache_hits_created{model_name="m"} 1.769e+09',
    ],
    { ...nothing, running: 0, waiting: 0, prefixQueries: 100, prefixHits: 40 },
  );
  check(
    "adds what a cache outside the engine had",
    [
      "vllm:num_requests_running 0",
      "vllm:prefix_cache_queries_total 100",
      "vllm:prefix_cache_hits_total 40",
      "vllm:external_prefix_cache_hits_total 10",
    ],
    { ...nothing, running: 0, waiting: 0, prefixQueries: 100, prefixHits: 50 },
  );
  check(
    "reads labels with quotes, and leaves out whose they are",
    [
      "vllm:num_requests_running 0",
      'vllm:cache_config_info{block_size="16",engine="0",note="a \\"b\\", c"} 1.0',
    ],
    { ...nothing, running: 0, waiting: 0, cacheConfig: { block_size: "16", note: 'a "b", c' } },
  );
  check("a web page is none", ["<!doctype html><title>Sign in</title>"], undefined);
  check("a page of another server is none", ['http_requests_total{method="GET"} 4'], undefined);
  check("an empty page is none", [], undefined);
});

describe("prefixHitRate", () => {
  const at = (prefixQueries?: number, prefixHits?: number) => ({
    running: 0,
    waiting: 0,
    cacheConfig: undefined,
    prefixQueries,
    prefixHits,
  });
  const check = (before: [number?, number?], after: [number?, number?], expected?: number) =>
    it(`${before} to ${after}`, () =>
      assert.equal(prefixHitRate(at(...before), at(...after)), expected));
  check([100, 50], [300, 100], 0.25);
  check([100, 50], [100, 50]);
  check([100, 50], [20, 10]);
  check([], []);
  it("without a page", () => assert.equal(prefixHitRate(undefined, at(1, 1)), undefined));
});

describe("the metrics client", () => {
  const read = async (path: (simulator: Simulator) => string, version: VllmVersion) => {
    const simulator = await startSimulator({ vllmVersion: version, apiKey: "secret" });
    const client = openMetricsClient(path(simulator), "secret");
    try {
      return await client.read(never);
    } finally {
      await client.close();
      await simulator.close();
    }
  };
  for (const version of vllmVersions) {
    it(`reads the page of vLLM ${version}`, async () => {
      const metrics = await read(({ url }) => url, version);
      assert.deepEqual([metrics?.running, metrics?.waiting], [0, 0]);
      assert.equal(metrics?.prefixQueries, 0);
      assert.equal(metrics?.cacheConfig?.block_size, "16");
    });
  }
  it("takes a page that is not there as none", async () =>
    assert.equal(await read(({ origin }) => `${origin}/elsewhere/v1`, "0.29"), undefined));
  it("takes a server that is not there as none", async () =>
    assert.equal(await read(() => "http://127.0.0.1:9/v1", "0.29"), undefined));
});
