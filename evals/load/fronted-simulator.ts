// For tests: the simulated endpoint behind a server that refuses, leaves out or repeats what other servers do. It forwards
// the rest byte for byte.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { type Simulator, type StartOptions, startSimulator } from "../simulator/server.ts";

export type Refusal = { status: number; body: unknown };

export type Front = {
  /** Undefined lets the request through. */
  refuse?(path: string, body: Record<string, unknown>): Refusal | undefined;
  /** Whether an event of a stream is passed on. */
  keeps?(event: string): boolean;
};

/** Starts both for one piece of work and closes them whatever happens. */
export async function withFront(
  front: Front,
  options: StartOptions,
  work: (url: string, simulator: Simulator) => Promise<void>,
): Promise<void> {
  const simulator = await startSimulator(options);
  const server = createServer((request, response) => {
    void forward({ request, response, front, origin: simulator.origin });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on TCP has an address object.
  const { port } = server.address() as AddressInfo;
  try {
    await work(`http://127.0.0.1:${port}/v1`, simulator);
  } finally {
    server.closeAllConnections();
    server.close();
    await simulator.close();
  }
}

type Forwarded = {
  request: IncomingMessage;
  response: ServerResponse;
  front: Front;
  origin: string;
};

async function forward({ request, response, front, origin }: Forwarded): Promise<void> {
  const path = request.url ?? "/";
  const body = await text(request);
  const refusal = front.refuse?.(path, body === "" ? {} : JSON.parse(body));
  if (refusal !== undefined) {
    response.writeHead(refusal.status, { "content-type": "application/json" });
    response.end(JSON.stringify(refusal.body));
    return;
  }
  const answer = await fetch(`${origin}${path}`, {
    method: request.method ?? "GET",
    headers: { "content-type": "application/json" },
    ...(body === "" ? {} : { body }),
  });
  const type = answer.headers.get("content-type") ?? "";
  response.writeHead(answer.status, { "content-type": type });
  const whole = await answer.text();
  const events = whole.split(/(?<=\n\n)/);
  response.end(events.filter((event) => front.keeps?.(event) ?? true).join(""));
}
