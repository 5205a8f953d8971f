// A load test in a process of its own, as people run it, that prints what it measured as JSON: `dispatch` is the load
// generator, `sdk` the same load through the editor's client, which is what the generator is better than.
// Usage: load-process.ts dispatch|sdk URL CONCURRENCY REQUESTS
import { createModelClient } from "../../core/model/client.ts";
import { runClosedLoop } from "../load/closed-loop.ts";
import { customPlan } from "../load/load-plan.ts";
import { codeLikeText } from "../load/prompt-text.ts";
import { promptsFromIds } from "../load/prompts.ts";
import { prepareLoadTest, runLoadTest } from "../load/run-load-test.ts";
import type { Sample } from "../load/sample.ts";
import { createRandom } from "../random.ts";
import { distributionOf } from "../statistics/distribution.ts";

/** What `load-generator.bench.ts` reads. */
export type MeasuredLoad = {
  ttftP50: number;
  outputTokensPerSecond?: number;
  steadyTokensPerSecond?: number;
};

const shape = { isl: 512, osl: 512 };
const never = new AbortController().signal;

const [way = "", url = "", concurrency = "", requests = ""] = process.argv.slice(2);
const load = { url, concurrency: Number(concurrency), requests: Number(requests) };
const measured = way === "sdk" ? await bySdk(load) : await byDispatch(load);
process.stdout.write(`${JSON.stringify(measured)}\n`);

type Load = { url: string; concurrency: number; requests: number };

async function byDispatch({ url, concurrency, requests }: Load): Promise<MeasuredLoad> {
  const { isl, osl } = shape;
  const plan = customPlan({
    shapes: [[isl, osl]],
    concurrency: [concurrency],
    cache: ["cold"],
    requests,
  });
  const id = `bench ${process.pid}`;
  const prepared = await prepareLoadTest({ id, endpoint: { url }, plan, seed: 1 }, never);
  const { rows } = await runLoadTest(prepared, () => undefined, never);
  const [row] = rows;
  if (row?.ttftMs === undefined) throw new Error("Nothing was measured.");
  const { outputTokensPerSecond, steadyTokensPerSecond } = row;
  return {
    ttftP50: row.ttftMs.p50,
    ...(outputTokensPerSecond === undefined ? {} : { outputTokensPerSecond }),
    ...(steadyTokensPerSecond === undefined ? {} : { steadyTokensPerSecond }),
  };
}

async function bySdk({ url, concurrency, requests }: Load): Promise<MeasuredLoad> {
  const timeouts = { firstByteMs: 60_000, stalledMs: 60_000 };
  const now = () => performance.now();
  const client = createModelClient({ endpoint: { id: "bench", url }, fetch, now, timeouts });
  const [served] = await client.listModels(never);
  const model = served?.id ?? "";
  const seed = `bench ${process.pid}`;
  const ids = await client.tokenize(model, codeLikeText(12_000, createRandom(seed)), never);
  if (ids === undefined) throw new Error("The endpoint does not tokenize.");
  const next = promptsFromIds(ids, seed);
  const stream = async (maxTokens: number): Promise<Sample> => {
    const sampling = { maxTokens, temperature: 0, seed: 1 };
    const extra = { min_tokens: maxTokens, ignore_eos: true };
    const prompt = [...next(shape.isl)].map(Number);
    const sentAt = now();
    const request = { task: "batch" as const, model, prompt, ...sampling, extra };
    for await (const event of client.streamCompletion(request, never)) {
      if (event.kind !== "end") continue;
      const { timing, usage } = event.answer;
      return { sentAt, endedAt: now(), timing, usage, error: undefined };
    }
    throw new Error("The stream had no end.");
  };
  await Promise.all(Array.from({ length: concurrency }, () => stream(8)));
  const onDone = () => undefined;
  const ask = () => stream(shape.osl);
  const samples = await runClosedLoop({ concurrency, requests, ask, onDone }, never);
  const ttft = distributionOf(samples.flatMap(({ timing }) => timing.ttftMs ?? []));
  return { ttftP50: ttft?.p50 ?? Number.NaN };
}
