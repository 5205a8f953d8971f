// Asks a URL as fast, as often or as many at a time as it is told, over sockets of its own, and prints one line of what it saw.
// Run as a process, so that its work is not measured with the proxy's. It does not know what stands behind the URL.
import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { type Dispatcher, Pool } from "undici";

export type Load = {
  url: string;
  model: string;
  authorization?: string;
  headers?: Record<string, string>;
  /** Bytes of the request's body, about. */
  bodyBytes: number;
  stream: boolean;
  requests: number;
  /** So many at a time… */
  concurrency?: number;
  /** …or so many a second, whatever comes back. */
  perSecond?: number;
};

export type Seen = {
  wallMs: number;
  /** From the request to the first event, or to the whole answer. */
  firstMs: number[];
  events: number;
  failed: number;
};

const {
  url,
  model,
  authorization,
  headers: more,
  bodyBytes,
  stream,
  requests,
  concurrency,
  perSecond,
} = JSON.parse(process.argv[2] ?? "{}") as Load;
/** Silence this long is a failure: a peer that hangs must not hang the benchmark. */
const answerMs = 30_000;
const { origin, pathname } = new URL(`${url}/chat/completions`);
const pool = new Pool(origin, {
  connections: 4096,
  pipelining: 1,
  headersTimeout: answerMs,
  bodyTimeout: answerMs,
});
let number = 0;
const seen: Seen = { wallMs: 0, firstMs: [], events: 0, failed: 0 };
const beganMs = performance.now();
await (perSecond === undefined ? closedLoop(concurrency ?? 1) : openLoop(perSecond));
seen.wallMs = performance.now() - beganMs;
process.stdout.write(`${JSON.stringify(seen)}\n`);
await pool.close();

async function closedLoop(workers: number): Promise<void> {
  let left = requests;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      await ask();
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
}

/** At even distances, so that the machine's noise is all there is. */
async function openLoop(rate: number): Promise<void> {
  const asked: Promise<void>[] = [];
  for (let number = 0; number < requests; number += 1) {
    const dueMs = beganMs + (number * 1000) / rate;
    const leftMs = dueMs - performance.now();
    if (leftMs > 0) await wait(leftMs);
    asked.push(ask());
  }
  await Promise.all(asked);
}

function ask(): Promise<void> {
  number += 1;
  const body = JSON.stringify({
    model,
    messages: [
      {
        role: "user",
        content: `${number} ${"const total = sum(prices);\n".repeat(bodyBytes / 28)}`,
      },
    ],
    max_tokens: 64,
    ...(stream ? { stream: true } : {}),
  });
  const headers = {
    "content-type": "application/json",
    ...(authorization === undefined ? {} : { authorization }),
    ...more,
  };
  return new Promise((resolve) => {
    pool.dispatch({ method: "POST", path: pathname, headers, body }, reader(resolve));
  });
}

function reader(resolve: () => void): Dispatcher.DispatchHandler {
  const sentMs = performance.now();
  let isFirst = true;
  let status = 0;
  let tail = "";
  const first = () => {
    if (isFirst) seen.firstMs.push(performance.now() - sentMs);
    isFirst = false;
  };
  return {
    onRequestStart() {},
    onResponseStart(_controller, statusCode) {
      status = statusCode;
    },
    onResponseData(_controller, chunk) {
      if (stream) first();
      for (let at = chunk.indexOf("\n\n"); at >= 0; at = chunk.indexOf("\n\n", at + 2)) {
        seen.events += 1;
      }
      tail = chunk.subarray(-16).toString("latin1");
    },
    onResponseEnd() {
      if (!stream) first();
      const isWhole = stream ? tail.includes("[DONE]") : tail.endsWith("}");
      if (status !== 200 || !isWhole) seen.failed += 1;
      resolve();
    },
    onResponseError() {
      seen.failed += 1;
      resolve();
    },
  };
}
