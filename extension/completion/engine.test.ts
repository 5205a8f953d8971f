import assert from "node:assert/strict";
import type { Cursor } from "../../core/completion/cursor.ts";
import { familyOf } from "../../core/completion/fim/families.ts";
import { createModelClient } from "../../core/model/client.ts";
import { SetupError } from "../host/setup-error.ts";
import { createEngine, type EngineDeps } from "./engine.ts";
import type { InlineConnection } from "./inline-connection.ts";

const { signal } = new AbortController();

/** An endpoint that answers every prompt with the name of its model, and notes what it is asked. */
function connectionTo(
  model: string,
  { asked = [], ...more }: Partial<InlineConnection> & { asked?: string[] } = {},
): InlineConnection {
  const chunk = { id: "c", choices: [{ index: 0, text: `${model}();`, finish_reason: "stop" }] };
  const client = createModelClient({
    endpoint: { id: model, url: `http://${model}:8000/v1` },
    fetch: async (_url, init) => {
      asked.push(JSON.parse(String(init.body)).max_tokens === 1 ? "proof" : "completion");
      return new Response(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`, {
        headers: { "content-type": "text/event-stream" },
      });
    },
    now: () => 0,
    timeouts: { firstByteMs: 60_000, stalledMs: 60_000 },
    setTimer: () => () => {},
  });
  const family = familyOf("qwen");
  return {
    model: { client, model, contextWindow: 8192, family, stopTokenIds: [] },
    endpointUrl: `http://${model}:8000/v1`,
    isSimulated: false,
    isChatModel: false,
    ...more,
  };
}

function stand(connect: EngineDeps["connect"]) {
  let nowMs = 0;
  let places = 0;
  const failures: unknown[] = [];
  const engine = createEngine({
    settings: () => ({
      isEnabled: true,
      languages: {},
      multiline: "auto",
      maxTtftMs: 200,
      warmsUp: true,
      usesOtherFiles: true,
    }),
    connect,
    snippets: () => [],
    repository: () => "shop",
    onDidChange: () => {},
    logFailure: (error) => failures.push(error),
    now: () => nowMs,
  });
  /** Another place each time, so that no answer is remembered. */
  const cursor = (): Cursor => {
    places += 1;
    const prefix = `let v${places} = `;
    const place = { documentId: "d", path: "a.ts", languageId: "typescript" };
    return { ...place, prefix, suffix: "\n", offset: prefix.length };
  };
  return {
    engine,
    failures,
    pass: (ms: number) => {
      nowMs += ms;
    },
    ask: async () =>
      (await engine.pipeline.complete({ cursor: cursor(), trigger: "invoked" }, signal))?.text,
    state: () => engine.status(undefined).completion.state,
  };
}

describe("the completion engine", () => {
  it("connects once and keeps the model", async () => {
    let connections = 0;
    const bench = stand(async () => {
      connections += 1;
      return connectionTo("one");
    });
    assert.equal(await bench.ask(), "one();");
    assert.equal(await bench.ask(), "one();");
    assert.equal(connections, 1);
  });

  it("lets a wish wait for the newer connection when the model is changed meanwhile", async () => {
    const first = Promise.withResolvers<InlineConnection>();
    const connections = [first.promise, Promise.resolve(connectionTo("two"))];
    const bench = stand(() => connections.shift() ?? first.promise);
    const shown = bench.ask();
    await new Promise(setImmediate);
    bench.engine.reconnect();
    first.resolve(connectionTo("one"));
    assert.equal(await shown, "two();");
    assert.deepEqual(bench.failures, [], "giving up is no failure");
  });

  it("says what has to be set up, asks no more, and looks again after a minute", async () => {
    let isLoaded = false;
    let connections = 0;
    const bench = stand(async () => {
      connections += 1;
      if (isLoaded) return connectionTo("one");
      throw new SetupError("no_model", "The endpoint serves no model.");
    });
    assert.equal(await bench.ask(), undefined);
    assert.equal(bench.state(), "no_model");
    isLoaded = true;
    bench.pass(59_000);
    assert.equal(await bench.ask(), undefined);
    assert.equal(connections, 1);
    bench.pass(1000);
    assert.equal(await bench.ask(), "one();");
    assert.equal(bench.state(), "on");
  });

  it("asks the chat model ten times before it asks it for the person", async () => {
    const asked: string[] = [];
    const bench = stand(async () => connectionTo("large", { isChatModel: true, asked }));
    bench.engine.prepare();
    while (bench.state() !== "on") await new Promise(setImmediate);
    assert.deepEqual(asked, Array(10).fill("proof"));
    assert.equal(await bench.ask(), "large();");
    assert.deepEqual(asked.slice(10), ["completion"]);
  });

  it("says nothing of what fails once it is gone", async () => {
    const connecting = Promise.withResolvers<InlineConnection>();
    const bench = stand(() => connecting.promise);
    const shown = bench.ask();
    await new Promise(setImmediate);
    bench.engine.dispose();
    connecting.reject(new Error("too late"));
    assert.equal(await shown, undefined);
    assert.deepEqual(bench.failures, []);
  });
});
