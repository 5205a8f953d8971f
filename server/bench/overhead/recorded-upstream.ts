// An upstream that costs next to nothing: it replays, byte for byte, what the simulated endpoint answered to one question, so
// that a proxy before it is what takes the time. Run as a process: prints its URL, ends when its parent does.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { startSimulator } from "../../../evals/simulator/server.ts";

const plain = ["/v1/models", "/version", "/health"];

type Recorded = { headers: Record<string, string>; pieces: Buffer[] };
export type Pace = {
  ttftMs: number;
  betweenMs: number;
  /** Of an answer: so many events, and the one that ends it. */
  tokens: number;
};

const pace = JSON.parse(process.argv[2] ?? "{}") as Pace;
const recordings = await record();
const server = createServer((request, response) => {
  const path = request.url ?? "/";
  if (request.method === "GET") return whole(response, recordings.get(path));
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const isStream = Buffer.concat(chunks).includes('"stream":true');
    const recorded = recordings.get(isStream ? "stream" : "whole");
    if (!isStream) setTimeout(() => whole(response, recorded), pace.ttftMs);
    else stream(response, recorded);
  });
});
// A keep-alive socket that is closed under a proxy's hands would be measured as its failure.
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  // A server that listens on TCP has an address object.
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}/v1` })}\n`);
});
process.stdin.resume().on("end", () => process.exit());

function whole(response: ServerResponse, recorded: Recorded | undefined): void {
  if (recorded === undefined) response.writeHead(404).end();
  else response.writeHead(200, recorded.headers).end(Buffer.concat(recorded.pieces));
}

/** The first event after `ttftMs`, the others one by one. */
function stream(response: ServerResponse, recorded: Recorded | undefined): void {
  const { headers, pieces } = recorded ?? { headers: {}, pieces: [] };
  let next = 0;
  response.writeHead(200, headers);
  response.flushHeaders();
  const send = () => {
    response.write(pieces[next]);
    next += 1;
    if (next === pieces.length) {
      clearInterval(timer);
      response.end();
    }
  };
  let timer: NodeJS.Timeout;
  const first = setTimeout(() => {
    send();
    timer = setInterval(send, pace.betweenMs);
  }, pace.ttftMs);
  response.on("close", () => {
    clearTimeout(first);
    clearInterval(timer);
  });
}

async function record(): Promise<Map<string, Recorded>> {
  const simulator = await startSimulator();
  try {
    const found = new Map<string, Recorded>();
    for (const path of plain) {
      found.set(path, await answered(await fetch(simulator.origin + path)));
    }
    const question = {
      model: "qwen3-coder",
      messages: [{ role: "user", content: "simulator: long answer" }],
      max_tokens: pace.tokens,
    };
    const options = { include_usage: true, continuous_usage_stats: true };
    const asked = {
      whole: question,
      stream: { ...question, stream: true, stream_options: options },
    };
    for (const [name, body] of Object.entries(asked)) {
      const response = await fetch(`${simulator.url}/chat/completions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      found.set(name, await answered(response));
    }
    return found;
  } finally {
    await simulator.close();
  }
}

async function answered(response: Response): Promise<Recorded> {
  const type = response.headers.get("content-type");
  const body = await response.text();
  const isStream = type?.startsWith("text/event-stream") === true;
  const pieces = isStream ? body.split(/(?<=\n\n)/) : [body];
  return {
    headers: {
      ...(type === null ? {} : { "content-type": type }),
      ...(isStream ? {} : { "content-length": `${Buffer.byteLength(body)}` }),
      "x-simulated": "true",
    },
    pieces: pieces.map((piece) => Buffer.from(piece)),
  };
}
