// Every refusal, as the three vLLM versions word it.
import assert from "node:assert/strict";
import { type Simulator, type StartOptions, startSimulator } from "../server.ts";
import type { VllmVersion } from "../version-profile.ts";
import { exchange, type RawRequest } from "./exchange.ts";

describe("errors", () => {
  let simulator: Simulator;
  const start = async (options: StartOptions = {}) => {
    simulator = await startSimulator(options);
  };
  afterEach(() => simulator.close());

  const send = (request: RawRequest) => exchange(simulator.origin, request);
  const chat = (body: unknown) => send({ path: "/v1/chat/completions", body });
  const complete = (body: unknown) => send({ path: "/v1/completions", body });
  const messages = [{ role: "user", content: "hi" }];

  /** Starts that version, sends the request and compares status and body. */
  async function check(
    version: VllmVersion,
    request: RawRequest,
    expected: { status: number; body: string },
    options: StartOptions = {},
  ) {
    await start({ vllmVersion: version, ...options });
    const { status, body, headers } = await send(request);
    assert.deepEqual({ status, body }, expected);
    assert.equal(headers["x-simulated"], "true");
  }

  describe("an unknown model", () => {
    const request = { path: "/v1/chat/completions", body: { model: "nope", messages } };
    const nested = (param: string) =>
      `{"error":{"message":"The model \`nope\` does not exist.","type":"NotFoundError","param":${param},"code":404}}`;

    it("is a nested 404 with its parameter in vLLM 0.29", () =>
      check("0.29", request, { status: 404, body: nested('"model"') }));
    it("is a nested 404 in vLLM 0.12", () =>
      check("0.12", request, { status: 404, body: nested("null") }));
    it("is a flat 404 in vLLM 0.8", () =>
      check("0.8", request, {
        status: 404,
        body: '{"object":"error","message":"The model `nope` does not exist.","type":"NotFoundError","param":null,"code":404}',
      }));

    it("is one on the completion and tokenizer routes, too", async () => {
      await start();
      for (const path of ["/v1/completions", "/tokenize"]) {
        assert.equal((await send({ path, body: { model: "nope", prompt: "x" } })).status, 404);
      }
    });

    it("is none when the model is left out", async () => {
      await start({ models: ["first", "second"] });
      assert.equal(JSON.parse((await chat({ messages })).body).model, "first");
      assert.equal(JSON.parse((await chat({ messages, model: "second" })).body).model, "second");
    });
  });

  describe("a request that is too long", () => {
    const options = { maxModelLen: 512 };
    const prompt = Array.from({ length: 500 }, () => 1);
    const request = { path: "/v1/completions", body: { prompt, max_tokens: 64 } };

    it("has the renderer's text in vLLM 0.29", () =>
      check(
        "0.29",
        request,
        {
          status: 400,
          body: '{"error":{"message":"You passed 500 input tokens and requested 64 output tokens. However, the model\'s context length is only 512 tokens, resulting in a maximum input length of 448 tokens. Please reduce the length of the input prompt. (parameter=input_tokens, value=500)","type":"BadRequestError","param":"input_tokens","code":400}}',
        },
        options,
      ));

    for (const [version, prefix, suffix] of [
      ["0.8", '{"object":"error",', "}"],
      ["0.12", '{"error":{', "}}"],
    ] as const) {
      it(`has the old text in vLLM ${version}`, () =>
        check(
          version,
          request,
          {
            status: 400,
            body: `${prefix}"message":"This model's maximum context length is 512 tokens. However, you requested 564 tokens (500 in the prompt, 64 in the completion). Please reduce the length of the prompt or completion.","type":"BadRequestError","param":null,"code":400${suffix}`,
          },
          options,
        ));
    }

    it("speaks of messages on the chat route", async () => {
      await start({ vllmVersion: "0.12", maxModelLen: 32 });
      const { body } = await chat({ messages, max_tokens: 30 });
      assert.match(body, /you requested 41 tokens \(11 in the messages, 30 in the completion\)/);
    });

    it("is none when prompt and answer just fit", async () => {
      await start(options);
      assert.equal((await complete({ prompt, max_tokens: 12 })).status, 200);
      assert.equal((await complete({ prompt, max_tokens: 13 })).status, 400);
    });
  });

  describe("a body of the wrong shape", () => {
    it("is a Bad Request with pydantic's words and the place in vLLM 0.29", () =>
      check(
        "0.29",
        { path: "/v1/chat/completions", body: { model: "x" } },
        {
          status: 400,
          body: `{"error":{"message":"1 validation error:\\n  {'type': 'missing', 'loc': ('body', 'messages'), 'msg': 'Field required', 'input': {'model': 'x'}}","type":"Bad Request","param":"body.messages","code":400}}`,
        },
      ));

    it("is flat and without the place in vLLM 0.8", async () => {
      await start({ vllmVersion: "0.8" });
      const body = JSON.parse((await chat({ model: "x" })).body);
      assert.deepEqual(
        [body.object, body.type, body.param, body.code],
        ["error", "Bad Request", null, 400],
      );
    });

    for (const [name, body, expected] of [
      [
        "a text for a number",
        { messages, max_tokens: "5" },
        "'int_type', 'loc': ('body', 'max_tokens'), 'msg': 'Input should be a valid integer', 'input': '5'",
      ],
      ["a fraction for an integer", { messages, n: 1.5 }, "'int_type', 'loc': ('body', 'n')"],
      [
        "a text for a boolean",
        { messages, stream: "yes" },
        "'bool_type', 'loc': ('body', 'stream')",
      ],
      ["an object for the messages", { messages: {} }, "'list_type', 'loc': ('body', 'messages')"],
      [
        "a message without a role",
        { messages: [{ content: "x" }] },
        "'missing', 'loc': ('body', 'messages', 0, 'role')",
      ],
      [
        "an unknown format",
        { messages, response_format: { type: "xml" } },
        "'literal_error', 'loc': ('body', 'response_format', 'type')",
      ],
      ["an array", [], "'dict_type', 'loc': ('body',)"],
    ] as const) {
      it(`names the place of ${name}`, async () => {
        await start();
        const { status, body: reply } = await chat(body);
        assert.equal(status, 400);
        assert.ok(JSON.parse(reply).error.message.includes(`{'type': ${expected}`), reply);
      });
    }

    it("counts all its errors", async () => {
      await start();
      const { body } = await chat({ messages, n: "1", seed: "2" });
      assert.match(JSON.parse(body).error.message, /^2 validation errors:\n/);
    });

    it("may be no JSON at all", async () => {
      await start();
      const { status, body } = await send({ path: "/v1/chat/completions", body: "{nope" });
      assert.equal(status, 400);
      assert.match(JSON.parse(body).error.message, /'type': 'json_invalid'/);
    });

    it("may have the wrong media type", async () => {
      await start();
      const headers = { "content-type": "text/plain" };
      const { status, body } = await send({
        path: "/v1/completions",
        body: { prompt: "x" },
        headers,
      });
      assert.equal(status, 400);
      assert.match(body, /Unsupported Media Type: Only 'application\/json' is allowed/);
    });
  });

  describe("a refused value", () => {
    for (const [name, body, message] of [
      ["no message", { messages: [] }, "list object has no element 0"],
      [
        "a picture",
        { messages: [{ role: "user", content: [{ type: "image_url" }] }] },
        "qwen3-coder is not a multimodal model",
      ],
      ["no choice", { messages, n: 0 }, "n must be at least 1, got 0."],
      [
        "a negative temperature",
        { messages, temperature: -1 },
        "temperature must be non-negative, got -1.",
      ],
      ["top_p above 1", { messages, top_p: 2 }, "top_p must be in (0, 1], got 2."],
      ["no token", { messages, max_tokens: 0 }, "max_tokens must be at least 1, got 0."],
      [
        "more at least than at most",
        { messages, max_tokens: 5, min_tokens: 6 },
        "min_tokens must be less than or equal to max_tokens=5, got 6.",
      ],
      ["an empty stop", { messages, stop: ["a", ""] }, "stop cannot contain an empty string."],
      [
        "a priority",
        { messages, priority: 1 },
        "Got priority 1 but Priority scheduling is not enabled.",
      ],
      [
        "tools without the flags",
        { messages, tools: [{ type: "function", function: { name: "f" } }] },
        '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
      ],
    ] as const) {
      it(`is ${name}`, async () => {
        await start();
        const { status, body: reply } = await chat(body);
        const { error } = JSON.parse(reply);
        assert.deepEqual([status, error.message, error.type], [400, message, "BadRequestError"]);
      });
    }

    for (const [name, body, message] of [
      [
        "stream_options without a stream",
        { messages, stream_options: { include_usage: true } },
        "Stream options can only be defined when `stream=True`.",
      ],
      [
        "a tool choice without tools",
        { messages, tool_choice: "auto" },
        "When using `tool_choice`, `tools` must be set.",
      ],
      [
        "top_logprobs without logprobs",
        { messages, top_logprobs: 2 },
        "when using `top_logprobs`, `logprobs` must be set to true.",
      ],
      [
        "a schema format without a schema",
        { messages, response_format: { type: "json_schema" } },
        "the 'json_schema' field must be provided.",
      ],
      [
        "two constraints",
        { messages, structured_outputs: { json: {}, choice: ["a"] } },
        "You can only use one kind of constraints",
      ],
      [
        "an empty cache salt",
        { messages, cache_salt: "" },
        "Parameter 'cache_salt' must be a non-empty string if provided.",
      ],
      ["a cache salt in base64", { messages, cache_salt: "a/b" }, "Parameter 'cache_salt' must"],
      [
        "two opposite ways to end the prompt",
        { messages, add_generation_prompt: true, continue_final_message: true },
        "Cannot set both `continue_final_message`",
      ],
    ] as const) {
      it(`is ${name}, in the validator's wrapping`, async () => {
        await start();
        const { status, body: reply } = await chat(body);
        const { error } = JSON.parse(reply);
        assert.deepEqual([status, error.type], [400, "Bad Request"]);
        assert.match(error.message, /^1 validation error:\n {2}\{'type': 'value_error'/);
        assert.ok(
          error.message.includes(message.replaceAll("'", "\\'")) || error.message.includes(message),
          error.message,
        );
      });
    }

    for (const [name, body, message] of [
      ["a suffix", { prompt: "x", suffix: "y" }, "suffix is not currently supported"],
      ["an empty prompt", { prompt: "" }, "The decoder prompt cannot be empty"],
      [
        "a token outside the vocabulary",
        { prompt: [151_800] },
        "Token id 151800 is out of vocabulary",
      ],
    ] as const) {
      it(`is ${name} of a completion`, async () => {
        await start();
        const { status, body: reply } = await complete(body);
        assert.deepEqual([status, JSON.parse(reply).error.message], [400, message]);
      });
    }

    it("is a schema that cannot be compiled", async () => {
      await start();
      const format = { type: "json_schema", json_schema: { name: "a", schema: { type: "date" } } };
      const { status, body } = await chat({ messages, response_format: format });
      assert.equal(status, 400);
      assert.match(body, /The provided JSON schema contains features not supported/);
    });
  });

  describe("fields of another version", () => {
    it("are ignored, as all unknown fields are", async () => {
      await start({ vllmVersion: "0.8" });
      const body = {
        messages,
        cache_salt: "",
        structured_outputs: { json: {}, choice: [] },
        whatever: 1,
      };
      assert.equal((await chat(body)).status, 200);
    });
  });

  describe("the key", () => {
    const apiKey = "secret";

    for (const version of ["0.8", "0.12", "0.29"] as const) {
      it(`is refused with a plain text error in vLLM ${version}`, () =>
        check(
          version,
          { path: "/v1/models" },
          { status: 401, body: '{"error":"Unauthorized"}' },
          { apiKey },
        ));
    }

    it("is taken whatever the case of its scheme", async () => {
      await start({ apiKey });
      const status = async (authorization: string) =>
        (await send({ path: "/v1/models", headers: { authorization } })).status;
      assert.equal(await status("bearer secret"), 200);
      assert.equal(await status("Bearer wrong"), 401);
      assert.equal(await status("Basic secret"), 401);
    });

    it("guards nothing outside /v1", async () => {
      await start({ apiKey });
      for (const path of ["/health", "/version", "/metrics", "/load"]) {
        assert.equal((await send({ path })).status, 200);
      }
    });
  });

  describe("an unknown place", () => {
    it("is FastAPI's 404", () =>
      check("0.29", { path: "/v2/nothing" }, { status: 404, body: '{"detail":"Not Found"}' }));

    it("is FastAPI's 405 for the wrong method", () =>
      check(
        "0.29",
        { path: "/v1/completions" },
        { status: 405, body: '{"detail":"Method Not Allowed"}' },
      ));
  });

  describe("a full queue", () => {
    it("answers 503 from vLLM 0.29 on", async () => {
      await start({ profile: "h100x4", maxNumSeqs: 1, maxNumQueuedReqs: 1 });
      const held = [0, 1].map(() =>
        fetch(`${simulator.url}/completions`, hold()).catch(() => undefined),
      );
      await waitForRequests(2);
      const { status, body } = await complete({ prompt: "x" });
      assert.equal(status, 503);
      assert.equal(
        body,
        '{"error":{"message":"The engine is currently busy and cannot accept new requests. Please try again later or on a different instance.","type":"Service Unavailable","param":null,"code":503}}',
      );
      await simulator.close();
      await Promise.all(held);
    });

    const hold = () => ({
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ prompt: "x", ignore_eos: true, max_tokens: 1000 }),
    });

    async function waitForRequests(count: number) {
      for (;;) {
        const load = JSON.parse((await send({ path: "/load" })).body);
        if (load.server_load === count) return;
      }
    }
  });
});
