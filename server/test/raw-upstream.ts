// An upstream that does exactly what a test tells it, byte by byte, and tells what it was sent. It lists one model, so that
// a gateway finds it.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Asked = {
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
  response: ServerResponse;
  /** Resolves when the connection is gone, or the answer is out. */
  isOver: Promise<void>;
};

export type RawUpstream = {
  /** With /v1. */
  url: string;
  asked: readonly Asked[];
  /** The next request that comes, or one that has come and nobody has taken. */
  next(): Promise<Asked>;
  close(): Promise<void>;
};

export type RawUpstreamOptions = {
  model?: string;
  /** Answers at once; without it the test does, through `response`. */
  answer?: (asked: Asked) => void;
};

export async function startRawUpstream({
  model = "qwen",
  answer,
}: RawUpstreamOptions = {}): Promise<RawUpstream> {
  const asked: Asked[] = [];
  const untaken: Asked[] = [];
  const takers: ((asked: Asked) => void)[] = [];
  const server = createServer(async (request, response) => {
    if (request.method === "GET") return answerProbe(request, response, model);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { promise: isOver, resolve } = Promise.withResolvers<void>();
    response.on("close", resolve);
    const one: Asked = {
      path: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
      response,
      isOver,
    };
    asked.push(one);
    const taker = takers.shift();
    if (answer !== undefined) answer(one);
    if (taker === undefined) untaken.push(one);
    else taker(one);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    next() {
      const here = untaken.shift();
      if (here !== undefined) return Promise.resolve(here);
      return new Promise((resolve) => takers.push(resolve));
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function answerProbe(request: IncomingMessage, response: ServerResponse, model: string): void {
  const answers: Record<string, unknown> = {
    "/v1/models": { object: "list", data: [{ id: model, object: "model", owned_by: "vllm" }] },
    "/version": { version: "0.29.0" },
    "/health": {},
  };
  const answer = answers[request.url ?? ""];
  response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(answer ?? {}));
}
