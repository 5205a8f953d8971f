import assert from "node:assert/strict";
import type { Answer, StreamEvent } from "./answer.ts";
import { createModelClient } from "./client.ts";
import { ModelError, type ModelErrorCode } from "./errors.ts";
import type { Fetch } from "./exchange.ts";
import type { SetTimer } from "./inactivity.ts";
import type { ChatRequest } from "./request.ts";

const endpoint = { id: "big", url: "http://gpu1:8000/v1", apiKey: "secret-key" };
const timeouts = { firstByteMs: 60_000, stalledMs: 120_000 };
const chat: ChatRequest = {
  task: "explain",
  model: "qwen3-coder",
  messages: [{ role: "user", content: "Why?" }],
};
const never = new AbortController().signal;
const noTimer: SetTimer = () => () => {};

const bytesOf = (text: string) => new TextEncoder().encode(text);
const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const delta = (fields: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  event({
    id: "chatcmpl-1",
    model: "qwen3-coder",
    choices: [{ index: 0, delta: fields, finish_reason: null, ...more }],
  });
const stop = delta({ content: "" }, { finish_reason: "stop" });
const usage = event({
  choices: [],
  usage: { prompt_tokens: 31, completion_tokens: 4, prompt_tokens_details: { cached_tokens: 16 } },
});
const done = "data: [DONE]\n\n";
const role = delta({ role: "assistant", content: "" });

/** A server as data: it answers every request with these pieces. */
function answering(pieces: (string | Uint8Array)[], init: ResponseInit = {}): Fetch {
  return async () =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const piece of pieces) {
            controller.enqueue(typeof piece === "string" ? bytesOf(piece) : piece);
          }
          controller.close();
        },
      }),
      { headers: { "content-type": "text/event-stream; charset=utf-8" }, ...init },
    );
}

function clientOf(fetch: Fetch, more: { now?: () => number; setTimer?: SetTimer } = {}) {
  return createModelClient({
    endpoint,
    fetch,
    now: more.now ?? (() => 0),
    timeouts,
    setTimer: more.setTimer ?? noTimer,
  });
}

async function collect(stream: AsyncIterable<StreamEvent>) {
  const events: StreamEvent[] = [];
  for await (const item of stream) events.push(item);
  return events;
}

async function answerOf(fetch: Fetch, more: { now?: () => number } = {}): Promise<Answer> {
  const last = (await collect(clientOf(fetch, more).streamChat(chat, never))).at(-1);
  assert.ok(last?.kind === "end");
  return last.answer;
}

async function checkError(fetch: Fetch, code: ModelErrorCode) {
  const error = await answerOf(fetch).then(
    () => assert.fail("the stream did not fail"),
    (reason) => reason,
  );
  assert.ok(error instanceof ModelError, String(error));
  assert.equal(error.code, code);
  assert.ok(!`${error.message} ${String(error.cause)}`.includes(endpoint.apiKey));
  return error;
}

describe("streamChat", () => {
  it("yields the deltas and then the whole answer", async () => {
    const pieces = [role, delta({ content: "def" }), delta({ content: " f" }), stop, usage, done];
    const events = await collect(clientOf(answering(pieces)).streamChat(chat, never));
    assert.deepEqual(events, [
      { kind: "text", text: "def" },
      { kind: "text", text: " f" },
      {
        kind: "end",
        answer: {
          text: "def f",
          reasoning: "",
          toolCalls: [],
          finishReason: "stop",
          usage: { promptTokens: 31, completionTokens: 4, cachedTokens: 16 },
          timing: { itlMs: [0], e2elMs: 0, firstEventMs: 0, ttftMs: 0, tpotMs: 0 },
          model: "qwen3-coder",
          requestId: "chatcmpl-1",
          isSimulated: false,
        },
      },
    ]);
  });

  it("reads the same answer wherever the bytes are split", async () => {
    const golden = bytesOf(
      [role, delta({ content: "grün 😀\r\n" }), `: ping\n\n`, stop, usage, done].join(""),
    );
    const whole = await answerOf(answering([golden]));
    assert.equal(whole.text, "grün 😀\r\n");
    for (let at = 1; at < golden.length; at += 1) {
      const split = await answerOf(answering([golden.subarray(0, at), golden.subarray(at)]));
      assert.deepEqual(split, whole, `split at ${at}`);
    }
    const single = [...golden].map((byte) => Uint8Array.of(byte));
    assert.deepEqual(await answerOf(answering(single)), whole);
  });

  it("sends what vLLM of every version takes, and no header more", async () => {
    let sent: { url: string; init: RequestInit } | undefined;
    const fetch: Fetch = async (url, init) => {
      sent = { url, init };
      return answering([stop, done])(url, init);
    };
    await collect(clientOf(fetch).streamChat({ ...chat, maxTokens: 64, temperature: 0 }, never));
    assert.equal(sent?.url, "http://gpu1:8000/v1/chat/completions");
    assert.equal(sent.init.redirect, "manual");
    assert.deepEqual(Object.fromEntries(new Headers(sent.init.headers)), {
      accept: "text/event-stream",
      authorization: "Bearer secret-key",
      "content-type": "application/json",
      "x-tandem-task": "explain",
    });
    assert.deepEqual(JSON.parse(String(sent.init.body)), {
      model: "qwen3-coder",
      messages: [{ role: "user", content: "Why?" }],
      max_tokens: 64,
      temperature: 0,
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it("measures from the clock it is given, reasoning counting as the first token", async () => {
    let time = 0;
    const clocked: Fetch = async () => {
      const pieces = [role, delta({ reasoning: "hm" }), delta({ content: "a" }), stop, usage, done];
      return new Response(
        new ReadableStream({
          pull(controller) {
            time += 10;
            const piece = pieces.shift();
            if (piece === undefined) controller.close();
            else controller.enqueue(bytesOf(piece));
          },
        }),
        { headers: { "content-type": "text/event-stream" } },
      );
    };
    const { timing } = await answerOf(clocked, { now: () => time });
    const [first] = timing.itlMs;
    assert.equal(timing.itlMs.length, 1);
    assert.ok((timing.firstEventMs ?? 0) < (timing.ttftMs ?? 0));
    assert.ok((timing.ttftMs ?? 0) + (first ?? 0) <= timing.e2elMs);
    assert.equal(timing.tpotMs, (first ?? 0) / 3);
  });

  it("says that a simulated endpoint is simulated", async () => {
    const headers = { "content-type": "text/event-stream", "x-simulated": "true" };
    assert.equal((await answerOf(answering([stop, done], { headers }))).isSimulated, true);
  });

  it("is complete without [DONE] and without usage once the reason for the end was seen", async () => {
    const answer = await answerOf(answering([delta({ content: "a" }), stop]));
    assert.equal(answer.text, "a");
    assert.equal(answer.usage, undefined);
    assert.equal(answer.timing.tpotMs, undefined);
  });
});

describe("a broken answer", () => {
  const cases: [string, ModelErrorCode, (string | Uint8Array)[], ResponseInit?][] = [
    ["that ends without a reason", "stream_cut", [delta({ content: "a" })]],
    ["that ends with [DONE] but without a reason", "stream_cut", [delta({ content: "a" }), done]],
    ["that is empty", "stream_cut", []],
    ["whose event is no JSON", "bad_response", ["data: {oops\n\n"]],
    ["whose events hold no choices", "bad_response", [event({ hello: 1 }), done]],
    [
      "with an error event",
      "upstream",
      [delta({ content: "a" }), event({ error: { message: "x", code: 500 } }), done],
    ],
    [
      "with a flat error event",
      "context_length",
      [event({ object: "error", message: "maximum context length is 8", code: 400 }), done],
    ],
    ["with an error event after the end", "upstream", [stop, event({ error: { message: "x" } })]],
    ["that the server aborted", "upstream", [delta({}, { finish_reason: "abort" }), done]],
    [
      "that is a web page",
      "not_openai",
      ["<html></html>"],
      { headers: { "content-type": "text/html" } },
    ],
    [
      "that is an error with status 200",
      "busy",
      [JSON.stringify({ error: { message: "full", code: 503 } })],
      { headers: { "content-type": "application/json" } },
    ],
    [
      "that is JSON instead of a stream",
      "bad_response",
      [JSON.stringify({ choices: [] })],
      { headers: { "content-type": "application/json" } },
    ],
    ["that is a redirect", "not_openai", [], { status: 307, headers: { location: "https://x/" } }],
    ["that echoes the key", "bad_request", ['{"detail":"secret-key?"}'], { status: 400 }],
    ["without a key", "unauthorized", ['{"error":"Unauthorized"}'], { status: 401 }],
  ];
  for (const [name, code, pieces, init] of cases) {
    it(`${name} is ${code}`, async () => {
      await checkError(answering(pieces, init), code);
    });
  }

  it("writes nothing to the console", async () => {
    const { error: original } = console;
    const lines: unknown[] = [];
    console.error = (line) => lines.push(line);
    try {
      await checkError(answering(["data: {oops\n\n"]), "bad_response");
    } finally {
      console.error = original;
    }
    assert.deepEqual(lines, []);
  });
});

/** A server whose body the test feeds, and which notices when the client hangs up. */
function fedServer() {
  let feed: ReadableStreamDefaultController<Uint8Array> | undefined;
  let hangUp: AbortSignal | undefined;
  const fetch: Fetch = async (_url, init) => {
    hangUp = init.signal ?? undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        feed = controller;
        hangUp?.addEventListener("abort", () => controller.error(hangUp?.reason));
      },
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  };
  return {
    fetch,
    send: (text: string) => feed?.enqueue(bytesOf(text)),
    fail: (error: unknown) => feed?.error(error),
    get isHungUp() {
      return hangUp?.aborted ?? false;
    },
  };
}

describe("an answer that is left", () => {
  it("hangs up when the reader leaves the loop", async () => {
    const server = fedServer();
    for await (const item of leadingWith(server, delta({ content: "a" }))) {
      assert.equal(item.kind, "text");
      break;
    }
    assert.equal(server.isHungUp, true);
  });

  it("hangs up and throws the signal's reason when it is aborted", async () => {
    const server = fedServer();
    const controller = new AbortController();
    const stream = leadingWith(server, delta({ content: "a" }), controller.signal);
    const texts: string[] = [];
    const reading = (async () => {
      for await (const item of stream) {
        if (item.kind === "text") texts.push(item.text);
        controller.abort("stopped");
      }
    })();
    await assert.rejects(reading, (reason) => reason === "stopped");
    assert.deepEqual(texts, ["a"]);
    assert.equal(server.isHungUp, true);
  });

  it("sends nothing when it was aborted before", async () => {
    let calls = 0;
    const fetch: Fetch = async (_url, init) => {
      calls += init.signal?.aborted ? 0 : 1;
      init.signal?.throwIfAborted();
      return new Response();
    };
    const stream = clientOf(fetch).streamChat(chat, AbortSignal.abort("stopped"));
    await assert.rejects(collect(stream), (reason) => reason === "stopped");
    assert.equal(calls, 0);
  });
});

describe("an answer that breaks", () => {
  it("is cut when the connection resets in the middle", async () => {
    const server = fedServer();
    const reset = Object.assign(new Error("reset"), { code: "ECONNRESET" });
    const reading = (async () => {
      for await (const item of leadingWith(server, delta({ content: "a" }))) {
        assert.equal(item.kind, "text");
        server.fail(new TypeError("terminated", { cause: reset }));
      }
    })();
    await assert.rejects(
      reading,
      (error) => error instanceof ModelError && error.code === "stream_cut",
    );
  });

  it("stays complete when the connection resets after the reason for the end", async () => {
    const server = fedServer();
    const kinds: string[] = [];
    for await (const item of leadingWith(server, delta({ content: "a" }) + stop)) {
      kinds.push(item.kind);
      if (item.kind === "text") setImmediate(() => server.fail(new Error("reset")));
    }
    assert.deepEqual(kinds, ["text", "end"]);
  });

  it("is stalled when nothing follows for too long, and hangs up", async () => {
    const server = fedServer();
    const timers: (() => void)[] = [];
    const setTimer: SetTimer = (callback, delayMs) => {
      if (delayMs === timeouts.stalledMs) timers.push(callback);
      return () => {};
    };
    const stream = leadingWith(server, delta({ content: "a" }), never, setTimer);
    const reading = (async () => {
      for await (const item of stream) {
        assert.equal(item.kind, "text");
        setImmediate(() => timers.at(-1)?.());
      }
    })();
    await assert.rejects(
      reading,
      (error) => error instanceof ModelError && error.code === "timeout_stalled",
    );
    assert.equal(server.isHungUp, true);
  });

  it("is given up when the first byte never comes", async () => {
    const setTimer: SetTimer = (callback) => {
      setImmediate(callback);
      return () => {};
    };
    const fetch: Fetch = (_url, init) =>
      new Promise((_resolve, reject) => {
        init.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      });
    const error = await collect(clientOf(fetch, { setTimer }).streamChat(chat, never)).catch(
      (reason) => reason,
    );
    assert.ok(error instanceof ModelError);
    assert.equal(error.code, "timeout_first_byte");
  });
});

describe("a response that is refused", () => {
  it("is hung up on, because nobody will read its body", async () => {
    let hangUp: AbortSignal | undefined;
    const fetch: Fetch = async (_url, init) => {
      hangUp = init.signal ?? undefined;
      return new Response(new ReadableStream(), { status: 307 });
    };
    await checkError(fetch, "not_openai");
    assert.equal(hangUp?.aborted, true);
  });
});

describe("a key", () => {
  it("that no header can carry is refused without being sent or repeated", async () => {
    let calls = 0;
    const client = createModelClient({
      endpoint: { ...endpoint, apiKey: "se\ncret" },
      fetch: async () => {
        calls += 1;
        return new Response();
      },
      now: () => 0,
      timeouts,
      setTimer: noTimer,
    });
    await assert.rejects(
      collect(client.streamChat(chat, never)),
      (error) =>
        error instanceof ModelError &&
        error.code === "unauthorized" &&
        !error.message.includes("cret"),
    );
    assert.equal(calls, 0);
  });
});

/** Streams from a fed server that starts with this text. */
async function* leadingWith(
  server: ReturnType<typeof fedServer>,
  text: string,
  signal = never,
  setTimer = noTimer,
) {
  const fetch: Fetch = async (url, init) => {
    const response = await server.fetch(url, init);
    server.send(text);
    return response;
  };
  yield* clientOf(fetch, { setTimer }).streamChat(chat, signal);
}
