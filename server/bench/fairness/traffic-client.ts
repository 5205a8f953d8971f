// One kind of traffic to one URL: so many requests at a time until it is ended, or a number of them at random moments, and then
// one line of what it saw. Run as a process of its own; it does not know what stands behind the URL.
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { type Dispatcher, Pool } from "undici";
import { createRandom } from "../../../evals/random.ts";

export type Range = readonly [low: number, high: number];

export type Traffic = {
  url: string;
  path: "/chat/completions" | "/completions";
  model: string;
  headers: Readonly<Record<string, string>>;
  stream: boolean;
  /** Of code before the cursor, or of the question. */
  promptLines: Range;
  answerTokens: Range;
  /** As vLLM reads it. */
  priority?: number;
  seed: string;
  /** Opened beforehand. */
  connections?: number;
  arrivals: { concurrency: number } | { perSecond: number; requests: number };
};

export type TrafficSeen = {
  /** From the request to the first event. */
  ttftMs: number[];
  failed: number;
  /** How late this process itself was, p99. */
  lagMs: number;
};

const traffic = JSON.parse(process.argv[2] ?? "{}") as Traffic;
const random = createRandom(traffic.seed);
const { origin, pathname } = new URL(traffic.url + traffic.path);
const pool = new Pool(origin, { connections: 4096, headersTimeout: 0, bodyTimeout: 0 });
const seen: TrafficSeen = { ttftMs: [], failed: 0, lagMs: 0 };
const lag = monitorEventLoopDelay({ resolution: 1 });
const colon = 0x3a;
let number = 0;
process.stdin.resume().on("end", () => process.exit());

await openConnections();
lag.enable();
const { arrivals } = traffic;
if ("concurrency" in arrivals) {
  await Promise.all(Array.from({ length: arrivals.concurrency }, askOnAndOn));
} else {
  await askAtRandom(arrivals);
  // It counts what a timer of a millisecond was late, and that millisecond.
  seen.lagMs = Math.max(0, lag.percentile(99) / 1e6 - 1);
  process.stdout.write(`${JSON.stringify(seen)}\n`, () => process.exit());
}

/** As editors have them that were there before; whatever waits for a new one is not measured. */
async function openConnections(): Promise<void> {
  const { connections = 0, headers, url } = traffic;
  const one = async () => {
    const { body } = await pool.request({
      method: "GET",
      path: `${new URL(url).pathname}/models`,
      headers,
    });
    await body.dump();
  };
  await Promise.all(Array.from({ length: connections }, one));
}

/** Until somebody ends the process. */
async function askOnAndOn(): Promise<never> {
  for (;;) {
    const isGood = await ask();
    // Where nothing answers, nothing is gained by asking in a circle.
    if (!isGood) await wait(100);
  }
}

/** As people do who know nothing of each other (Poisson); the gaps are the same for the same seed. */
async function askAtRandom(plan: { perSecond: number; requests: number }): Promise<void> {
  const asked: Promise<boolean>[] = [];
  let dueMs = performance.now();
  for (let each = 0; each < plan.requests; each += 1) {
    dueMs += (-Math.log(1 - random.float()) * 1000) / plan.perSecond;
    const leftMs = dueMs - performance.now();
    if (leftMs > 0) await wait(leftMs);
    asked.push(ask());
  }
  await Promise.all(asked);
}

function ask(): Promise<boolean> {
  const headers = { "content-type": "application/json", ...traffic.headers };
  const body = nextBody();
  return new Promise((resolve) => {
    pool.dispatch({ method: "POST", path: pathname, headers, body }, reader(resolve));
  });
}

/** No two begin alike, so that no prefix cache helps. */
function nextBody(): string {
  number += 1;
  const { path, model, stream, promptLines, answerTokens, priority } = traffic;
  const line = "const total = sum(prices);\n";
  const text = `${traffic.seed} ${number}\n${line.repeat(random.int(...promptLines))}`;
  const prompt =
    path === "/completions"
      ? { prompt: `<|fim_prefix|>${text}<|fim_suffix|>\n<|fim_middle|>` }
      : { messages: [{ role: "user", content: text }] };
  return JSON.stringify({
    model,
    ...prompt,
    max_tokens: random.int(...answerTokens),
    ignore_eos: true,
    stream,
    ...(priority === undefined ? {} : { priority }),
  });
}

function reader(resolve: (isGood: boolean) => void): Dispatcher.DispatchHandler {
  const sentMs = performance.now();
  let isFirst = true;
  let status = 0;
  const end = (isGood: boolean) => {
    if (!isGood) seen.failed += 1;
    resolve(isGood);
  };
  return {
    onRequestStart() {},
    onResponseStart(_controller, statusCode) {
      status = statusCode;
    },
    onResponseData(_controller, chunk) {
      // A comment says that it waits, and nothing else.
      if (!isFirst || chunk[0] === colon) return;
      isFirst = false;
      seen.ttftMs.push(performance.now() - sentMs);
    },
    onResponseEnd: () => end(status === 200),
    onResponseError: () => end(false),
  };
}
