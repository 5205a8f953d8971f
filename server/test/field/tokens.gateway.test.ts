import assert from "node:assert/strict";
import type { UsageRow } from "../../../core/protocol/usage-document.ts";
import { type Simulator, startSimulator } from "../../../evals/simulator/server.ts";
import { start } from "../../command-process.ts";
import { openStore } from "../../store/open-store.ts";
import { usageReport } from "../../usage/usage-report.ts";
import { startTestGateway, type TestGateway } from "../gateway.ts";
import { until } from "./stand.ts";
import { ask, bytesOf, openWire } from "./wire.ts";

const model = "qwen3-coder";
const messages = [{ role: "user", content: "Write a function that adds two numbers." }];
const prompt = "def add(a, b):";
const chat = "/v1/chat/completions";
const completions = "/v1/completions";
const tools = [
  {
    type: "function",
    function: { name: "read_file", parameters: { type: "object", properties: {} } },
  },
];

const kinds: readonly [what: string, path: string, body: Record<string, unknown>][] = [
  ["an answer", chat, { messages }],
  ["a stream that does not ask for usage", chat, { messages, stream: true }],
  [
    "a stream that asks for usage",
    chat,
    { messages, stream: true, stream_options: { include_usage: true } },
  ],
  [
    "a stream that asks for usage all along",
    chat,
    {
      messages,
      stream: true,
      stream_options: { include_usage: true, continuous_usage_stats: true },
    },
  ],
  [
    "a stream that wants no usage",
    chat,
    { messages, stream: true, stream_options: { include_usage: false } },
  ],
  ["two answers", chat, { messages, n: 2 }],
  ["two streams", chat, { messages, n: 2, stream: true }],
  [
    "two streams with usage",
    chat,
    { messages, n: 2, stream: true, stream_options: { include_usage: true } },
  ],
  ["a call of a tool", chat, { messages: [{ role: "user", content: "Use read_file." }], tools }],
  [
    "a streamed call of a tool",
    chat,
    { messages: [{ role: "user", content: "Use read_file." }], tools, stream: true },
  ],
  ["a completion", completions, { prompt, max_tokens: 9 }],
  ["a streamed completion", completions, { prompt, max_tokens: 9, stream: true }],
  ["three prompts", completions, { prompt: [prompt, "class A:", "x = "], max_tokens: 7 }],
  [
    "three streamed prompts",
    completions,
    { prompt: [prompt, "class A:", "x = "], max_tokens: 7, stream: true },
  ],
  [
    "two answers to each of two prompts",
    completions,
    { prompt: [prompt, "class A:"], n: 2, max_tokens: 5, stream: true },
  ],
  ["what is refused", completions, { prompt, max_tokens: 99_999_999 }],
];

/** As the simulated engine itself counted them. */
function counted(simulator: Simulator): Pick<UsageRow, "promptTokens" | "completionTokens"> {
  const sum = { promptTokens: 0, completionTokens: 0 };
  for (const { promptTokens, completionTokens, outcome } of simulator.requests()) {
    if (outcome === "rejected") continue;
    sum.promptTokens += promptTokens;
    sum.completionTokens += completionTokens;
  }
  return sum;
}

describe("tokens are those the engine counted", function () {
  this.timeout(30_000);
  let simulator: Simulator;
  let gateway: TestGateway;
  let sofar = { requests: 0, promptTokens: 0, completionTokens: 0 };

  const openBoth = async (options: Parameters<typeof startSimulator>[0] = {}) => {
    simulator = await startSimulator({
      enableAutoToolChoice: true,
      toolCallParser: "qwen3_coder",
      ...options,
    });
    gateway = await startTestGateway({ config: { upstreams: { gpu: { url: simulator.url } } } });
    sofar = { requests: 0, promptTokens: 0, completionTokens: 0 };
  };
  const closeBoth = async () => {
    gateway.hurry();
    await gateway.end();
    await simulator.close();
  };

  /** The index is written a moment after the log. */
  async function total(requests: number): Promise<UsageRow> {
    const store = await openStore({ data: gateway.folder });
    try {
      return await until(`usage of ${requests} requests`, async () => {
        const { total: row } = await usageReport(store, { by: [] });
        return row.requests >= requests && row;
      });
    } finally {
      await store.close();
    }
  }

  describe("of answers that are complete", () => {
    before(openBoth);
    after(closeBoth);

    for (const [what, path, body] of kinds) {
      it(`for ${what}`, async () => {
        const earlier = counted(simulator);
        const reply = await ask(gateway, { model, ...body }, { path });
        assert.equal(reply.status, what === "what is refused" ? 400 : 200, reply.text);
        const now = await total(sofar.requests + 1);
        const engine = counted(simulator);
        assert.deepEqual(
          [now.promptTokens - sofar.promptTokens, now.completionTokens - sofar.completionTokens],
          [
            engine.promptTokens - earlier.promptTokens,
            engine.completionTokens - earlier.completionTokens,
          ],
        );
        sofar = now;
        assertTold(reply.text, body);
      });
    }

    it("in what tandem usage prints", async () => {
      const { code, stdout, stderr } = await start(["usage", "--data", gateway.folder, "--json"])
        .isOver;
      assert.equal(code, 0, stderr);
      const document = JSON.parse(stdout);
      assert.equal(document.total.requests, kinds.length);
      assert.deepEqual(
        [document.total.promptTokens, document.total.completionTokens],
        Object.values(counted(simulator)),
      );
    });
  });

  /** The client sees usage exactly where it asked for it. */
  function assertTold(text: string, body: Record<string, unknown>): void {
    if (body.stream !== true) return;
    const options = body.stream_options as Record<string, boolean> | undefined;
    const last = text.includes('"choices":[],"usage":{');
    assert.equal(last, options?.include_usage === true, text.slice(-600));
  }

  describe("of streams whose client goes", () => {
    before(() => openBoth({ profile: "fim-7b" }));
    after(closeBoth);

    for (const [what, path, body] of [
      ["a chat", chat, { messages: [{ role: "user", content: "simulator: long answer" }] }],
      [
        "two answers of a chat",
        chat,
        { messages: [{ role: "user", content: "simulator: long answer" }], n: 2 },
      ],
      ["a completion", completions, { prompt, max_tokens: 2000, min_tokens: 1000 }],
    ] as const) {
      it(`within a step, for ${what}`, async () => {
        const earlier = counted(simulator);
        const count = simulator.requests().length;
        const wire = await openWire(gateway.origin);
        wire.send(bytesOf(gateway, JSON.stringify({ model, ...body, stream: true }), { path }));
        await until("twenty events", () => wire.seen.split("data: ").length > 20);
        wire.socket.resetAndDestroy();
        await until("an end in the engine", () =>
          simulator
            .requests()
            .slice(count)
            .every(({ outcome }) => outcome !== undefined),
        );
        const now = await total(sofar.requests + 1);
        const engine = counted(simulator);
        assert.equal(
          now.promptTokens - sofar.promptTokens,
          engine.promptTokens - earlier.promptTokens,
        );
        const told = now.completionTokens - sofar.completionTokens;
        const made = engine.completionTokens - earlier.completionTokens;
        const answers = "n" in body ? body.n : 1;
        // What the engine makes in a step for each answer may not have come any more.
        assert.ok(told > 0 && told <= made && made - told <= 2 * answers, `${told} of ${made}`);
        sofar = now;
      });
    }
  });
});
