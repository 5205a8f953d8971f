import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { request } from "undici";
import type { StreamEvent } from "../core/model/answer.ts";
import { createModelClient } from "../core/model/client.ts";
import { startSimulator } from "../evals/simulator/server.ts";
import { until } from "./test/field/stand.ts";
import {
  makeKey,
  startTestGateway,
  type TestGateway,
  type TestGatewayOptions,
} from "./test/gateway.ts";
import { type Asked, type RawUpstream, startRawUpstream } from "./test/raw-upstream.ts";

const question = { model: "qwen", messages: [{ role: "user", content: "hello" }] };
const whole =
  '{"choices":[{"index":0,"message":{"content":"hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"total_tokens":5,"completion_tokens":2}}';

function answerWhole({ response }: Asked): void {
  response.writeHead(200, { "content-type": "application/json" }).end(whole);
}

function ask(gateway: TestGateway, body: unknown = question, key = gateway.key) {
  return fetch(`${gateway.url}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });
}

describe("the gateway", function () {
  this.timeout(30_000);
  const ending: (() => Promise<unknown>)[] = [];

  afterEach(async () => {
    for (const end of ending.splice(0).reverse()) await end();
  });

  async function upstream(answer?: (asked: Asked) => void): Promise<RawUpstream> {
    const started = await startRawUpstream(answer === undefined ? {} : { answer });
    ending.push(started.close);
    return started;
  }

  async function gateway(options: TestGatewayOptions): Promise<TestGateway> {
    const started = await startTestGateway(options);
    ending.push(started.end);
    return started;
  }

  it("serves any OpenAI client by its base URL, in stream and in facts", async () => {
    const simulator = await startSimulator();
    ending.push(simulator.close);
    const door = await gateway({ config: { upstreams: { gpu: { url: simulator.url } } } });
    const client = createModelClient({
      endpoint: { id: "gateway", url: door.url, apiKey: door.key },
      fetch,
      now: () => performance.now(),
      timeouts: { firstByteMs: 20_000, stalledMs: 20_000 },
    });
    const { signal } = new AbortController();
    const [model] = await client.listModels(signal);
    assert.equal(model?.id, "qwen3-coder");
    const events: StreamEvent[] = [];
    const messages = [{ role: "user" as const, content: "Why?" }];
    for await (const event of client.streamChat(
      { task: "chat", model: "qwen3-coder", messages },
      signal,
    )) {
      events.push(event);
    }
    assert.equal(events.at(-1)?.kind, "end");
    assert.ok(await client.tokenize("qwen3-coder", "one two", signal));
    const models = door.models();
    assert.deepEqual(models, [{ id: "qwen3-coder", isSimulated: true }]);
  });

  it("serves nobody without a key, and anybody where it is open", async () => {
    const model = await upstream(answerWhole);
    const config = { upstreams: { gpu: { url: model.url } } };
    const closed = await gateway({ config });
    assert.equal((await ask(closed, question, "")).status, 401);
    const open = await gateway({ config, isOpen: true });
    assert.equal((await ask(open, question, "")).status, 200);
    // Nobody could have an admin's key there.
    assert.deepEqual(
      await Promise.all(
        [closed, open].map(async ({ origin }) => (await fetch(`${origin}/metrics`)).status),
      ),
      [401, 200],
    );
    // As a page in a browser would ask, under a name that its owner has pointed here.
    const { status } = await request(`${open.origin}/v1/models`, {
      headers: { host: "evil.example" },
    }).then(({ statusCode: status, body }) => body.dump().then(() => ({ status })));
    assert.equal(status, 403);
  });

  it("counts tokens at a model whatever class it is for, and says which that is", async () => {
    const model = await upstream(answerWhole);
    const door = await gateway({
      config: {
        upstreams: { gpu: { url: model.url, classes: ["inline"] } },
        models: { fast: [{ upstream: "gpu" }] },
      },
    });
    const headers = { "content-type": "application/json", authorization: `Bearer ${door.key}` };
    const body = JSON.stringify({ model: "fast", prompt: "hi" });
    for (const path of ["/tokenize", "/detokenize"]) {
      const { status } = await fetch(door.origin + path, { method: "POST", headers, body });
      assert.equal(status, 200);
    }
    const refused = await ask(door, { ...question, model: "fast" });
    assert.equal(refused.status, 404);
    assert.match(
      await refused.text(),
      /of the class inline only, and this one is of the class chat/,
    );
    const key = await makeKey(door.folder, { name: "pipeline", role: "ci" });
    const listed = async (by: string) => {
      const response = await fetch(`${door.url}/models`, {
        headers: { authorization: `Bearer ${by}` },
      });
      const { data = [] } = (await response.json()) as { data?: { id: string }[] };
      return [response.status, ...data.map(({ id }) => id)];
    };
    assert.deepEqual(await listed(door.key), [200, "fast"]);
    assert.deepEqual(
      await until("a known key", async () => {
        const list = await listed(key);
        return list[0] === 200 && list;
      }),
      [200],
    );
  });

  it("lets what is under way finish, and takes nothing new", async () => {
    const model = await upstream();
    const door = await gateway({ config: { upstreams: { gpu: { url: model.url } } } });
    const under = ask(door);
    const asked = await model.next();
    const closing = door.close();
    await assert.rejects(ask(door));
    answerWhole(asked);
    assert.equal(await (await under).text(), whole);
    await closing;
    const [audited] = await door.audited();
    assert.equal(audited?.final?.outcome, "complete");
  });

  it("tells those it cannot wait for, and records them as interrupted", async () => {
    const model = await upstream();
    const door = await gateway({ config: { upstreams: { gpu: { url: model.url } } } });
    const under = ask(door);
    const asked = await model.next();
    const closing = door.close();
    door.hurry();
    const response = await under;
    assert.equal(response.status, 503);
    assert.match(await response.text(), /"code":"shutting_down"/);
    await asked.isOver;
    await closing;
    const [audited] = await door.audited();
    assert.equal(audited?.final?.outcome, "interrupted");
  });

  it("follows its configuration, and keeps the one before a bad one", async () => {
    const [first, second] = [await upstream(answerWhole), await upstream(answerWhole)];
    const yaml = (url: string) => `upstreams:\n  gpu:\n    url: ${url}\n`;
    const door = await gateway({ config: { upstreams: { gpu: { url: first.url } } }, file: true });
    assert.equal((await ask(door)).status, 200);
    const file = path.join(door.folder, "gateway.yaml");
    await writeFile(file, yaml(second.url));
    await door.reload();
    assert.equal((await ask(door)).status, 200);
    await writeFile(file, "upstreams: 5\n");
    await door.reload();
    assert.equal((await ask(door)).status, 200);
    assert.deepEqual([first.asked.length, second.asked.length], [1, 2]);
    assert.match(door.logged(), /configuration refused/);
  });

  it("passes a long answer on before it is whole, and still counts it", async () => {
    const long = `{"data":["${"x".repeat(5_000_000)}"],"usage":{"prompt_tokens":7,"total_tokens":7}}`;
    const model = await upstream(({ response }) =>
      response.writeHead(200, { "content-type": "application/json" }).end(long),
    );
    const door = await gateway({ config: { upstreams: { gpu: { url: model.url } } } });
    const response = await ask(door);
    assert.equal(response.headers.get("content-length"), null);
    assert.equal(await response.text(), long);
    const [audited] = await door.audited();
    assert.equal(audited?.final?.usage?.promptTokens, 7);
  });

  it("lets bodies go while their requests wait, and reads them back", async () => {
    const model = await upstream();
    const door = await gateway({
      config: {
        upstreams: { gpu: { url: model.url, maxInFlight: 1 } },
        admission: { bodiesInMemoryMiB: 1 },
      },
    });
    const long = (number: number) => ({
      ...question,
      messages: [{ role: "user", content: `${number} ${"x".repeat(400_000)}` }],
    });
    const numbers = [0, 1, 2, 3, 4, 5, 6, 7];
    const answers = numbers.map((number) => ask(door, long(number)));
    const seen = new Set<string>();
    for (const _ of numbers) {
      const asked = await model.next();
      seen.add(asked.body);
      answerWhole(asked);
    }
    for (const answer of answers) assert.equal((await answer).status, 200);
    assert.deepEqual(seen, new Set(numbers.map((number) => JSON.stringify(long(number)))));
  });
});
