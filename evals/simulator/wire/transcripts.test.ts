// The byte-for-byte shapes of answers. `R` stands for the request id and `T` for the time.
import assert from "node:assert/strict";
import type { AnswerScript } from "../answers/script.ts";
import { type Simulator, type StartOptions, startSimulator } from "../server.ts";
import { eventsOf, exchange, type RawReply } from "./exchange.ts";

const script: AnswerScript = {
  chat: ({ userTexts }) =>
    userTexts[0] === "think" ? { reasoning: "hm", text: "ok" } : { text: "def x😀" },
  completion: () => "a + b",
};
const readFile = {
  type: "function",
  function: {
    name: "read_file",
    parameters: { type: "object", properties: { path: { type: "string" } }, required: ["path"] },
  },
};

describe("transcripts", () => {
  let simulator: Simulator;
  async function start(options: StartOptions) {
    simulator = await startSimulator({ script, ...options });
  }
  afterEach(() => simulator.close());

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    exchange(simulator.origin, { path, body, headers: { "x-request-id": "R", ...headers } });
  const chat = (body: Record<string, unknown>) =>
    post("/v1/chat/completions", { messages: [{ role: "user", content: "hi" }], ...body });
  const complete = (body: Record<string, unknown>) =>
    post("/v1/completions", { prompt: "x", ...body });
  const withoutTime = (text: string) => text.replace(/"created":\d+/g, '"created":T');
  const lines = (reply: RawReply) => eventsOf(reply).map(withoutTime);

  const chatHead =
    '{"id":"chatcmpl-R","object":"chat.completion.chunk","created":T,"model":"qwen3-coder",';
  const textHead = '{"id":"cmpl-R","object":"text_completion","created":T,"model":"qwen3-coder",';

  describe("a chat stream", () => {
    it("has vLLM 0.29's chunks", async () => {
      await start({ vllmVersion: "0.29" });
      const reply = await chat({ stream: true, stream_options: { include_usage: true } });
      assert.equal(reply.headers["content-type"], "text/event-stream; charset=utf-8");
      const content = (text: string) =>
        `${chatHead}"choices":[{"index":0,"delta":{"content":"${text}"},"logprobs":null,"finish_reason":null,"token_ids":null}]}`;
      assert.deepEqual(lines(reply), [
        `${chatHead}"choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}],"prompt_token_ids":null,"prompt_text":null}`,
        content("def"),
        content(" x"),
        content(""),
        content(""),
        content(""),
        content("😀"),
        `${chatHead}"choices":[{"index":0,"delta":{"content":""},"logprobs":null,"finish_reason":"stop","stop_reason":null,"token_ids":null}]}`,
        `${chatHead}"choices":[],"usage":{"prompt_tokens":11,"total_tokens":18,"completion_tokens":7}}`,
        "[DONE]",
      ]);
    });

    it("sends its headers before the first token", async () => {
      await start({ profile: "h100x4" });
      const body = JSON.stringify({ messages: [{ role: "user", content: "hi" }], stream: true });
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${simulator.url}/chat/completions`, {
        method: "POST",
        headers,
        body,
      });
      assert.equal(simulator.requests()[0]?.firstTokenAtMs, undefined);
      assert.equal(response.status, 200);
      await response.body?.cancel();
    });

    it("has vLLM 0.8's chunks", async () => {
      await start({ vllmVersion: "0.8" });
      const reply = await chat({ stream: true, max_tokens: 1 });
      assert.deepEqual(lines(reply), [
        `${chatHead}"choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}]}`,
        `${chatHead}"choices":[{"index":0,"delta":{"content":"def"},"logprobs":null,"finish_reason":"length","stop_reason":null}]}`,
        "[DONE]",
      ]);
    });

    for (const [version, delta] of [
      ["0.8", '{"reasoning_content":"hm"}'],
      ["0.12", '{"reasoning":"hm","reasoning_content":"hm"}'],
      ["0.29", '{"reasoning":"hm"}'],
    ] as const) {
      it(`names reasoning as vLLM ${version} does`, async () => {
        await start({ vllmVersion: version });
        const reply = await chat({ messages: [{ role: "user", content: "think" }], stream: true });
        assert.ok(reply.body.includes(`"delta":${delta}`), reply.body);
      });
    }

    for (const [version, expected] of [
      ["0.8", true],
      ["0.12", true],
      ["0.29", false],
    ] as const) {
      it(`${expected ? "sends" : "withholds"} usage for empty stream_options in vLLM ${version}`, async () => {
        await start({ vllmVersion: version });
        const reply = await chat({ stream: true, stream_options: {} });
        assert.equal(reply.body.includes('"usage"'), expected);
      });
    }

    it("carries running usage when asked", async () => {
      await start({});
      const options = { include_usage: true, continuous_usage_stats: true };
      const reply = await chat({ stream: true, stream_options: options, max_tokens: 2 });
      const counts = [...reply.body.matchAll(/"completion_tokens":(\d+)/g)].map(
        (match) => match[1],
      );
      assert.deepEqual(counts, ["0", "1", "2", "2"]);
    });

    it("counts each choice for itself until the last event", async () => {
      await start({});
      const options = { include_usage: true, continuous_usage_stats: true };
      const reply = await chat({ stream: true, stream_options: options, max_tokens: 2, n: 2 });
      const counts = [...reply.body.matchAll(/"completion_tokens":(\d+)/g)].map(
        (match) => match[1],
      );
      assert.deepEqual(counts.toSorted(), ["0", "0", "1", "1", "2", "2", "4"]);
      assert.equal(counts.at(-1), "4");
    });

    it("sends several tokens a chunk at a stream interval, the first one alone", async () => {
      await start({ streamInterval: 4 });
      const reply = await chat({ stream: true });
      const texts = [...reply.body.matchAll(/"delta":\{"content":"(.*?)"\}/g)].map(
        (match) => match[1],
      );
      assert.deepEqual(texts, ["def", " x", "😀"]);
    });

    it("opens all choices before it interleaves them", async () => {
      await start({ profile: "fim-7b" });
      const reply = await chat({
        stream: true,
        n: 2,
        max_tokens: 2,
        stream_options: { include_usage: true },
      });
      const order = lines(reply).map((line) => /"index":(\d)/.exec(line)?.[1]);
      assert.deepEqual(order, ["0", "1", "0", "1", "0", "1", undefined, undefined]);
      assert.match(
        reply.body,
        /"usage":\{"prompt_tokens":11,"total_tokens":15,"completion_tokens":4\}/,
      );
    });

    it("calls a tool in the manner of qwen3_coder", async () => {
      await start({ enableAutoToolChoice: true, toolCallParser: "qwen3_coder" });
      const reply = await chat({
        messages: [{ role: "user", content: "use read_file on `src/a.ts`" }],
        tools: [readFile],
        stream: true,
      });
      const end = ',"logprobs":null,"finish_reason":null,"token_ids":null}]}';
      const piece = (text: string) =>
        `${chatHead}"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":${JSON.stringify(text)}}}]}${end}`;
      const events = lines(reply).map((line) => line.replace(/call_[0-9a-f]{24}/, "call_X"));
      const from = events.findIndex((line) => line.includes("tool_calls"));
      assert.deepEqual(events.slice(from), [
        `${chatHead}"choices":[{"index":0,"delta":{"tool_calls":[{"id":"call_X","type":"function","index":0,"function":{"name":"read_file","arguments":""}}]}${end}`,
        piece("{"),
        piece('"path": "src/a.ts"'),
        piece("}"),
        `${chatHead}"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"tool_calls","stop_reason":null,"token_ids":null}]}`,
        "[DONE]",
      ]);
      const text = events.slice(1, from).map((line) => /"content":"(.*?)"\}/.exec(line)?.[1]);
      assert.equal(text.join(""), "I'll call `read_file`.\\n");
    });

    it("leaves the call in the text under the wrong parser", async () => {
      await start({ enableAutoToolChoice: true, toolCallParser: "hermes" });
      const reply = await chat({
        messages: [{ role: "user", content: "use read_file" }],
        tools: [readFile],
      });
      const { message } = JSON.parse(reply.body).choices[0];
      assert.match(message.content, /<function=read_file>/);
      assert.deepEqual(message.tool_calls, []);
    });
  });

  describe("a whole chat answer", () => {
    it("has vLLM 0.29's fields", async () => {
      await start({});
      assert.equal(
        withoutTime((await chat({})).body),
        '{"id":"chatcmpl-R","object":"chat.completion","created":T,"model":"qwen3-coder","choices":[{"index":0,"message":{"role":"assistant","content":"def x😀","refusal":null,"annotations":null,"audio":null,"function_call":null,"tool_calls":[],"reasoning":null},"logprobs":null,"finish_reason":"stop","stop_reason":null,"token_ids":null}],"service_tier":null,"system_fingerprint":null,"usage":{"prompt_tokens":11,"total_tokens":18,"completion_tokens":7,"prompt_tokens_details":null},"prompt_logprobs":null,"prompt_token_ids":null,"kv_transfer_params":null}',
      );
    });

    it("has vLLM 0.8's fields", async () => {
      await start({ vllmVersion: "0.8" });
      assert.equal(
        withoutTime((await chat({})).body),
        '{"id":"chatcmpl-R","object":"chat.completion","created":T,"model":"qwen3-coder","choices":[{"index":0,"message":{"role":"assistant","reasoning_content":null,"content":"def x😀","tool_calls":[]},"logprobs":null,"finish_reason":"stop","stop_reason":null}],"usage":{"prompt_tokens":11,"total_tokens":18,"completion_tokens":7,"prompt_tokens_details":null},"prompt_logprobs":null}',
      );
    });

    it("reports cached tokens only when the server is told to", async () => {
      await start({ enablePromptTokensDetails: true });
      const messages = [{ role: "user", content: "word ".repeat(100) }];
      await chat({ messages });
      const { usage } = JSON.parse((await chat({ messages })).body);
      assert.ok(usage.prompt_tokens_details.cached_tokens > 90);
      const salted = JSON.parse((await chat({ messages, cache_salt: "abc" })).body);
      assert.equal(salted.usage.prompt_tokens_details.cached_tokens, 0);
    });

    for (const [choice, finishReason] of [
      ["required", "tool_calls"],
      [{ type: "function", function: { name: "read_file" } }, "stop"],
    ] as const) {
      it(`calls the tool it has to, and ends with ${finishReason}`, async () => {
        await start({});
        const [answer] = JSON.parse(
          (await chat({ tools: [readFile], tool_choice: choice })).body,
        ).choices;
        const [call] = answer.message.tool_calls;
        assert.equal(call.function.name, "read_file");
        assert.deepEqual(JSON.parse(call.function.arguments), { path: "simulated" });
        assert.equal(answer.message.content, null);
        assert.equal(answer.finish_reason, finishReason);
      });
    }

    it("satisfies a JSON schema", async () => {
      await start({});
      const schema = { type: "object", properties: { ok: { type: "boolean" } }, required: ["ok"] };
      const format = { type: "json_schema", json_schema: { name: "answer", schema } };
      const reply = JSON.parse((await chat({ response_format: format })).body);
      assert.deepEqual(JSON.parse(reply.choices[0].message.content), { ok: false });
    });

    for (const [version, isConstrained] of [
      ["0.8", true],
      ["0.12", false],
    ] as const) {
      it(`${isConstrained ? "honours" : "silently ignores"} guided_choice in vLLM ${version}`, async () => {
        await start({ vllmVersion: version });
        const reply = JSON.parse((await chat({ guided_choice: ["yes", "no"] })).body);
        assert.equal(reply.choices[0].message.content === "yes", isConstrained);
      });
    }

    it("carries log probabilities in the shape of the chat route", async () => {
      await start({});
      const reply = JSON.parse(
        (await chat({ logprobs: true, top_logprobs: 2, max_tokens: 1 })).body,
      );
      const [entry] = reply.choices[0].logprobs.content;
      assert.deepEqual(
        [entry.token, entry.bytes, entry.top_logprobs.length],
        ["def", [100, 101, 102], 2],
      );
    });
  });

  describe("a completion", () => {
    const chunk = (text: string, finish = "null") =>
      `${textHead}"choices":[{"index":0,"text":"${text}","logprobs":null,"finish_reason":${finish},"stop_reason":null,"prompt_token_ids":null,"token_ids":null}]}`;

    it("streams without a role chunk", async () => {
      await start({});
      const reply = await complete({ stream: true, stream_options: { include_usage: true } });
      assert.deepEqual(lines(reply), [
        chunk("a"),
        chunk(" +"),
        chunk(" b"),
        chunk("", '"stop"'),
        `${textHead}"choices":[],"usage":{"prompt_tokens":1,"total_tokens":5,"completion_tokens":4}}`,
        "[DONE]",
      ]);
    });

    it("has vLLM 0.29's fields as a whole", async () => {
      await start({});
      assert.equal(
        withoutTime((await complete({})).body),
        `${textHead}"choices":[{"index":0,"text":"a + b","logprobs":null,"finish_reason":"stop","stop_reason":null,"token_ids":null,"prompt_logprobs":null,"prompt_token_ids":null}],"service_tier":null,"system_fingerprint":null,"usage":{"prompt_tokens":1,"total_tokens":5,"completion_tokens":4,"prompt_tokens_details":null},"kv_transfer_params":null}`,
      );
    });

    it("stops after 16 tokens unless told otherwise", async () => {
      await start({});
      const usageOf = async (body: object) => JSON.parse((await complete({ ...body })).body).usage;
      assert.equal((await usageOf({ ignore_eos: true })).completion_tokens, 16);
      assert.equal((await usageOf({ ignore_eos: true, max_tokens: 300 })).completion_tokens, 300);
    });

    it("takes token ids verbatim", async () => {
      await start({});
      const prompt = Array.from({ length: 128 }, (_, index) => index * 1000);
      const { usage } = JSON.parse((await complete({ prompt })).body);
      assert.equal(usage.prompt_tokens, 128);
    });

    it("numbers the choices of a batch prompt by prompt", async () => {
      await start({});
      const reply = JSON.parse((await complete({ prompt: ["a", "b"], n: 2, echo: true })).body);
      const texts = reply.choices.map((choice: { index: number; text: string }) => [
        choice.index,
        choice.text,
      ]);
      assert.deepEqual(texts, [
        [0, "aa + b"],
        [1, "aa + b"],
        [2, "ba + b"],
        [3, "ba + b"],
      ]);
    });

    it("echoes the prompt alone when no token is wanted", async () => {
      await start({});
      const [choice] = JSON.parse(
        (await complete({ prompt: "abc", echo: true, max_tokens: 0 })).body,
      ).choices;
      assert.equal(choice.text, "abc");
    });

    it("continues a FIM prompt", async () => {
      await start({ script: (await import("../answers/sample-script.ts")).sampleScript });
      const prompt =
        "<|fim_prefix|>let first = read(path);\nlet second = re<|fim_suffix|>\n<|fim_middle|>";
      const [choice] = JSON.parse((await complete({ prompt, max_tokens: 32 })).body).choices;
      assert.equal(choice.text, "ad(path);");
    });
  });

  describe("split writes", () => {
    it("cut inside a character and lose nothing", async () => {
      await start({ splitUtf8: true });
      const reply = await chat({ stream: true });
      assert.match(reply.body, /😀/);
      assert.ok(reply.body.endsWith("data: [DONE]\n\n"));
      const cut = reply.reads.some(
        (read) => read.includes(Buffer.from("\u{1F600}").subarray(0, 1)) && !read.includes("😀"),
      );
      assert.ok(cut, "a read ends inside the character");
    });
  });
});
