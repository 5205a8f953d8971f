// Asks for more than there is: long questions at a steady rate, each over a connection of its own, some of which give up in the
// end; and says how every one of them ended. It does not know what stands behind the URL.
import { Agent, type IncomingMessage, request as openRequest } from "node:http";
import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { createRandom } from "../../../evals/random.ts";
import { digestOf } from "./slow-upstream.ts";

export type Flood = {
  url: string;
  model: string;
  headers: Readonly<Record<string, string>>;
  bodyBytes: number;
  perSecond: number;
  requests: number;
};

export type FloodSeen = {
  sent: number;
  /** Answered whole, and by somebody who had read exactly what was asked. */
  answered: number;
  gaveUp: number;
  /** By status, code of an error, or what was wrong with the answer. */
  failed: Record<string, number>;
  /** Of streams that were told to wait: until their headers. */
  headersMs: number[];
  comments: number;
  /** Until answered. */
  answeredMs: number[];
};

export type RunningFlood = {
  /** When all of them have been sent. */
  sent: Promise<void>;
  /** One in so many of those who still wait go away. */
  giveUp(oneIn: number): void;
  /** When all of them are over. */
  over: Promise<FloodSeen>;
};

export function startFlood(flood: Flood, signal: AbortSignal): RunningFlood {
  const seen: FloodSeen = {
    sent: 0,
    answered: 0,
    gaveUp: 0,
    failed: {},
    headersMs: [],
    comments: 0,
    answeredMs: [],
  };
  const waiting = new Set<AbortController>();
  const bodyOf = bodiesOf(flood);
  const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });
  const asked: Promise<void>[] = [];
  const askOne = async () => {
    const giving = new AbortController();
    waiting.add(giving);
    seen.sent += 1;
    const isStream = seen.sent % 2 === 0;
    const end = await ask(
      { flood, agent, isStream, ...bodyOf(seen.sent, isStream) },
      giving.signal,
    );
    waiting.delete(giving);
    note(seen, end);
  };
  const sent = atRate(flood, () => asked.push(askOne()), signal);
  return {
    sent,
    giveUp(oneIn) {
      for (const [index, giving] of [...waiting].entries()) {
        // Every other one is a stream: as many of them as of the others.
        if (index % (2 * oneIn) < 2) giving.abort();
      }
    },
    over: sent.then(async () => {
      await Promise.all(asked);
      agent.destroy();
      return seen;
    }),
  };
}

async function atRate(flood: Flood, askOne: () => void, signal: AbortSignal): Promise<void> {
  const beganMs = performance.now();
  for (let number = 0; number < flood.requests; number += 1) {
    const leftMs = beganMs + (number * 1000) / flood.perSecond - performance.now();
    if (leftMs > 0) await wait(leftMs, undefined, { signal });
    askOne();
  }
}

type Body = { head: Buffer; rest: Buffer };

/** All but the first bytes are the same memory, or this process would need more of it than the one it floods. */
function bodiesOf({ model, bodyBytes }: Flood): (number: number, isStream: boolean) => Body {
  const text = codeOf(bodyBytes);
  const restOf = (isStream: boolean) =>
    Buffer.from(`${text}"}],"model":"${model}","max_tokens":16,"stream":${isStream}}`);
  const streamed = restOf(true);
  const whole = restOf(false);
  return (number, isStream) => ({
    head: Buffer.from(`{"messages":[{"role":"user","content":"question ${number} `),
    rest: isStream ? streamed : whole,
  });
}

/** Nothing in it has to be escaped, and it does not shrink more than code does. */
function codeOf(bytes: number): string {
  const random = createRandom("flood");
  const names = ["total", "items", "price", "index", "reader", "cache", "offset", "parse"];
  const pieces: string[] = [];
  for (let length = 0; length < bytes; length += pieces.at(-1)?.length ?? 0) {
    const [left, right] = [random.pick(names), random.pick(names)];
    pieces.push(`const ${left}${random.int(0, 9999)} = ${right}(${random.int(0, 1e9)}); `);
  }
  return pieces.join("");
}

type Asking = Body & { flood: Flood; agent: Agent; isStream: boolean };
type End =
  | { how: "answered"; ms: number; headersMs: number | undefined; comments: number }
  | { how: "failed"; why: string }
  | { how: "gave up" };

function ask({ flood, agent, isStream, head, rest }: Asking, giving: AbortSignal): Promise<End> {
  const { promise, resolve } = Promise.withResolvers<End>();
  const sentMs = performance.now();
  const lost = (error: Error & { code?: string }) => {
    resolve(giving.aborted ? { how: "gave up" } : { how: "failed", why: error.code ?? error.name });
  };
  const asking = openRequest(
    `${flood.url}/chat/completions`,
    {
      method: "POST",
      agent,
      signal: giving,
      headers: {
        ...flood.headers,
        "content-type": "application/json",
        "content-length": head.length + rest.length,
      },
    },
    (response) => {
      const headersMs = performance.now() - sentMs;
      response.on("error", lost);
      void readAnswer(response).then((text) => {
        if (text === undefined) return;
        const comments = text.split("\n").filter((line) => line.startsWith(":")).length;
        const why = faultIn(response, text, () => digestOf(Buffer.concat([head, rest])));
        const ms = performance.now() - sentMs;
        resolve(
          why === undefined
            ? { how: "answered", ms, headersMs: comments > 0 ? headersMs : undefined, comments }
            : { how: "failed", why },
        );
      });
    },
  );
  asking.on("error", lost);
  asking.write(head);
  asking.end(rest);
  return promise;

  function readAnswer(response: IncomingMessage): Promise<string | undefined> {
    let text = "";
    response.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
    });
    return new Promise((done) => {
      response.on("end", () => done(text)).on("error", () => done(undefined));
    });
  }

  function faultIn(response: IncomingMessage, text: string, digest: () => string) {
    const { statusCode } = response;
    if (statusCode !== 200) return `status ${statusCode}`;
    if (isStream && !text.includes("data: [DONE]")) return "no [DONE]";
    return text.includes(`"content":"${digest()}"`) ? undefined : "another body";
  }
}

function note(seen: FloodSeen, end: End): void {
  switch (end.how) {
    case "answered":
      seen.answered += 1;
      seen.answeredMs.push(end.ms);
      seen.comments += end.comments;
      if (end.headersMs !== undefined) seen.headersMs.push(end.headersMs);
      break;
    case "gave up":
      seen.gaveUp += 1;
      break;
    case "failed":
      seen.failed[end.why] = (seen.failed[end.why] ?? 0) + 1;
  }
}
