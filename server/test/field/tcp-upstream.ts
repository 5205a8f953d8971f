// An upstream that writes whatever bytes a test wants, HTTP or not, and closes its sockets as it likes. It reads requests as
// a gateway sends them, answers health checks, and lists one model.

import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";

export type Call = {
  head: string;
  body: string;
  socket: Socket;
  /** How many came before it on the same connection. */
  earlier: number;
};

export type TcpUpstream = {
  /** With /v1. */
  url: string;
  /** Requests for a model, without health checks. */
  calls: readonly Call[];
  /** The next that comes, or one that has come and nobody has taken. */
  next(): Promise<Call>;
  close(): Promise<void>;
};

export async function startTcpUpstream(
  answer: (call: Call) => void = () => {},
  wanted = 0,
): Promise<TcpUpstream> {
  const calls: Call[] = [];
  const untaken: Call[] = [];
  const takers: ((call: Call) => void)[] = [];
  const sockets = new Set<Socket>();
  const take = (call: Call) => {
    calls.push(call);
    const taker = takers.shift();
    if (taker === undefined) untaken.push(call);
    else taker(call);
    answer(call);
  };
  const server = createServer({ noDelay: true, allowHalfOpen: false }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => undefined);
    readRequests(socket, take);
  });
  await new Promise<void>((resolve) => server.listen(wanted, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    calls,
    next() {
      const here = untaken.shift();
      return here === undefined
        ? new Promise((resolve) => takers.push(resolve))
        : Promise.resolve(here);
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function readRequests(socket: Socket, take: (call: Call) => void): void {
  let text = "";
  let earlier = 0;
  socket.setEncoding("latin1").on("data", (piece: string) => {
    text += piece;
    for (;;) {
      const end = text.indexOf("\r\n\r\n");
      if (end < 0) return;
      const head = text.slice(0, end);
      const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
      if (text.length < end + 4 + length) return;
      const body = text.slice(end + 4, end + 4 + length);
      text = text.slice(end + 4 + length);
      if (head.startsWith("GET ")) socket.write(probeAnswer(head));
      else {
        take({ head, body, socket, earlier });
        earlier += 1;
      }
    }
  });
}

function probeAnswer(head: string): string {
  const [, path] = head.split(" ", 2);
  const models = { object: "list", data: [{ id: "qwen", object: "model", owned_by: "vllm" }] };
  const body = path === "/v1/models" ? models : path === "/version" ? { version: "0.29.0" } : {};
  return answerWith(JSON.stringify(body));
}

/** A whole answer with its length, 200 and JSON unless the headers say otherwise. */
export function answerWith(body: string, { status = "200 OK", headers = "" } = {}): string {
  const type = /content-type/i.test(headers) ? "" : "content-type: application/json\r\n";
  return `HTTP/1.1 ${status}\r\n${type}${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Headers of a stream whose pieces follow in chunks. */
export const streamHead =
  "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n";

export function chunk(text: string): string {
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
}

export const lastChunk = "0\r\n\r\n";
