// The routes around generation, the record, the metrics, and that leaving a connection frees the engine.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { type Simulator, type StartOptions, startSimulator } from "../server.ts";
import { eventsOf, exchange, serialize } from "./exchange.ts";

describe("routes", () => {
  let simulator: Simulator;
  const start = async (options: StartOptions = {}) => {
    simulator = await startSimulator(options);
  };
  afterEach(() => simulator.close());

  const get = (path: string) => exchange(simulator.origin, { path });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    exchange(simulator.origin, { path, body, headers });
  const metric = async (name: string) => {
    const line = (await get("/metrics")).body.split("\n").find((each) => each.startsWith(name));
    return line === undefined ? undefined : Number(line.split(" ").at(-1));
  };
  const filler = { prompt: "x", ignore_eos: true, max_tokens: 5 };

  it("lists the served models, marked as simulated", async () => {
    await start({ models: ["a", "b"], maxModelLen: 4096 });
    const { data } = JSON.parse((await get("/v1/models")).body);
    assert.deepEqual(
      data.map((model: Record<string, unknown>) => [model.id, model.owned_by, model.max_model_len]),
      [
        ["a", "simulated-vllm", 4096],
        ["b", "simulated-vllm", 4096],
      ],
    );
  });

  it("tells its version", async () => {
    await start({ vllmVersion: "0.12" });
    assert.equal((await get("/version")).body, '{"version":"0.12.0"}');
  });

  for (const path of ["/health", "/ping"]) {
    it(`${path} is an empty 200`, async () => {
      await start();
      const { status, body, headers } = await get(path);
      assert.deepEqual([status, body, headers["content-length"]], [200, "", "0"]);
    });
  }

  it("marks every answer as simulated", async () => {
    await start({ apiKey: "k" });
    for (const path of ["/v1/models", "/health", "/nothing", "/metrics", "/simulator/requests"]) {
      assert.equal((await get(path)).headers["x-simulated"], "true");
    }
  });

  describe("the tokenizer", () => {
    it("round-trips any text", async () => {
      await start();
      const prompt = "if (größe > 3) { 漢字 😀 }\n";
      const tokenized = JSON.parse((await post("/tokenize", { prompt })).body);
      assert.equal(tokenized.count, tokenized.tokens.length);
      assert.equal(tokenized.token_strs, null);
      const { body } = await post("/detokenize", { tokens: tokenized.tokens });
      assert.deepEqual(JSON.parse(body), { prompt });
    });

    it("counts a conversation as the chat route does", async () => {
      await start();
      const messages = [
        { role: "system", content: "Be brief." },
        { role: "user", content: "Hi!" },
      ];
      const { count } = JSON.parse((await post("/tokenize", { messages })).body);
      const { usage } = JSON.parse((await post("/v1/chat/completions", { messages })).body);
      assert.equal(count, usage.prompt_tokens);
    });

    it("shows the pieces when asked", async () => {
      await start();
      const reply = JSON.parse(
        (await post("/tokenize", { prompt: "a b", return_token_strs: true })).body,
      );
      assert.deepEqual(reply.token_strs, ["a", " b"]);
    });

    it("needs something to count", async () => {
      await start();
      assert.equal((await post("/tokenize", {})).status, 400);
      assert.equal((await post("/detokenize", { tokens: [151_800] })).status, 400);
    });
  });

  describe("the record", () => {
    it("has every request with its times in order and its tokens", async () => {
      await start({ profile: "fim-7b" });
      await post("/v1/completions", { ...filler, stream: true }, { "x-tandem-task": "inline" });
      const [record] = JSON.parse((await get("/simulator/requests")).body).requests;
      assert.deepEqual(
        [record.route, record.task, record.outcome, record.promptTokens, record.completionTokens],
        ["/v1/completions", "inline", "length", 1, 5],
      );
      const { arrivedAtMs, firstTokenAtMs, lastTokenAtMs, endedAtMs } = record;
      assert.ok(firstTokenAtMs - arrivedAtMs >= 40);
      // Never early; how late is the machine's business.
      assert.ok(lastTokenAtMs - arrivedAtMs >= 40 + 4 * 6);
      assert.ok(endedAtMs >= lastTokenAtMs);
      assert.ok(Math.abs(arrivedAtMs - Date.now()) < 60_000);
    });

    it("takes the caller's request id and says what was rejected", async () => {
      await start();
      await post("/v1/completions", { prompt: "" }, { "x-request-id": "mine" });
      const [record] = simulator.requests();
      assert.deepEqual([record?.id, record?.outcome], ["mine", "rejected"]);
    });

    it("can be cleared and does not record itself", async () => {
      await start();
      await get("/version");
      await exchange(simulator.origin, { path: "/simulator/requests", method: "DELETE" });
      assert.deepEqual(JSON.parse((await get("/simulator/requests")).body), { requests: [] });
    });
  });

  describe("leaving", () => {
    for (const stream of [true, false]) {
      it(`${stream ? "a stream" : "a whole answer"} frees the slot and counts as abort`, async () => {
        await start({ profile: "h100x4" });
        const socket = connect(Number(new URL(simulator.origin).port), "127.0.0.1");
        const body = { prompt: "x", ignore_eos: true, max_tokens: 5000, stream };
        socket.write(serialize({ path: "/v1/completions", body }));
        while ((await metric("vllm:num_requests_running")) !== 1);
        socket.destroy();
        while ((await metric("vllm:num_requests_running")) !== 0);
        const aborted = 'vllm:request_success_total{engine="0",finished_reason="abort"';
        assert.equal(await metric(aborted), 1);
        assert.equal(await metric("vllm:kv_cache_usage_perc"), 0);
        const record = simulator.requests().find(({ route }) => route === "/v1/completions");
        assert.equal(record?.outcome, "aborted");
      });
    }
  });

  describe("the metrics", () => {
    const names = async () =>
      new Set(
        [...(await get("/metrics")).body.matchAll(/^# TYPE (\S+)/gm)].map((match) => match[1]),
      );

    for (const [version, present, absent] of [
      [
        "0.8",
        [
          "vllm:gpu_cache_usage_perc",
          "vllm:time_per_output_token_seconds",
          "vllm:gpu_prefix_cache_hits_total",
        ],
        ["vllm:kv_cache_usage_perc", "vllm:inter_token_latency_seconds"],
      ],
      [
        "0.12",
        [
          "vllm:gpu_cache_usage_perc",
          "vllm:kv_cache_usage_perc",
          "vllm:prefix_cache_hits_total",
          "vllm:inter_token_latency_seconds",
        ],
        [],
      ],
      [
        "0.29",
        [
          "vllm:kv_cache_usage_perc",
          "vllm:prefix_cache_hits_total",
          "vllm:request_time_per_output_token_seconds",
        ],
        ["vllm:gpu_cache_usage_perc", "vllm:time_per_output_token_seconds"],
      ],
    ] as const) {
      it(`have vLLM ${version}'s names`, async () => {
        await start({ vllmVersion: version });
        const all = await names();
        for (const name of [
          ...present,
          "vllm:num_requests_running",
          "vllm:request_success_total",
          "vllm:cache_config_info",
        ]) {
          assert.ok(all.has(name), name);
        }
        for (const name of absent) assert.ok(!all.has(name), name);
      });
    }

    it("label with the engine from 0.9 on", async () => {
      await start({ vllmVersion: "0.8" });
      assert.match(
        (await get("/metrics")).body,
        /^vllm:num_requests_running\{model_name="qwen3-coder"\} 0\.0$/m,
      );
      await simulator.close();
      await start();
      assert.match(
        (await get("/metrics")).body,
        /^vllm:num_requests_running\{engine="0",model_name="qwen3-coder"\} 0\.0$/m,
      );
    });

    it("add up to what was asked and answered", async () => {
      await start();
      for (let each = 0; each < 3; each += 1) await post("/v1/completions", filler);
      const body = (await get("/metrics")).body;
      for (const [name, value] of [
        ["prompt_tokens_total", 3],
        ["generation_tokens_total", 15],
        ["time_to_first_token_seconds_count", 3],
        ["inter_token_latency_seconds_count", 12],
        ["e2e_request_latency_seconds_count", 3],
        ["request_params_max_tokens_sum", 15],
        ["iteration_tokens_total_count", 15],
      ] as const) {
        assert.match(body, new RegExp(`^vllm:${name}\\{.*\\} ${value}\\.0$`, "m"));
      }
      assert.match(
        body,
        /^http_requests_total\{handler="\/v1\/completions",method="POST",status="2xx"\} 3\.0$/m,
      );
    });

    it("have cumulative buckets with vLLM's bounds", async () => {
      await start();
      await post("/v1/completions", filler);
      const body = (await get("/metrics")).body;
      const bounds = [
        ...body.matchAll(/^vllm:time_to_first_token_seconds_bucket\{.*le="([^"]+)"/gm),
      ];
      assert.equal(bounds.length, 23);
      assert.equal(bounds.at(-1)?.[1], "+Inf");
      const infinite = /time_to_first_token_seconds_bucket\{[^}]*le="\+Inf"[^}]*\} (\S+)/.exec(
        body,
      );
      assert.equal(infinite?.[1], "1.0");
    });

    it("count prefix cache hits in tokens", async () => {
      await start();
      const prompt = Array.from({ length: 40 }, (_, index) => index);
      for (let each = 0; each < 2; each += 1) await post("/v1/completions", { prompt });
      assert.equal(await metric("vllm:prefix_cache_queries_total"), 80);
      assert.equal(await metric("vllm:prefix_cache_hits_total"), 32);
    });
  });

  it("answer many at once, each with its own id", async () => {
    await start();
    const replies = await Promise.all(
      Array.from({ length: 40 }, () => post("/v1/completions", { ...filler, stream: true })),
    );
    const ids = new Set(replies.map((reply) => JSON.parse(eventsOf(reply)[0]!).id));
    assert.equal(ids.size, 40);
  });

  it("survive a client that leaves in the middle of split writes", async () => {
    const text = "😀".repeat(500);
    await start({ splitUtf8: true, script: { chat: () => ({ text }), completion: () => text } });
    const socket = connect(Number(new URL(simulator.origin).port), "127.0.0.1");
    const body = { prompt: "x", max_tokens: 5000, stream: true };
    socket.write(serialize({ path: "/v1/completions", body }));
    await new Promise((resolve) => socket.once("data", resolve));
    socket.destroy();
    assert.equal((await get("/health")).status, 200);
  });

  it("answer what is no HTTP as uvicorn does, and odd paths with 404", async () => {
    await start();
    const socket = connect(Number(new URL(simulator.origin).port), "127.0.0.1");
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.write(Buffer.from([0x16, 0x03, 0x01, 0x00, 0x05, 0x0d, 0x0a]));
    await new Promise((resolve) => socket.once("close", resolve));
    assert.match(Buffer.concat(chunks).toString(), /Invalid HTTP request received\.$/);
    assert.equal((await get("//")).status, 404);
    assert.equal((await get("/v1/constructor?x=1")).status, 404);
  });

  it("close at once with connections open", async () => {
    await start({ profile: "h100x4" });
    const open = post("/v1/completions", { ...filler, stream: true });
    while ((await metric("vllm:num_requests_running")) !== 1);
    await simulator.close();
    const { status, body } = await open;
    assert.deepEqual([status, body], [200, ""]);
  });
});

describe("startSimulator", () => {
  it("refuses options that contradict each other", async () => {
    await assert.rejects(startSimulator({ gpuBlocks: 10 }), RangeError);
    await assert.rejects(startSimulator({ maxNumQueuedReqs: 1, vllmVersion: "0.12" }), RangeError);
    await assert.rejects(startSimulator({ enableAutoToolChoice: true }), RangeError);
  });

  it("gives the same ids for the same seed", async () => {
    const first = async (seed: number) => {
      const simulator = await startSimulator({ seed });
      const { body } = await exchange(simulator.origin, { path: "/v1/models" });
      await simulator.close();
      return /modelperm-(\w+)/.exec(body)?.[1];
    };
    assert.equal(await first(1), await first(1));
    assert.notEqual(await first(1), await first(2));
  });
});
