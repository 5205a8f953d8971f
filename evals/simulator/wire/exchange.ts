// A client for the wire tests that is no client: it sends exactly what it is told over a socket and shows every byte
// that came back and how the connection ended.
import { connect } from "node:net";

export type RawRequest = {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
};

export type RawReply = {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The body as it was cut into reads, still chunk-encoded. */
  reads: readonly Buffer[];
  /** Whether the peer ended the connection with a reset. */
  wasReset: boolean;
};

export async function exchange(origin: string, request: RawRequest): Promise<RawReply> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  const reads: Buffer[] = [];
  let wasReset = false;
  socket.on("data", (chunk) => reads.push(chunk));
  const isOver = new Promise<void>((resolve) => {
    socket.on("error", (error) => {
      wasReset = "code" in error && error.code === "ECONNRESET";
    });
    socket.on("close", () => resolve());
  });
  socket.write(serialize(request));
  await isOver;
  return { ...parseReply(Buffer.concat(reads)), reads, wasReset };
}

/** The data of each event of a stream. */
export function eventsOf({ body }: RawReply): string[] {
  return body
    .split("\n\n")
    .filter((event) => event !== "")
    .map((event) => event.replace(/^data: /, ""));
}

export function serialize({ method, path, headers = {}, body }: RawRequest): string {
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  const all = {
    host: "simulated",
    connection: "close",
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...headers,
    "content-length": `${Buffer.byteLength(text)}`,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${method ?? (body === undefined ? "GET" : "POST")} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${text}`;
}

function parseReply(bytes: Buffer) {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return { status: 0, headers: {}, body: "" };
  const [statusLine = "", ...lines] = bytes.subarray(0, end).toString().split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const rest = bytes.subarray(end + 4);
  const body = headers["transfer-encoding"] === "chunked" ? dechunk(rest) : rest;
  return { status: Number(statusLine.split(" ")[1]), headers, body: body.toString("utf8") };
}

function dechunk(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd < 0) break;
    const length = Number.parseInt(bytes.subarray(at, lineEnd).toString(), 16);
    if (!(length > 0)) break;
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + length));
    at = lineEnd + 2 + length + 2;
  }
  return Buffer.concat(parts);
}
