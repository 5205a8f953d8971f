import assert from "node:assert/strict";
import { familyOf } from "../completion/fim/families.ts";
import type { FimFamilyId } from "../completion/fim/family.ts";
import { createModelClient } from "./client.ts";
import type { Fetch } from "./exchange.ts";
import { capabilitiesFrom, type ProbeOptions, probeEndpoint, type StepResult } from "./probe.ts";

const never = new AbortController().signal;
const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });

/** Deltas of a chat or the text of a completion. */
function sse(deltas: (Record<string, unknown> | string)[], withUsage = true): Response {
  const chunks: unknown[] = deltas.map((delta) => ({
    choices: [{ index: 0, ...(typeof delta === "string" ? { text: delta } : { delta }) }],
  }));
  chunks.push({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
  if (withUsage) chunks.push({ choices: [], usage: { prompt_tokens: 9, completion_tokens: 1 } });
  const text = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("");
  return new Response(`${text}data: [DONE]\n\n`, {
    headers: { "content-type": "text/event-stream" },
  });
}

/** The special tokens of a family are one id each; everything else is one token a character. */
function tokensOf(id: FimFamilyId, text: string): number[] {
  const { specials } = familyOf(id);
  const tokens: number[] = [];
  for (let at = 0; at < text.length; ) {
    const index = specials.findIndex((special) => text.startsWith(special, at));
    tokens.push(index < 0 ? 1000 + at : index + 1);
    at += specials[index]?.length ?? 1;
  }
  return tokens;
}

/** What a server answers, by what it is asked; an endpoint in best health unless a test says otherwise. */
const healthy = {
  models: () =>
    json({ data: [{ id: "qwen3-coder", owned_by: "vllm", root: "Qwen/Q", max_model_len: 65536 }] }),
  version: () => json({ version: "0.12.0" }),
  tokenize: (text: string) => json({ tokens: tokensOf("qwen", text) }),
  completion: () => sse([" items[1]"]),
  chat: () => sse([{ content: "yes" }]),
  schema: () => sse([{ content: '{"ready": true}' }]),
  tools: () =>
    sse([{ tool_calls: [{ index: 0, id: "c", function: { name: "report", arguments: "{}" } }] }]),
};

function serve(server: typeof healthy, asked: string[]): Fetch {
  return async (url, init) => {
    const route = new URL(url).pathname;
    asked.push(route);
    if (route === "/v1/models") return server.models();
    if (route === "/version") return server.version();
    const body = JSON.parse(String(init.body));
    if (route === "/tokenize") return server.tokenize(body.prompt);
    if (route === "/v1/completions") return server.completion();
    if (body.response_format) return server.schema();
    return body.tools ? server.tools() : server.chat();
  };
}

async function probe(changed: Partial<typeof healthy> = {}, more: Partial<ProbeOptions> = {}) {
  const asked: string[] = [];
  const fetch = serve({ ...healthy, ...changed }, asked);
  const results: StepResult[] = [];
  const options: ProbeOptions = {
    endpoint: { id: "big", url: "gpu1:8000" },
    createClient: (endpoint) =>
      createModelClient({
        endpoint,
        fetch,
        now: () => 0,
        timeouts: { firstByteMs: 1000, stalledMs: 1000 },
        setTimer: () => () => {},
      }),
    form: "full",
    ...more,
  };
  for await (const result of probeEndpoint(options, never)) results.push(result);
  const outcomes = results.map(({ step, outcome }) => `${step} ${outcome}`);
  return { results, outcomes, asked, of: (step: string) => results.find((r) => r.step === step) };
}

describe("probeEndpoint", () => {
  it("finds everything in order at a healthy endpoint", async () => {
    const { results, outcomes } = await probe();
    assert.deepEqual(outcomes, [
      "url ok",
      "connect ok",
      "key ok",
      "models ok",
      "version ok",
      "tokenizer ok",
      "chat ok",
      "structuredOutput ok",
      "tools ok",
      "fim ok",
    ]);
    const { models, ...learned } = capabilitiesFrom(results);
    assert.equal(models?.length, 1);
    assert.deepEqual(learned, {
      model: "qwen3-coder",
      isSimulated: false,
      contextWindow: 65536,
      serverVersion: "0.12.0",
      canTokenize: true,
      ttftMs: 0,
      reportsUsage: true,
      followsSchema: true,
      parsesToolCalls: true,
      fim: { family: "qwen", tokenIds: [2, 3, 4, 1, 5, 6, 7, 8, 9], verdict: "fills" },
    });
    assert.deepEqual(
      results.slice(3, 5).map(({ summary }) => summary),
      ["Serves qwen3-coder with a window of 65,536 tokens.", "vLLM has version 0.12.0."],
    );
  });

  it("generates nothing in its quick form", async () => {
    const { outcomes, asked } = await probe({}, { form: "quick" });
    assert.equal(outcomes.length, 5);
    assert.deepEqual(asked, ["/v1/models", "/version"]);
  });

  it("takes the version from a gateway's model and asks nobody else", async () => {
    const models = () =>
      json({ data: [{ id: "chat", owned_by: "vllm", server_version: "0.29.0" }] });
    const { results, asked } = await probe({ models }, { form: "quick" });
    assert.equal(results[4]?.summary, "vLLM has version 0.29.0.");
    assert.deepEqual(asked, ["/v1/models"]);
  });

  it("stops at a URL that is none", async () => {
    const endpoint = { id: "big", url: "ftp://x" };
    const { outcomes, asked, of } = await probe({}, { endpoint, form: "quick" });
    assert.deepEqual(outcomes, [
      "url failed",
      "connect skipped",
      "key skipped",
      "models skipped",
      "version skipped",
    ]);
    assert.deepEqual(asked, []);
    assert.equal(of("url")?.error?.code, "invalid_url");
  });

  it("warns when code would cross a public network unencrypted", async () => {
    const { results } = await probe({}, { endpoint: { id: "far", url: "http://llm.example.com" } });
    assert.equal(results[0]?.outcome, "warning");
    assert.match(results[0]?.remedy ?? "", /https:\/\//);
    assert.equal(results[1]?.outcome, "ok", "and goes on");
  });

  it("stops where nothing answers", async () => {
    const models = () => {
      throw Object.assign(new Error("x"), { code: "ECONNREFUSED" });
    };
    const { outcomes, of } = await probe({ models });
    assert.deepEqual(outcomes.slice(0, 3), ["url ok", "connect failed", "key skipped"]);
    assert.equal(of("connect")?.summary, "Nothing is listening at gpu1:8000.");
    assert.ok(of("connect")?.remedy);
  });

  it("tells a wrong key from a dead endpoint", async () => {
    const { outcomes } = await probe({ models: () => json({ error: "Unauthorized" }, 401) });
    assert.deepEqual(outcomes.slice(1, 4), ["connect ok", "key failed", "models skipped"]);
  });

  it("says which models there are when the wanted one is not", async () => {
    const { of } = await probe({}, { model: "gone" });
    assert.equal(of("models")?.outcome, "failed");
    assert.equal(of("models")?.summary, "The endpoint serves qwen3-coder, but not gone.");
    assert.equal(of("models")?.error?.code, "model_not_found");
  });

  it("finds a model by the name behind its alias", async () => {
    const { of } = await probe({}, { model: "Qwen/Q", form: "quick" });
    assert.equal(of("models")?.learned?.model, "qwen3-coder");
  });

  it("says when there is no model at all", async () => {
    const { of } = await probe({ models: () => json({ data: [] }) });
    assert.equal(of("models")?.summary, "The endpoint serves no model.");
  });

  it("tests the family the settings name", async () => {
    const inline = { model: "qwen3-coder", fim: "starcoder" as const };
    const { of } = await probe({}, { inline });
    assert.deepEqual(of("fim")?.learned?.fim, {
      family: "starcoder",
      tokenIds: [],
      verdict: "fills",
    });
  });

  it("asks the model of inline completion to fill in the middle, and learns nothing of it for the other", async () => {
    const { of } = await probe({}, { inline: { model: "small" } });
    assert.match(of("fim")?.summary ?? "", /^small: Fills in the middle as the family qwen/);
    assert.equal(of("fim")?.learned, undefined);
  });

  it("goes on without a version and without a tokenizer", async () => {
    const { outcomes, of } = await probe({
      version: () => json({}, 404),
      tokenize: () => json({}, 404),
    });
    assert.deepEqual(outcomes.slice(4, 7), ["version skipped", "tokenizer warning", "chat ok"]);
    assert.equal(of("fim")?.outcome, "ok", "the smoke test needs no tokenizer");
  });

  it("stops when chat fails", async () => {
    const { outcomes, of } = await probe({ chat: () => json({ error: { message: "x" } }, 500) });
    assert.deepEqual(outcomes.slice(6), [
      "chat failed",
      "structuredOutput skipped",
      "tools skipped",
      "fim skipped",
    ]);
    assert.equal(of("chat")?.error?.code, "upstream");
  });

  const warnings: [string, string, Partial<typeof healthy>, RegExp][] = [
    ["missing usage", "chat", { chat: () => sse([{ content: "a" }], false) }, /no token counts/],
    [
      "unconstrained answers",
      "structuredOutput",
      { schema: () => sse([{ content: "Sure! {}" }]) },
      /do not follow/,
    ],
    [
      "a server without schemas",
      "structuredOutput",
      { schema: () => json({ error: { message: "no" } }, 400) },
      /do not follow/,
    ],
    [
      "a server without tools",
      "tools",
      { tools: () => json({ error: { message: "no" } }, 400) },
      /refuses tools/,
    ],
    [
      "the wrong tool parser",
      "tools",
      { tools: () => sse([{ content: "<tool_call>\n<function=report>" }]) },
      /parser is missing or the wrong one/,
    ],
    [
      "a model that ignores tools",
      "tools",
      { tools: () => sse([{ content: "ok" }]) },
      /did not call/,
    ],
    ["unknown marks", "fim", { tokenize: () => json({ tokens: [7, 7, 8, 9] }) }, /knows no marks/],
    [
      "a model that talks instead of filling in",
      "fim",
      { completion: () => sse(["Sure! Here is the code"]) },
      /prose instead of code/,
    ],
  ];
  for (const [name, step, changed, summary] of warnings) {
    it(`warns of ${name}`, async () => {
      const { of, results } = await probe(changed);
      assert.equal(of(step)?.outcome, "warning");
      assert.match(of(step)?.summary ?? "", summary);
      assert.ok(of(step)?.remedy);
      assert.equal(results.length, 10);
    });
  }

  it("throws the reason when it is aborted", async () => {
    const controller = new AbortController();
    const results: StepResult[] = [];
    const run = async () => {
      const options: ProbeOptions = {
        endpoint: { id: "big", url: "gpu1" },
        createClient: (endpoint) =>
          createModelClient({
            endpoint,
            fetch: async () => {
              controller.abort("stopped");
              throw new DOMException("aborted", "AbortError");
            },
            now: () => 0,
            timeouts: { firstByteMs: 1, stalledMs: 1 },
            setTimer: () => () => {},
          }),
        form: "quick",
      };
      for await (const result of probeEndpoint(options, controller.signal)) results.push(result);
    };
    await assert.rejects(run, (reason) => reason === "stopped");
    assert.equal(results.length, 1);
  });
});
