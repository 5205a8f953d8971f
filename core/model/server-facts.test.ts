import assert from "node:assert/strict";
import { createModelClient } from "./client.ts";
import { ModelError } from "./errors.ts";
import type { Fetch } from "./exchange.ts";

const never = new AbortController().signal;
type Reply = { status?: number; json?: unknown; text?: string; headers?: Record<string, string> };

function clientOf(replies: Record<string, Reply>) {
  const sent: { path: string; body: unknown }[] = [];
  const fetch: Fetch = async (url, init) => {
    const path = new URL(url).pathname;
    sent.push({ path, body: init.body === undefined ? undefined : JSON.parse(String(init.body)) });
    const { status = 200, json, text, headers = {} } = replies[path] ?? { status: 404 };
    return new Response(text ?? JSON.stringify(json), { status, headers });
  };
  const client = createModelClient({
    endpoint: { id: "big", url: "http://gpu1:8000/v1" },
    fetch,
    now: () => 0,
    timeouts: { firstByteMs: 1000, stalledMs: 1000 },
    setTimer: () => () => {},
  });
  return { client, sent };
}

const rejects = (work: Promise<unknown>, code: string) =>
  assert.rejects(work, (error) => error instanceof ModelError && error.code === code);

describe("listModels", () => {
  const card = {
    id: "alias",
    owned_by: "vllm",
    root: "Qwen/Big",
    parent: null,
    max_model_len: 8192,
  };

  it("reads vLLM's cards", async () => {
    const { client } = clientOf({ "/v1/models": { json: { object: "list", data: [card] } } });
    assert.deepEqual(await client.listModels(never), [
      { id: "alias", root: "Qwen/Big", contextWindow: 8192, ownedBy: "vllm", isSimulated: false },
    ]);
  });

  it("reads cards that say less", async () => {
    const data = [{ id: "a" }, { id: "b", max_model_len: null, root: null, owned_by: "x" }];
    const { client } = clientOf({ "/v1/models": { json: { data } } });
    assert.deepEqual(await client.listModels(never), [
      { id: "a", ownedBy: "", isSimulated: false },
      { id: "b", ownedBy: "x", isSimulated: false },
    ]);
  });

  it("says what is simulated, by header or by owner", async () => {
    const headers = { "x-simulated": "true" };
    for (const reply of [
      { json: { data: [card] }, headers },
      { json: { data: [{ ...card, owned_by: "simulated-vllm" }] } },
    ]) {
      const [model] = await clientOf({ "/v1/models": reply }).client.listModels(never);
      assert.equal(model?.isSimulated, true);
    }
  });

  it("takes the version of the server behind a gateway's model", async () => {
    const data = [
      { id: "chat", server_version: "0.29.0" },
      { id: "fast", server_version: "9".repeat(201) },
    ];
    const models = await clientOf({ "/v1/models": { json: { data } } }).client.listModels(never);
    assert.deepEqual(
      models.map(({ serverVersion }) => serverVersion),
      ["0.29.0", undefined],
    );
  });

  it("leaves out names that nobody could read or ask for", async () => {
    const data = [{ id: "a" }, { id: "b".repeat(1001) }, { id: "" }];
    const { client } = clientOf({ "/v1/models": { json: { data } } });
    assert.deepEqual(
      (await client.listModels(never)).map(({ id }) => id),
      ["a"],
    );
  });

  it("refuses what is no list of models", async () => {
    for (const reply of [{ json: { models: [] } }, { text: "<html></html>" }, { text: "" }]) {
      await rejects(clientOf({ "/v1/models": reply }).client.listModels(never), "not_openai");
    }
  });

  it("finds an error inside a 200", async () => {
    const json = { error: { message: "x", code: 500 } };
    await rejects(clientOf({ "/v1/models": { json } }).client.listModels(never), "upstream");
  });
});

describe("serverVersion", () => {
  it("takes no novel for a version", async () => {
    const { client } = clientOf({ "/version": { json: { version: "9".repeat(201) } } });
    assert.equal(await client.serverVersion(never), undefined);
  });

  it("asks beside the base URL", async () => {
    const { client } = clientOf({ "/version": { json: { version: "0.12.0" } } });
    assert.equal(await client.serverVersion(never), "0.12.0");
  });

  for (const [name, reply] of [
    ["is absent", { status: 404, text: "" }],
    ["is forbidden", { status: 401, text: "" }],
    ["is a web page", { text: "<html></html>" }],
    ["is something else", { json: { v: 1 } }],
  ] as const) {
    it(`knows none when it ${name}`, async () =>
      assert.equal(await clientOf({ "/version": reply }).client.serverVersion(never), undefined));
  }

  it("does not take a busy server for one without a version", async () => {
    await rejects(clientOf({ "/version": { status: 503 } }).client.serverVersion(never), "busy");
  });
});

describe("tokenize", () => {
  it("asks for the text's own tokens", async () => {
    const { client, sent } = clientOf({ "/tokenize": { json: { count: 2, tokens: [4, 5] } } });
    assert.deepEqual(await client.tokenize("m", "ab", never), [4, 5]);
    assert.deepEqual(sent, [
      { path: "/tokenize", body: { model: "m", prompt: "ab", add_special_tokens: false } },
    ]);
  });

  it("knows nothing where there is no tokenizer", async () =>
    assert.equal(await clientOf({}).client.tokenize("m", "ab", never), undefined));
});

describe("a request that is aborted", () => {
  it("throws the signal's own reason", async () => {
    const { client } = clientOf({});
    await assert.rejects(client.listModels(AbortSignal.abort("stopped")), (reason) => {
      assert.equal(reason, "stopped");
      return true;
    });
  });
});
