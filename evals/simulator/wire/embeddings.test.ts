// POST /v1/embeddings of a simulated pooling server, over raw sockets.
import assert from "node:assert/strict";
import { type Simulator, type StartOptions, startSimulator } from "../server.ts";
import { exchange } from "./exchange.ts";

describe("embeddings", () => {
  let simulator: Simulator;
  const start = async (options: StartOptions = { runner: "pooling" }) => {
    simulator = await startSimulator(options);
  };
  afterEach(() => simulator.close());

  const embed = (body: unknown) => exchange(simulator.origin, { path: "/v1/embeddings", body });
  const vectorOf = async (body: unknown): Promise<unknown> =>
    JSON.parse((await embed(body)).body).data[0].embedding;

  it("answers one vector of length 1 an input, and counts its tokens", async () => {
    await start();
    const { status, headers, body } = await embed({ input: ["one", "two words"] });
    assert.deepEqual([status, headers["x-simulated"]], [200, "true"]);
    const { object, data, usage } = JSON.parse(body);
    assert.deepEqual([object, data.length, data[1].index], ["list", 2, 1]);
    for (const { embedding } of data) {
      assert.equal(embedding.length, 384);
      assert.ok(Math.abs(Math.hypot(...embedding) - 1) < 1e-9);
    }
    assert.equal(usage.prompt_tokens, usage.total_tokens);
    assert.equal(simulator.requests()[0]?.promptTokens, usage.prompt_tokens);
    assert.equal(simulator.requests()[0]?.outcome, "stop");
  });

  it("gives the same input the same vector, another one another", async () => {
    await start();
    const vector = await vectorOf({ input: "one" });
    assert.deepEqual(await vectorOf({ input: "one" }), vector);
    assert.notDeepEqual(await vectorOf({ input: "two" }), vector);
  });

  it("packs vectors as base64", async () => {
    await start();
    const packed = await vectorOf({ input: "one", encoding_format: "base64", dimensions: 8 });
    assert.equal(Buffer.from(String(packed), "base64").length, 8 * 4);
  });

  for (const [what, body, status] of [
    ["no input", { model: "qwen3-coder" }, 400],
    ["an empty input", { input: [] }, 400],
    ["another model", { input: "x", model: "other" }, 404],
    ["more dimensions than there are", { input: "x", dimensions: 4096 }, 400],
    ["more than fits", { input: "x ".repeat(70_000) }, 400],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await start();
      assert.equal((await embed(body)).status, status);
    });
  }

  it("is absent where the model generates, as generating is where it embeds", async () => {
    await start({});
    assert.equal((await embed({ input: "x" })).status, 404);
    await simulator.close();
    await start();
    const chat = { path: "/v1/chat/completions", body: { messages: [] } };
    assert.equal((await exchange(simulator.origin, chat)).status, 404);
  });
});
