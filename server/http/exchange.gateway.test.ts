import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../evals/simulator/server.ts";
import { startTestGateway, type TestGateway } from "../test/gateway.ts";

const model = "qwen3-coder";
const question = { model, messages: [{ role: "user", content: "Say hello to the gateway." }] };
const tools = [
  {
    type: "function",
    function: { name: "read_file", parameters: { type: "object", properties: {} } },
  },
];
const schema = {
  type: "json_schema",
  json_schema: { name: "answer", schema: { type: "object", properties: {}, required: [] } },
};

/** Without what changes from one answer to the next, and usage beside the answer, which is asked for on the way. */
function settled(text: string): string {
  return text
    .replaceAll(/(?<!"choices":\[\]),"usage":\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, "")
    .replaceAll(/"id":"[^"]*"/g, '"id":""')
    .replaceAll(/"created":\d+/g, '"created":0')
    .replaceAll(/"(request_id|system_fingerprint)":"[^"]*"/g, '"$1":""');
}

describe("a request through the gateway", function () {
  this.timeout(30_000);
  let simulator: Simulator;
  let gateway: TestGateway;

  before(async () => {
    simulator = await startSimulator({
      enableAutoToolChoice: true,
      toolCallParser: "qwen3_coder",
      enablePromptTokensDetails: true,
    });
    gateway = await startTestGateway({ config: { upstreams: { gpu: { url: simulator.url } } } });
  });
  after(async () => {
    await gateway.end();
    await simulator.close();
  });

  function ask(path: string, body: unknown, headers: Record<string, string> = {}) {
    return fetch(`${gateway.origin}${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${gateway.key}`,
        ...headers,
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  }

  async function direct(path: string, body: unknown): Promise<Response> {
    return fetch(`${simulator.origin}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  for (const [what, path, body] of [
    ["a chat", "/v1/chat/completions", question],
    ["a streamed chat", "/v1/chat/completions", { ...question, stream: true }],
    [
      "a streamed chat with usage",
      "/v1/chat/completions",
      { ...question, stream: true, stream_options: { include_usage: true } },
    ],
    [
      "two answers at once",
      "/v1/chat/completions",
      { ...question, stream: true, n: 2, stream_options: { include_usage: true } },
    ],
    ["tools", "/v1/chat/completions", { ...question, tools, tool_choice: "auto" }],
    ["streamed tools", "/v1/chat/completions", { ...question, tools, stream: true }],
    ["structured output", "/v1/chat/completions", { ...question, response_format: schema }],
    ["a completion", "/v1/completions", { model, prompt: "def main():", max_tokens: 8 }],
    [
      "a streamed completion",
      "/v1/completions",
      { model, prompt: "def main():", max_tokens: 8, stream: true },
    ],
    ["tokens", "/tokenize", { model, prompt: "one two three" }],
    ["text of tokens", "/detokenize", { model, tokens: [1, 2, 3] }],
    ["what vLLM refuses", "/v1/completions", { model, prompt: "x", suffix: "y" }],
    [
      "a context that is too long",
      "/v1/completions",
      { model, prompt: "x", max_tokens: 99_999_999 },
    ],
  ] as [string, string, unknown][]) {
    it(`passes on ${what} as it is`, async () => {
      const [through, without] = await Promise.all([ask(path, body), direct(path, body)]);
      assert.equal(through.status, without.status);
      assert.equal(through.headers.get("content-type"), without.headers.get("content-type"));
      assert.equal(through.headers.get("x-simulated"), "true");
      assert.equal(settled(await through.text()), settled(await without.text()));
    });
  }
});
