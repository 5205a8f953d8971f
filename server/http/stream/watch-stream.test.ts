import assert from "node:assert/strict";
import type { Usage } from "../../../core/protocol/audit-record.ts";
import { createRandom } from "../../../evals/random.ts";
import { GatewayError } from "../../gateway-error.ts";
import { assertWatched, type Watched } from "./cut-stream.ts";
import { createStreamWatch, isEventStream, type StreamWatchOptions } from "./watch-stream.ts";

const random = createRandom("cuts");

/** Of one answer, complete and with something in it, unless said otherwise. */
type Expected = Partial<Omit<Watched, "out" | "rest">>;

/** A stream in the order of `out` and `rest`, without what is dropped. */
function check(
  title: string,
  { out, rest, dropped = "" }: { out: string[]; rest: string[]; dropped?: string },
  options: Partial<StreamWatchOptions> = {},
  expected: Expected = {},
): void {
  it(title, () => {
    const isUsage = (event: string) => event === dropped;
    assertWatched(Buffer.from([...out, ...rest].join("")), {
      options: { n: 1, dropsUsage: dropped !== "", ...options },
      random,
      expected: {
        out: out.join(""),
        rest: rest.filter((event) => !isUsage(event)).join(""),
        usage: undefined,
        finish: "stop",
        isComplete: true,
        error: undefined,
        firstContent: true,
        ...expected,
      },
    });
  });
}

const event = (data: string) => `data: ${data}\n\n`;
const chatHead =
  '{"id":"chatcmpl-R","object":"chat.completion.chunk","created":1769000000,"model":"qwen3-coder",';
const chatEvent = (
  delta: string,
  finish = "null",
  { index = 0, after = "" }: { index?: number; after?: string } = {},
) =>
  event(
    `${chatHead}"choices":[{"index":${index},"delta":${delta},"logprobs":null,"finish_reason":${finish},"token_ids":null}]${after}}`,
  );
const text = (content: string, after = "") =>
  chatEvent(JSON.stringify({ content }), "null", { after });
const role = chatEvent('{"role":"assistant","content":""}');
const stop = chatEvent('{"content":""}', '"stop"');
const usageEvent = event(
  `${chatHead}"choices":[],"usage":{"prompt_tokens":812,"total_tokens":861,"completion_tokens":49}}`,
);
const usage: Usage = { promptTokens: 812, completionTokens: 49 };
const done = event("[DONE]");
const running = (completion: number) =>
  `,"usage":{"prompt_tokens":9,"total_tokens":${9 + completion},"completion_tokens":${completion}}`;
const failure = event(
  '{"error": {"message": "Internal server error", "type": "InternalServerError", "param": null, "code": 500}}',
);
const internalError = { type: "InternalServerError", status: 500 };

describe("createStreamWatch", () => {
  describe("passes on what is no end and holds back the rest", () => {
    check("a chat", { out: [role, text("def"), text(" 😀")], rest: [stop, done] });
    check(
      "a chat with tools",
      {
        out: [
          role,
          text("I'll read it.\n"),
          chatEvent(
            '{"tool_calls":[{"id":"call_0","type":"function","index":0,"function":{"name":"read_file","arguments":""}}]}',
          ),
          chatEvent('{"tool_calls":[{"index":0,"function":{"arguments":"{"}}]}'),
          chatEvent(
            '{"tool_calls":[{"index":0,"function":{"arguments":"\\"finish_reason\\":\\"stop\\"}"}}]}',
          ),
        ],
        rest: [chatEvent("{}", '"tool_calls"'), usageEvent, done],
      },
      {},
      { usage, finish: "tool_calls" },
    );
    check(
      "a completion",
      {
        out: [completion("a"), completion(" + b")],
        rest: [completion("", '"stop"'), usageEvent, done],
      },
      {},
      { usage },
    );
    check(
      "an answer of one token",
      { out: [role], rest: [chatEvent('{"content":"x"}', '"length"'), done] },
      {},
      { finish: "length" },
    );
    check("an empty answer", { out: [role], rest: [stop, done] }, {}, { firstContent: false });
    check("an answer without [DONE]", { out: [role, text("x")], rest: [stop] });
    check("an answer whose last line is cut off", {
      out: [text("x")],
      rest: [stop, "data: [DONE]"],
    });
    check("texts that look like ends", {
      out: [
        text('"finish_reason":"stop"'),
        text("finish_reason"),
        text("[DONE]"),
        text("data: [DONE]\n\n"),
        text("error"),
        text('{"error":{"code":500}}'),
        text("usage"),
      ],
      rest: [stop, done],
    });
    check("comments and other lines", {
      out: [": hello\n\n", "event: x\nid: 1\n", role, text("x"), "\n", ": ping\n\n"],
      rest: [stop, ": [DONE]\n\n", done, ": bye\n\n"],
    });
    check("lines that end with CRLF", {
      out: crlf([role, text("x\r\n"), ": ping\n\n"]),
      rest: crlf([stop, done]),
    });
    check("data over several lines", {
      out: [
        'data: {"choices":\ndata: [{"delta":{"content":"x"},\ndata:"finish_reason":null}]}\n\n',
      ],
      rest: ['data:{"choices":[{\ndata: "finish_reason" : "stop"}]}\n\n', "data:[DONE]\n\n"],
    });
    check("JSON with spaces", {
      out: ['data: {"choices": [{"delta": {"content": "x"}, "finish_reason": null}]}\n\n'],
      rest: ['data: {"choices": [{"delta": {}, "finish_reason": "stop"}]}\n\n', done],
    });
    check("an empty finish_reason as none", {
      out: [chatEvent('{"content":"x"}', '""')],
      rest: [stop, done],
    });
  });

  describe("reads usage", () => {
    check(
      "and drops its chunk",
      { out: [text("x")], rest: [stop, usageEvent, done], dropped: usageEvent },
      {},
      { usage },
    );
    check(
      "and keeps its chunk",
      { out: [text("x")], rest: [stop, usageEvent, done] },
      {},
      { usage },
    );
    check(
      "of cached tokens",
      {
        out: [text("x")],
        rest: [
          stop,
          event(
            `${chatHead}"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":4}}}`,
          ),
          done,
        ],
      },
      {},
      { usage: { promptTokens: 5, completionTokens: 1, cachedTokens: 4 } },
    );
    check(
      "from every chunk, and drops none that says more",
      {
        out: [text("x", running(1)), text("y", running(2))],
        rest: [chatEvent("{}", '"stop"', { after: running(3) }), done],
      },
      { dropsUsage: true },
      { usage: { promptTokens: 9, completionTokens: 3 } },
    );
    check("that is null as none", { out: [text("x", ',"usage":null')], rest: [stop, done] });
    check("of nonsense as none", {
      out: [text("x", ',"usage":{"prompt_tokens":-1,"completion_tokens":"2"}')],
      rest: [stop, done],
    });
  });

  describe("waits for every answer", () => {
    const other = (delta: string, finish = "null") => chatEvent(delta, finish, { index: 1 });
    check(
      "of two",
      {
        out: [role, other('{"content":"b"}'), stop, other('{"content":"c"}')],
        rest: [other("{}", '"length"'), usageEvent, done],
        dropped: usageEvent,
      },
      { n: 2 },
      { usage, finish: "length" },
    );
    check(
      "of two that end together",
      { out: [text("a"), other('{"content":"b"}'), stop], rest: [other("{}", '"stop"'), done] },
      { n: 2 },
    );
    check(
      "of two in one event",
      {
        out: [
          event(
            '{"choices":[{"text":"a","finish_reason":"stop"},{"text":"","finish_reason":null}]}',
          ),
        ],
        rest: [event('{"choices":[{"text":"","finish_reason":"length"}]}'), done],
      },
      { n: 2 },
      { finish: "length" },
    );
    check(
      "of two prompts",
      {
        out: [completion("a"), completion("", '"stop"'), completion("b")],
        rest: [completion("", '"stop"'), done],
      },
      { prompts: 2 },
    );
    check(
      "unless the server gives fewer",
      { out: [text("a")], rest: [stop, usageEvent, done] },
      { n: 3 },
      { usage },
    );
    check(
      "and misses those that never ended",
      { out: [text("a"), stop, other('{"content":"b"}')], rest: [] },
      { n: 2 },
      { isComplete: false },
    );
  });

  describe("takes no torn answer for a complete one", () => {
    const torn: Expected = { isComplete: false, finish: undefined };
    check("when nothing came", { out: [], rest: [] }, {}, { ...torn, firstContent: false });
    check("when it just ends", { out: [role, text("x")], rest: [] }, {}, torn);
    check(
      "when an error comes",
      { out: [text("x"), failure], rest: [done], dropped: done },
      {},
      { ...torn, error: internalError },
    );
    check(
      "when an error of an old server comes",
      {
        out: [
          text("x"),
          event(
            '{"object":"error","message":"\\"","type":"BadRequestError","param":null,"code":400}',
          ),
        ],
        rest: [done],
        dropped: done,
      },
      {},
      { ...torn, error: { type: "BadRequestError", status: 400 } },
    );
    check(
      "when an error comes behind the end",
      { out: [text("x")], rest: [stop, failure, done], dropped: done },
      {},
      { isComplete: false, error: internalError },
    );
    check(
      "when [DONE] comes without an end",
      { out: [text("x")], rest: [done], dropped: done },
      {},
      torn,
    );
    const half = stop.slice(0, -2);
    check(
      "when its last event is torn",
      { out: [text("x")], rest: [half], dropped: half },
      {},
      torn,
    );
    check("but an error of null is none", {
      out: [text("x", ',"error":null')],
      rest: [stop, done],
    });
  });

  describe("tells at any time", () => {
    const take = (events: string[], options: Partial<StreamWatchOptions> = {}) => {
      const watch = createStreamWatch({ n: 1, dropsUsage: true, ...options });
      for (const piece of events) watch.take(Buffer.from(piece));
      return watch;
    };

    for (const [title, events, expected] of [
      ["nothing before there is usage", [role, text("x")], undefined],
      ["the latest", [text("x", running(1)), text("y", running(2))], 2],
      ["the latest whole event's", [text("x", running(1)), text("y", running(2)).slice(0, -2)], 1],
      ["that of before a comment", [text("x", running(1)), ": ping\n\n"], 1],
      ["that of before an error", [text("x", running(1)), failure, done], 1],
      ["that of before an event without", [text("x", running(1)), text("y")], 1],
      ["that of what is held back", [text("x", running(1)), stop, usageEvent], 49],
      ["the last of many in a piece", [text("x", running(1)) + text("y", running(2))], 2],
    ] as const) {
      it(`how many tokens it has been: ${title}`, () => {
        assert.equal(take([...events]).lastUsage()?.completionTokens, expected);
      });
    }

    it("how many tokens all answers have been, each counted by itself", () => {
      const choice = (index: number, completion: number, prompt = 9) =>
        chatEvent('{"content":"x"}', "null", {
          index,
          after: `,"usage":{"prompt_tokens":${prompt},"completion_tokens":${completion}}`,
        });
      const events = [choice(0, 1), choice(1, 1), choice(0, 2), choice(2, 5, 20)];
      assert.deepEqual(take(events, { n: 2, prompts: 2 }).lastUsage(), {
        promptTokens: 29,
        completionTokens: 8,
      });
      assert.deepEqual(take([...events, usageEvent], { n: 2, prompts: 2 }).lastUsage(), usage);
    });

    for (const [delta, expected] of [
      ['{"role":"assistant","content":""}', false],
      ['{"content":null,"reasoning":"","tool_calls":[]}', false],
      ["{}", false],
      ['{"content":"x"}', true],
      ['{"content": "\\""}', true],
      ['{"reasoning":"x"}', true],
      ['{"reasoning_content":"x"}', true],
      ['{"tool_calls":[{"index":0}]}', true],
    ] as const) {
      it(`${expected ? "a" : "no"} first content in ${delta}`, () => {
        assert.equal(take([chatEvent(delta)]).firstContent, expected);
      });
    }

    it("no first content in log probabilities or a prompt", () => {
      const odd = event(
        '{"choices":[{"index":0,"delta":{"content":""},"logprobs":{"content":[{"token":"x"}]},"finish_reason":null}],"prompt_text":"x"}',
      );
      assert.equal(take([odd]).firstContent, false);
    });
  });

  it("hands the very chunk on when it is whole events", () => {
    const watch = createStreamWatch({ n: 1, dropsUsage: true });
    const chunk = Buffer.from(role + text("x"));
    assert.equal(watch.take(chunk), chunk);
  });

  it("takes no part of an event as one", () => {
    const watch = createStreamWatch({ n: 1, dropsUsage: true });
    assert.equal(watch.take(Buffer.from(text("x").slice(0, -1))), undefined);
    assert.equal(watch.take(Buffer.from("\n"))?.toString(), text("x"));
  });

  for (const [what, first] of [
    ["a line without an end", "data: "],
    ["what comes behind the end", stop],
  ] as const) {
    it(`bounds the memory for ${what}`, () => {
      const watch = createStreamWatch({ n: 1, dropsUsage: true });
      watch.take(Buffer.from(first));
      const piece = Buffer.alloc(1024 * 1024, "x");
      let taken = 0;
      assert.throws(
        () => {
          for (; taken < 100; taken += 1) watch.take(piece);
        },
        (error) => error instanceof GatewayError && error.code === "upstream_failed",
      );
      assert.ok(taken <= 16, `${taken} MiB were kept`);
    });
  }
});

describe("isEventStream", () => {
  for (const [type, expected] of [
    ["text/event-stream", true],
    ["text/event-stream; charset=utf-8", true],
    ["Text/Event-Stream;charset=utf-8", true],
    ["application/json", false],
    ["text/event-streams", false],
    [undefined, false],
  ] as const) {
    it(`${type}`, () => assert.equal(isEventStream(type), expected));
  }
});

function completion(content: string, finish = "null"): string {
  return event(
    `{"id":"cmpl-R","object":"text_completion","created":1769000000,"model":"fim","choices":[{"index":0,"text":${JSON.stringify(content)},"logprobs":null,"finish_reason":${finish},"stop_reason":null,"prompt_token_ids":null,"token_ids":null}]}`,
  );
}

function crlf(events: string[]): string[] {
  return events.map((one) => one.replaceAll("\n", "\r\n"));
}
