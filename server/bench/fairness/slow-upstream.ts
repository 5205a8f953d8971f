// An upstream that takes as long for an answer as it is told, whatever is asked, and says in it what reached it: so a body that
// was let go and read back can be told from one that was not the same. It lists one model, so that a gateway finds it.
import { hash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type SlowUpstream = {
  /** With /v1. */
  url: string;
  /** From now on, and for those that are waiting. */
  holdFor(ms: number): void;
  /** Requests it has at this moment, and the most it ever had. */
  readonly atOnce: number;
  readonly mostAtOnce: number;
  close(): Promise<void>;
};

export const slowModel = "slow";

/** Of raw completions, which it always answers soon. */
const soonMs = 40;

export async function startSlowUpstream(holdMs: number): Promise<SlowUpstream> {
  let heldMs = holdMs;
  let mostAtOnce = 0;
  const waiting = new Map<ServerResponse, () => void>();
  const server = createServer((request, response) => {
    if (request.method === "GET") return answerProbe(request, response);
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const answer = () => {
        if (!waiting.delete(response)) return;
        clearTimeout(timer);
        answerTo(Buffer.concat(chunks), response);
      };
      waiting.set(response, answer);
      mostAtOnce = Math.max(mostAtOnce, waiting.size);
      const isSoon = request.url?.endsWith("/v1/completions") === true;
      const timer = setTimeout(answer, isSoon ? soonMs : heldMs);
      response.on("close", () => {
        clearTimeout(timer);
        waiting.delete(response);
      });
    });
  });
  // A keep-alive socket that is closed under the gateway's hands would look like a failure.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an address object.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    holdFor(ms) {
      heldMs = ms;
      for (const answer of [...waiting.values()]) answer();
    },
    get atOnce() {
      return waiting.size;
    },
    get mostAtOnce() {
      return mostAtOnce;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** What a body says between the quotes of its first `content`, which is nothing that has to be escaped. */
export function digestOf(body: Buffer): string {
  const mark = '"content":"';
  const from = body.indexOf(mark) + mark.length;
  return hash("sha1", body.subarray(from, body.indexOf('"', from)));
}

function answerTo(body: Buffer, response: ServerResponse): void {
  const content = digestOf(body);
  const isStream = body.includes('"stream":true', Math.max(0, body.length - 1000));
  const usage = {
    prompt_tokens: Math.ceil(body.length / 4),
    completion_tokens: 1,
    total_tokens: 1,
  };
  const head = { id: "slow", created: 0, model: slowModel };
  if (!isStream) {
    const choice = { index: 0, message: { role: "assistant", content }, finish_reason: "stop" };
    const whole = { ...head, object: "chat.completion", choices: [choice], usage };
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(whole));
    return;
  }
  const chunk = (delta: object, finish: string | null) => {
    const choice = { index: 0, delta, text: "", ...delta, finish_reason: finish };
    return `data: ${JSON.stringify({ ...head, object: "chat.completion.chunk", choices: [choice] })}\n\n`;
  };
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  response.write(chunk({ content, text: content }, null));
  // As an engine's next step: what comes with the end would wait for the end's own reasons.
  setTimeout(() => {
    response.write(chunk({}, "stop"));
    response.end(`data: ${JSON.stringify({ ...head, choices: [], usage })}\n\ndata: [DONE]\n\n`);
  }, stepMs);
}

const stepMs = 6;

function answerProbe(request: IncomingMessage, response: ServerResponse): void {
  const answers: Record<string, unknown> = {
    "/v1/models": { object: "list", data: [{ id: slowModel, object: "model", owned_by: "vllm" }] },
    "/version": { version: "0.29.0" },
    "/health": {},
  };
  const answer = answers[request.url ?? ""];
  response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(answer ?? {}));
}
