// Real streams of the simulated endpoint, in every dialect of vLLM it speaks, cut in every place.
import assert from "node:assert/strict";
import { createRandom } from "../../../evals/random.ts";
import type { AnswerScript } from "../../../evals/simulator/answers/script.ts";
import { type Simulator, startSimulator } from "../../../evals/simulator/server.ts";
import { vllmVersions } from "../../../evals/simulator/version-profile.ts";
import { assertWatched, type Watched, watchPieces } from "./cut-stream.ts";
import { readUsage } from "./whole-answer.ts";

const script: AnswerScript = {
  chat: ({ userTexts }) => ({
    ...(userTexts[0] === "think" ? { text: "ok", reasoning: "hm" } : { text: '[DONE] "usage":😀' }),
  }),
  completion: () => "a + b",
};
const random = createRandom("records");
const tool = {
  type: "function",
  function: {
    name: "read_file",
    parameters: { type: "object", properties: { path: { type: "string" } }, required: ["path"] },
  },
};
const finalUsage = { stream_options: { include_usage: true } };
const runningUsage = { stream_options: { include_usage: true, continuous_usage_stats: true } };
const ask = (content: string) => ({ messages: [{ role: "user", content }] });

/** By what they show: path, body, fault. */
const streams: Record<string, [path: string, body: Record<string, unknown>, fault?: string]> = {
  "a chat": ["chat/completions", ask("hi")],
  "a chat with usage": ["chat/completions", { ...ask("hi"), ...finalUsage }],
  "a chat with running usage": ["chat/completions", { ...ask("hi"), ...runningUsage }],
  "a chat cut short": ["chat/completions", { ...ask("hi"), ...runningUsage, max_tokens: 3 }],
  reasoning: ["chat/completions", { ...ask("think"), ...runningUsage }],
  "a tool call": [
    "chat/completions",
    { ...ask("call read_file with `src/a.ts`"), tools: [tool], ...finalUsage },
  ],
  "two answers": ["chat/completions", { ...ask("hi"), n: 2, ...finalUsage }],
  "log probabilities": ["chat/completions", { ...ask("hi"), logprobs: true, top_logprobs: 2 }],
  "a completion": ["completions", { prompt: "x", ...finalUsage }],
  "completions of two prompts": ["completions", { prompt: ["x", "y"], ...finalUsage }],
  "an error event": ["chat/completions", { ...ask("hi"), ...runningUsage }, "error-event"],
  "a truncated stream": ["chat/completions", { ...ask("hi"), ...runningUsage }, "truncate"],
};

for (const vllmVersion of vllmVersions) {
  describe(`streams of vLLM ${vllmVersion}`, () => {
    let simulator: Simulator;
    before(async () => {
      simulator = await startSimulator({
        script,
        vllmVersion,
        enableAutoToolChoice: true,
        toolCallParser: "qwen3_coder",
      });
    });
    after(() => simulator.close());

    for (const [title, [path, body, fault]] of Object.entries(streams)) {
      it(title, async () => {
        const bytes = await record(simulator, path, { body: { ...body, stream: true }, fault });
        const n = body.n === 2 ? 2 : 1;
        const prompts = Array.isArray(body.prompt) ? 2 : 1;
        // Every place is cut in with or without usage: all of them with both would take twice as long.
        for (const [from, dropsUsage] of [true, false].entries()) {
          const options = { n, prompts, dropsUsage };
          const expected = expectedOf(bytes.toString(), { count: n * prompts, dropsUsage });
          const watched = watchPieces([bytes], options);
          assert.equal(watched.isComplete, fault === undefined);
          assert.equal(watched.usage === undefined, body.stream_options === undefined);
          const cuts = { from, step: 2 };
          assertWatched(bytes, { options, random, expected: { ...watched, ...expected }, ...cuts });
        }
      });
    }

    it("tell the same usage as whole answers do", async () => {
      for (const [path, body, fault] of Object.values(streams)) {
        if (fault !== undefined || body.stream_options === undefined) continue;
        const stream = await record(simulator, path, { body: { ...body, stream: true } });
        const { stream_options: _, ...whole } = body;
        const answer = readUsage(await record(simulator, path, { body: whole }));
        const { usage, finish } = watchPieces([stream], { n: 1, dropsUsage: true });
        assert.deepEqual({ usage, finish }, { usage: answer.usage, finish: answer.finish });
      }
    });
  });
}

async function record(
  { url }: Simulator,
  path: string,
  { body, fault }: { body: unknown; fault?: string | undefined },
): Promise<Buffer> {
  const response = await fetch(`${url}/${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(fault === undefined ? {} : { "x-simulator-fault": fault }),
    },
    body: JSON.stringify(body),
  });
  assert.equal(response.status, 200);
  return Buffer.from(await response.arrayBuffer());
}

/** By splitting the text and counting ends, which the watch does not do. */
function expectedOf(
  stream: string,
  { count, dropsUsage }: { count: number; dropsUsage: boolean },
): Pick<Watched, "out" | "rest"> {
  const events = stream.split(/(?<=\n\n)/);
  const ends = events.flatMap((event, at) => (/[^\\]"finish_reason":"/.test(event) ? [at] : []));
  const isDone = (event: string) => event === "data: [DONE]\n\n";
  const isUsage = (event: string) => event.includes('"choices":[],"usage":{');
  const last = ends[count - 1];
  if (last === undefined) {
    // Nothing but [DONE] is held back, and it never goes out.
    return { out: events.filter((event) => !isDone(event)).join(""), rest: "" };
  }
  const rest = events.slice(last).filter((event) => !(dropsUsage && isUsage(event)));
  return { out: events.slice(0, last).join(""), rest: rest.join("") };
}
