// A client over a socket of its own, for tests in which every byte counts, and one over node:http for those in which none
// does. They know no gateway but by its address and key.
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { connect, type Socket } from "node:net";

export type Door = { origin: string; key: string };

export type Wire = {
  readonly socket: Socket;
  send(bytes: string | Buffer): void;
  /** Resolves as soon as the text has come; rejects when the connection ends before. */
  sees(text: string): Promise<void>;
  /** Everything that came so far. */
  readonly seen: string;
  /** Resolves with everything that came, once the connection is gone. */
  readonly isOver: Promise<string>;
};

export async function openWire(origin: string): Promise<Wire> {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  let seen = "";
  let isClosed = false;
  let looks: (() => boolean)[] = [];
  const look = () => {
    looks = looks.filter((each) => !each());
  };
  const { promise: isOver, resolve: over } = Promise.withResolvers<string>();
  socket.setEncoding("latin1").on("data", (text: string) => {
    seen += text;
    look();
  });
  // However it ends: the tests look at what came before.
  socket.on("error", () => undefined);
  socket.on("close", () => {
    isClosed = true;
    look();
    over(seen);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve).once("error", reject);
  });
  return {
    socket,
    send: (bytes) => void socket.write(bytes),
    sees: (text) =>
      new Promise<void>((resolve, reject) => {
        looks.push(() => {
          if (seen.includes(text)) resolve();
          else if (isClosed)
            reject(new Error(`No ${JSON.stringify(text)} in: ${seen.slice(-800)}`));
          else return false;
          return true;
        });
        look();
      }),
    get seen() {
      return seen;
    },
    isOver,
  };
}

export type Asking = {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
};

const chat = "/v1/chat/completions";

/** The bytes of a request, with a length unless other headers are given for that. */
export function bytesOf(
  { key }: Door,
  body: string,
  { path = chat, headers = {} }: Asking = {},
): string {
  const all: Record<string, string> = {
    host: "gateway",
    authorization: `Bearer ${key}`,
    "content-type": "application/json",
    ...(headers["transfer-encoding"] === undefined
      ? { "content-length": String(Buffer.byteLength(body)) }
      : {}),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`;
}

export type Reply = { status: number; headers: IncomingHttpHeaders; text: string };

/** Rejects when the answer does not end as HTTP says it has to. */
export function ask(
  { origin, key }: Door,
  body: unknown,
  { path = chat, method = "POST", headers = {} }: Asking = {},
): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  const sent = { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers };
  const request = httpRequest(origin + path, { method, agent: false, headers: sent });
  request.on("error", reject).on("response", (response) => {
    let text = "";
    response.setEncoding("utf8").on("error", reject);
    response.on("data", (piece: string) => {
      text += piece;
    });
    response.on("end", () =>
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
    );
  });
  if (method === "GET") request.end();
  else request.end(typeof body === "string" ? body : JSON.stringify(body));
  return promise;
}

export function codeOf({ text }: Pick<Reply, "text">): string {
  const { error } = JSON.parse(text) as { error: { code: string } };
  return error.code;
}
