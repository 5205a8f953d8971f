import assert from "node:assert/strict";
import { upstreamSchema } from "../../core/protocol/gateway-config.ts";
import { type MetricSample, parsePrometheus } from "../../evals/load/prometheus-text.ts";
import { createMetrics, type FinishedRequest, type Metrics } from "./metrics.ts";
import type { StateSources } from "./state-gauges.ts";

const models = () => new Set(["chat", "fast"]);
const quiet = (sources: StateSources = {}) =>
  createMetrics({ models, withoutProcess: true, ...sources });

const answered: FinishedRequest = {
  path: "/v1/chat/completions",
  task: "explain",
  class: "chat",
  outcome: "complete",
  status: 200,
  model: "chat",
  upstream: "big",
  served: "coder",
  usage: { promptTokens: 1_000, completionTokens: 101, cachedTokens: 600 },
  queuedMs: 3,
  ttftMs: 200,
  totalMs: 1_200,
  forwardOverheadMs: 0.15,
  returnOverheadMs: 0.03,
};

const refused: FinishedRequest = {
  path: "/v1/completions",
  task: "inline",
  class: "inline",
  outcome: "refused",
  status: 401,
  error: "unauthorized",
};

async function samples(metrics: Metrics): Promise<MetricSample[]> {
  return parsePrometheus(await metrics.page());
}

function sampleOf(
  page: readonly MetricSample[],
  name: string,
  labels: Record<string, string> = {},
) {
  const found = page.filter(
    (sample) =>
      sample.name === name &&
      Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  );
  assert.equal(found.length, 1, `${found.length} samples of ${name}`);
  return found[0];
}

type Expected = [name: string, labels: Record<string, string>, value: number];

function check(what: string, requests: FinishedRequest[], expected: Expected[]) {
  it(what, async () => {
    const metrics = quiet();
    for (const request of requests) metrics.finished(request);
    const page = await samples(metrics);
    for (const [name, labels, value] of expected) {
      const got = sampleOf(page, name, labels)?.value ?? Number.NaN;
      assert.ok(Math.abs(got - value) < 1e-9, `${name} ${JSON.stringify(labels)}: ${got}`);
    }
  });
}

describe("what a finished request counts in", () => {
  check(
    "requests by all that tells them apart",
    [answered, answered],
    [
      [
        "tandem_gateway_requests_total",
        {
          path: "/v1/chat/completions",
          task: "explain",
          class: "chat",
          model: "chat",
          upstream: "big",
          status: "200",
          outcome: "complete",
        },
        2,
      ],
    ],
  );
  check(
    "tokens",
    [answered, answered],
    [
      ["tandem_gateway_tokens_total", { kind: "prompt", model: "chat" }, 2_000],
      ["tandem_gateway_tokens_total", { kind: "completion" }, 202],
      ["tandem_gateway_tokens_total", { kind: "cached" }, 1_200],
    ],
  );
  check(
    "times in seconds, in buckets that add up",
    [answered, { ...answered, ttftMs: 700 }],
    [
      ["tandem_gateway_time_to_first_token_seconds_sum", {}, 0.9],
      ["tandem_gateway_time_to_first_token_seconds_count", {}, 2],
      ["tandem_gateway_time_to_first_token_seconds_bucket", { le: "0.1" }, 0],
      ["tandem_gateway_time_to_first_token_seconds_bucket", { le: "0.25" }, 1],
      ["tandem_gateway_time_to_first_token_seconds_bucket", { le: "0.75" }, 2],
      ["tandem_gateway_time_to_first_token_seconds_bucket", { le: "+Inf" }, 2],
    ],
  );
  check(
    "a bucket's bound belongs to it, and nothing is too long for the last",
    [
      { ...answered, queuedMs: 1 },
      { ...answered, queuedMs: 1e9 },
    ],
    [
      ["tandem_gateway_queue_seconds_bucket", { le: "0.001" }, 1],
      ["tandem_gateway_queue_seconds_bucket", { le: "7680" }, 1],
      ["tandem_gateway_queue_seconds_bucket", { le: "+Inf" }, 2],
    ],
  );
  check(
    "time per token after the first, from what is known",
    [answered, { ...answered, decodeMs: 500 }],
    [
      ["tandem_gateway_time_per_output_token_seconds_sum", {}, 0.015],
      ["tandem_gateway_time_per_output_token_seconds_count", {}, 2],
    ],
  );
  check(
    "what the gateway added, on both ways",
    [answered],
    [
      ["tandem_gateway_overhead_seconds_sum", { phase: "forward" }, 0.00015],
      ["tandem_gateway_overhead_seconds_sum", { phase: "return" }, 0.00003],
    ],
  );
  check(
    "OpenTelemetry's names",
    [answered],
    [
      [
        "gen_ai_client_token_usage_sum",
        {
          gen_ai_operation_name: "chat",
          gen_ai_provider_name: "vllm",
          gen_ai_request_model: "chat",
          gen_ai_response_model: "coder",
          gen_ai_token_type: "input",
        },
        1_000,
      ],
      ["gen_ai_client_token_usage_sum", { gen_ai_token_type: "output" }, 101],
      ["gen_ai_server_request_duration_seconds_sum", {}, 1.2],
      ["gen_ai_server_time_to_first_token_seconds_sum", {}, 0.2],
      ["gen_ai_server_time_per_output_token_seconds_sum", {}, 0.01],
    ],
  );
  const failed: FinishedRequest = {
    ...answered,
    outcome: "failed",
    status: 502,
    error: "upstream_failed",
    usage: undefined,
    ttftMs: undefined,
  };
  check(
    "a failure by its code",
    [failed],
    [
      ["gen_ai_server_request_duration_seconds_count", { error_type: "upstream_failed" }, 1],
      ["tandem_gateway_request_duration_seconds_count", { outcome: "failed" }, 1],
    ],
  );
  check(
    "one that was refused went to nobody",
    [refused],
    [
      [
        "tandem_gateway_requests_total",
        { model: "", upstream: "", status: "401", outcome: "refused" },
        1,
      ],
    ],
  );
});

describe("what nothing was counted of", () => {
  const embedding: FinishedRequest = {
    ...answered,
    path: "/v1/embeddings",
    usage: { promptTokens: 7, completionTokens: 0 },
    ttftMs: undefined,
  };
  for (const [what, request, names] of [
    ["a refusal", refused, ["tandem_gateway_requests_total"]],
    [
      "an embedding",
      embedding,
      [
        "gen_ai_client_token_usage",
        "gen_ai_server_request_duration_seconds",
        "tandem_gateway_overhead_seconds",
        "tandem_gateway_queue_seconds",
        "tandem_gateway_request_duration_seconds",
        "tandem_gateway_requests_total",
        "tandem_gateway_tokens_total",
      ],
    ],
  ] as const) {
    it(`is not on the page after ${what}`, async () => {
      const metrics = quiet();
      metrics.finished(request);
      const page = await samples(metrics);
      const seen = page.map(({ name }) => name.replace(/_(bucket|sum|count)$/, ""));
      assert.deepEqual([...new Set(seen)].toSorted(), names);
      const kinds = page.map(({ labels }) => labels.kind).filter((kind) => kind !== undefined);
      assert.deepEqual(kinds, what === "an embedding" ? ["prompt"] : []);
    });
  }
});

describe("labels", () => {
  it("stay few whatever clients send", async () => {
    const metrics = quiet();
    for (let index = 0; index < 5_000; index += 1) {
      metrics.finished({
        ...answered,
        path: `/v1/${index}`,
        model: `canary-${index}"\n{}`,
        status: 100_000 + index,
      });
    }
    const text = await metrics.page();
    assert.ok(!text.includes("canary"));
    const page = parsePrometheus(text);
    assert.ok(page.length < 150, `${page.length} series`);
    const labels = { model: "other", path: "other", status: "" };
    assert.equal(sampleOf(page, "tandem_gateway_requests_total", labels)?.value, 5_000);
  });

  it("stay bounded over many configurations", async () => {
    const names = new Set<string>();
    const metrics = createMetrics({
      models: () => names,
      withoutProcess: true,
      mostCombinations: 20,
    });
    for (let index = 0; index < 100; index += 1) {
      names.clear();
      names.add(`model-${index}`);
      metrics.finished({
        path: "/v1/models",
        task: "chat",
        class: "chat",
        outcome: "complete",
        model: `model-${index}`,
      });
    }
    const text = await metrics.page();
    assert.ok(text.includes('model-19"') && !text.includes('model-20"'));
  });

  it("are escaped where a server names itself oddly", async () => {
    const metrics = quiet();
    metrics.finished({ ...answered, served: 'co"d\\er\n' });
    const found = sampleOf(
      await samples(metrics),
      "gen_ai_server_time_to_first_token_seconds_count",
    );
    assert.equal(found?.labels.gen_ai_response_model, 'co"d\\er\n');
  });
});

describe("failures of upstreams", () => {
  it("are counted by few reasons", async () => {
    const metrics = quiet();
    for (const what of ["ECONNREFUSED", "ENOTFOUND", 503, 500, "nonsense"]) {
      metrics.upstreamFailed("big", what);
    }
    const page = await samples(metrics);
    const counted = page
      .filter(({ name }) => name === "tandem_gateway_upstream_failures_total")
      .map(({ labels, value }) => [labels.reason, value]);
    assert.deepEqual(counted, [
      ["unreachable", 2],
      ["busy", 1],
      ["error", 1],
      ["other", 1],
    ]);
  });
});

describe("gauges", () => {
  it("tell what is true when they are read", async () => {
    let inFlight = new Map([["big", 3]]);
    const metrics = quiet({
      admission: () => ({ waiting: { inline: 0, chat: 2, review: 0, batch: 40 }, inFlight }),
      journal: () => ({
        state: "ok",
        log: "g1",
        size: 12,
        openEntries: 3,
        missing: 0,
        commitMs: 1.5,
      }),
      keys: () => ({ active: 4, revoked: 1 }),
    });
    const page = await samples(metrics);
    const expected: Expected[] = [
      ["tandem_gateway_waiting_requests", { class: "batch" }, 40],
      ["tandem_gateway_in_flight_requests", { upstream: "big" }, 3],
      ["tandem_gateway_audit_state", { log: "g1", state: "ok" }, 1],
      ["tandem_gateway_audit_state", { log: "g1", state: "refusing" }, 0],
      ["tandem_gateway_audit_records", {}, 12],
      ["tandem_gateway_audit_open_entries", {}, 3],
      ["tandem_gateway_audit_missing_requests", {}, 0],
      ["tandem_gateway_audit_commit_seconds", {}, 0.0015],
      ["tandem_gateway_keys", { state: "active" }, 4],
    ];
    const got = expected.map(([name, labels]) => [
      name,
      labels,
      sampleOf(page, name, labels)?.value,
    ]);
    assert.deepEqual(got, expected);
    inFlight = new Map([["new", 1]]);
    const later = (await samples(metrics)).filter(
      ({ name }) => name === "tandem_gateway_in_flight_requests",
    );
    assert.deepEqual(
      later.map(({ labels }) => labels.upstream),
      ["new"],
    );
  });

  it("tell how upstreams are", async () => {
    const upstream = {
      name: "big",
      config: upstreamSchema.parse({ url: "http://127.0.0.1:1/v1", maxInFlight: 64 }),
      basePath: "/v1",
      authorization: "Bearer canary",
      served: [],
      version: "0.29.0",
      isSimulated: true,
      isUsable: false,
      circuit: "open" as const,
      report: () => {},
    };
    // The gauges read no pool.
    const metrics = quiet({ upstreams: () => [upstream as never] });
    const text = await metrics.page();
    const page = parsePrometheus(text);
    const expected: Expected[] = [
      ["tandem_gateway_upstream_circuit", { upstream: "big", state: "open" }, 1],
      ["tandem_gateway_upstream_circuit", { upstream: "big", state: "closed" }, 0],
      ["tandem_gateway_upstream_in_flight_limit", { upstream: "big" }, 64],
      ["tandem_gateway_upstream_info", { version: "0.29.0", simulated: "true" }, 1],
    ];
    const got = expected.map(([name, labels]) => [
      name,
      labels,
      sampleOf(page, name, labels)?.value,
    ]);
    assert.deepEqual(got, expected);
    assert.ok(!text.includes("canary") && !text.includes("127.0.0.1"));
  });
});

describe("the page", () => {
  it("is Prometheus's text with one heading for each family, and knows the process", async () => {
    const metrics = createMetrics({ models });
    metrics.finished(answered);
    const text = await metrics.page();
    assert.match(metrics.contentType, /^text\/plain; version=0\.0\.4/);
    const line =
      /^(?:# (?:HELP|TYPE) [a-zA-Z_:][\w:]* .+|[a-zA-Z_:][\w:]*(?:\{(?:\w+="(?:[^"\\\n]|\\.)*",?)*\})? \S+)?$/;
    for (const row of text.split("\n")) assert.match(row, line);
    const headings = text.split("\n").filter((row) => row.startsWith("# TYPE"));
    assert.equal(new Set(headings).size, headings.length);
    for (const name of ["nodejs_eventloop_lag_p99_seconds", "process_resident_memory_bytes"]) {
      assert.ok(text.includes(`\n${name} `), name);
    }
  });
});
