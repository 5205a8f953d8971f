// A proxy that only passes bytes on, with the same HTTP server and client as the gateway and nothing else: what no gateway in
// Node undercuts on this machine. Run as a process with the upstream's origin: prints its URL, ends when its parent does.
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { type Dispatcher, Pool } from "undici";

const [, , origin = ""] = process.argv;
const pool = new Pool(origin, {
  connections: 4096,
  pipelining: 1,
  headersTimeout: 0,
  bodyTimeout: 0,
});
const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on("data", (piece: Buffer) => pieces.push(piece));
  request.on("end", () => pass(request, response, pieces));
});
// A keep-alive socket that is closed under the client's hands would be measured as a failure.
server.keepAliveTimeout = 75_000;
server.listen(0, "127.0.0.1", () => {
  // A server that listens on TCP has an address object.
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}/v1` })}\n`);
});
process.stdin.resume().on("end", () => process.exit());

function pass({ url }: IncomingMessage, response: ServerResponse, pieces: Buffer[]): void {
  const headers = ["content-type", "application/json"];
  const options = { path: url ?? "/", method: "POST", headers, body: joined(pieces) } as const;
  pool.dispatch(options, passBack(response));
}

/** Streams piece by piece, anything else whole, as the gateway does. */
function passBack(response: ServerResponse): Dispatcher.DispatchHandler {
  const held: Buffer[] = [];
  let isStream = false;
  return {
    onRequestStart() {},
    onResponseStart(_controller, status, headers: IncomingHttpHeaders) {
      const { "content-type": type = "", "content-length": length } = headers;
      isStream = type.startsWith("text/event-stream");
      response.writeHead(status, {
        "content-type": type,
        ...(length === undefined ? {} : { "content-length": length }),
      });
    },
    onResponseData(_controller, piece) {
      if (isStream) response.write(piece);
      else held.push(piece);
    },
    onResponseEnd() {
      response.end(isStream ? undefined : joined(held));
    },
    onResponseError() {
      response.destroy();
    },
  };
}

function joined(pieces: Buffer[]): Buffer {
  const [only] = pieces;
  return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
}
