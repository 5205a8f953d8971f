import assert from "node:assert/strict";
import { connect } from "node:net";
import { makeKey, startTestGateway, type TestGateway } from "../test/gateway.ts";
import { type RawUpstream, startRawUpstream } from "../test/raw-upstream.ts";

const question = { model: "qwen", messages: [{ role: "user", content: "hello" }] };
const canary = "tdm_canary00_thisKeyIsNobodysAndMustNeverBeSeenAnywhereAtAll123456";

describe("the gateway's surface", function () {
  this.timeout(30_000);
  let model: RawUpstream;
  let gateway: TestGateway;

  before(async () => {
    model = await startRawUpstream({
      answer: ({ response }) =>
        response
          .writeHead(200, { "content-type": "application/json", "x-internal-host": "gpu-7" })
          .end('{"choices":[]}'),
    });
    gateway = await startTestGateway({
      config: {
        upstreams: { gpu: { url: model.url, priority: true, key: { env: "GPU_KEY" } } },
        models: { chat: [{ upstream: "gpu", model: "qwen" }] },
        routes: [{ asked: "qwen", model: "chat" }],
        admission: { maxBodyMiB: 1 },
      },
      env: { GPU_KEY: "secret-of-the-gpu" },
    });
  });
  after(async () => {
    await gateway.end();
    await model.close();
  });

  type Asking = { method?: string; body?: unknown; headers?: Record<string, string> };

  function ask(path: string, { method = "POST", body, headers = {} }: Asking = {}) {
    return fetch(gateway.origin + path, {
      method,
      headers: {
        authorization: `Bearer ${gateway.key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  }

  for (const [what, path, asking, status, code] of [
    ["a path that is not there", "/v1/responses", { body: {} }, 404, "route_not_found"],
    ["vLLM's own routes", "/version", { method: "GET" }, 404, "route_not_found"],
    ["a wrong method", "/v1/chat/completions", { method: "GET" }, 405, "method_not_allowed"],
    [
      "a model that is not there",
      "/v1/completions",
      { body: { model: "gpt" } },
      404,
      "model_not_found",
    ],
    ["a card that is not there", "/v1/models/gpt", { method: "GET" }, 404, "model_not_found"],
    ["no JSON", "/v1/chat/completions", { body: '{"model":' }, 400, "bad_json"],
    [
      "a control key twice",
      "/v1/chat/completions",
      { body: '{"model":"qwen","model":"x"}' },
      400,
      "duplicate_key",
    ],
    [
      "another spelling of a control key",
      "/v1/chat/completions",
      { body: '{"model":"qwen","Priority":-9}' },
      400,
      "duplicate_key",
    ],
    [
      "a body that is too long",
      "/tokenize",
      { body: "x".repeat(2 ** 20 + 1) },
      413,
      "body_too_large",
    ],
    [
      "a body that is no JSON by its type",
      "/tokenize",
      { body: "{}", headers: { "content-type": "text/plain" } },
      415,
      "unsupported_media_type",
    ],
    ["metrics for everybody", "/metrics", { method: "GET" }, 403, "forbidden"],
    [
      "no key",
      "/v1/models",
      { method: "GET", headers: { authorization: "" } },
      401,
      "unauthorized",
    ],
    [
      "a key of nobody",
      "/v1/chat/completions",
      { body: question, headers: { authorization: `Bearer ${canary}` } },
      401,
      "unauthorized",
    ],
  ] as [string, string, Asking, number, string][]) {
    it(`refuses ${what} with ${status}`, async () => {
      const response = await ask(path, asking);
      const { error } = (await response.json()) as { error: Record<string, unknown> };
      assert.deepEqual([response.status, error.code], [status, code]);
      assert.equal(typeof error.message, "string");
      assert.equal(JSON.stringify(error).includes(canary), false);
    });
  }

  for (const headers of [
    (key: string) => ({ authorization: `bearer ${key}` }),
    (key: string) => ({ authorization: "", "x-api-key": key }),
    (key: string) => ({ authorization: "", "api-key": key }),
  ]) {
    it(`takes the key in ${Object.keys(headers("")).at(-1)}`, async () => {
      const response = await ask("/v1/models", { method: "GET", headers: headers(gateway.key) });
      assert.equal(response.status, 200);
    });
  }

  it("lists virtual models with what the server behind them says", async () => {
    const response = await ask("/v1/models", { method: "GET" });
    const { data } = (await response.json()) as { data: Record<string, unknown>[] };
    const cards = data.map(({ id, owned_by, server_version }) => [id, owned_by, server_version]);
    assert.deepEqual(cards, [["chat", "vllm", "0.29.0"]]);
    assert.equal((await ask("/v1/models/chat", { method: "GET" })).status, 200);
  });

  for (const method of ["GET", "HEAD"]) {
    it(`needs no key for health by ${method}`, async () => {
      for (const path of ["/healthz", "/readyz"]) {
        const response = await ask(path, { method, headers: { authorization: "" } });
        assert.equal(response.status, 200);
        assert.equal((await response.text()) === "", method === "HEAD");
      }
    });
  }

  it("gives every refusal an id, and says what else a path takes", async () => {
    const ids = new Set<string | null>();
    for (const [path, method, allow] of [
      ["/nothing", "GET", null],
      ["/v1/chat/completions", "GET", "POST"],
      ["/healthz", "POST", "GET, HEAD"],
      ["/v1/models/nothing", "GET", null],
    ] as const) {
      const { headers } = await ask(path, { method });
      assert.equal(headers.get("allow"), allow);
      ids.add(headers.get("x-request-id"));
    }
    assert.equal(ids.size, 4);
    for (const id of ids) assert.match(id ?? "", /^[0-9A-Z]{26}$/);
  });

  it("passes on nothing a client says in headers, and decides model and priority itself", async () => {
    const response = await ask("/v1/chat/completions", {
      body: { ...question, priority: -100 },
      headers: {
        "x-tandem-task": "review",
        "x-tandem-person": "somebody else",
        "x-vllm-priority": "-100",
        "x-data-parallel-rank": "3",
        "x-llm-d-inference-objective": "first",
        "x-request-id": "mine",
        cookie: "a=b",
        "x-forwarded-for": "1.2.3.4",
      },
    });
    const asked = model.asked.at(-1)!;
    const { host: _host, connection: _connection, ...headers } = asked.headers;
    assert.deepEqual(headers, {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(asked.body)),
      accept: "application/json",
      "accept-encoding": "identity",
      "x-request-id": response.headers.get("x-request-id"),
      authorization: "Bearer secret-of-the-gpu",
    });
    assert.deepEqual(JSON.parse(asked.body), { ...question, priority: 4 });
    assert.equal(response.headers.get("x-internal-host"), null);
  });

  it("caps a CI job at review", async () => {
    const key = await makeKey(gateway.folder, { name: "pipeline", role: "ci" });
    const headers = { authorization: `Bearer ${key}`, "x-tandem-task": "inline" };
    // The ring looks at the store every now and then.
    let response = await ask("/v1/chat/completions", { body: question, headers });
    for (let left = 2_000; response.status === 401 && left > 0; left--) {
      response = await ask("/v1/chat/completions", { body: question, headers });
    }
    assert.equal(response.status, 200);
    const audited = (await gateway.audited()).find(({ intent }) => intent.role === "ci");
    assert.deepEqual([audited?.intent.task, audited?.intent.class], ["inline", "review"]);
  });

  it("records who was refused after the key was good", async () => {
    await ask("/v1/completions", { body: { model: "nobody's" } });
    const audited = (await gateway.audited()).findLast(({ intent }) => intent.asked === "nobody's");
    assert.equal(audited?.final?.outcome, "refused");
    assert.deepEqual([audited?.final?.status, audited?.final?.error], [404, "model_not_found"]);
  });

  /** What comes back for bytes that are not what a client library sends. */
  function raw(text: string): Promise<string> {
    const { port, hostname } = new URL(gateway.origin);
    return new Promise((resolve, reject) => {
      let answer = "";
      const socket = connect(Number(port), hostname, () => socket.write(text));
      socket.setEncoding("utf8").on("data", (piece: string) => {
        answer += piece;
      });
      socket.on("close", () => resolve(answer)).on("error", reject);
    });
  }

  for (const [what, text, status] of [
    ["no HTTP", "\x16\x03\x01\x00\xa5 hello\r\n\r\n", 400],
    [
      "64 kB of headers",
      `GET /healthz HTTP/1.1\r\nhost: a\r\nx-long: ${"x".repeat(65_536)}\r\n\r\n`,
      431,
    ],
    [
      "two lengths",
      "POST /tokenize HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}",
      400,
    ],
    [
      "a length beside chunks",
      "POST /tokenize HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      400,
    ],
  ] as [string, string, number][]) {
    it(`answers ${what} with ${status}, and goes on`, async () => {
      const answer = await raw(text);
      assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `));
      const [, body = ""] = answer.split("\r\n\r\n");
      assert.equal(typeof JSON.parse(body).error.code, "string");
      assert.equal((await ask("/v1/models", { method: "GET" })).status, 200);
    });
  }

  it("logs neither keys nor bodies", async () => {
    await ask("/v1/chat/completions", { body: { ...question, user: "body-canary" } });
    const logged = gateway.logged();
    assert.match(logged, /"msg":"request"/);
    for (const secret of [gateway.key, canary, "secret-of-the-gpu", "body-canary", "hello"]) {
      assert.equal(logged.includes(secret), false, secret);
    }
  });
});
