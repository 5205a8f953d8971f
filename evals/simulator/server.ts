// The simulated vLLM endpoint as one object: start it, use its URL, close it. Node's own HTTP server without a
// framework, because the point is control over every header, byte and socket.
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { sampleScript } from "./answers/sample-script.ts";
import type { AnswerScript } from "./answers/script.ts";
import { type Clock, realClock } from "./clock.ts";
import { Engine } from "./engine/engine.ts";
import { type Context, hexSource } from "./http/context.ts";
import { handle } from "./http/handle.ts";
import { createTurns } from "./http/turns.ts";
import { createVllmMetrics, type VllmMetrics } from "./metrics/vllm-metrics.ts";
import { checkOptions, defaultOptions, type SimulatorOptions } from "./options.ts";
import { profiles } from "./profile.ts";
import { createRecordBook, type RequestRecord } from "./record.ts";
import { versionProfiles } from "./version-profile.ts";

export type Simulator = {
  /** Base URL with /v1, for clients. */
  url: string;
  /** Without /v1, for /metrics, /tokenize and the record. */
  origin: string;
  /** The simulator's own record, oldest first. */
  requests(): readonly RequestRecord[];
  /** Ends every connection at once. */
  close(): Promise<void>;
};

export type StartOptions = Partial<SimulatorOptions> & { script?: AnswerScript; clock?: Clock };

/** @throws RangeError when the options contradict each other; the listen error when the port is taken. */
export async function startSimulator(start: StartOptions = {}): Promise<Simulator> {
  const { script = sampleScript, clock = realClock, ...given } = start;
  const options: SimulatorOptions = { ...defaultOptions, port: 0, ...given };
  checkOptions(options);
  const { context, close: closeEngine } = createContext(options, { script, clock });
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    void handle(request, response, context);
  });
  server.on("clientError", (_error, socket) => {
    if (socket.writable) socket.end(notHttp);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  // A server that listens on TCP has an address object.
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  const origin = `http://${host}:${port}`;
  return {
    url: `${origin}/v1`,
    origin,
    requests: () => context.records.list(),
    close() {
      closeEngine();
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** What uvicorn says to bytes that are no HTTP, e.g. a TLS handshake. */
const notHttp =
  "HTTP/1.1 400 Bad Request\r\nx-simulated: true\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n\r\nInvalid HTTP request received.";

function createContext(
  options: SimulatorOptions,
  { script, clock }: { script: AnswerScript; clock: Clock },
): { context: Context; close: () => void } {
  const profile = versionProfiles[options.vllmVersion];
  const createdAtSeconds = Math.floor(clock.nowMs() / 1000);
  // The engine reports its steps to metrics that show the engine's load.
  let metrics: VllmMetrics | undefined;
  const { maxNumSeqs, maxNumBatchedTokens, gpuBlocks } = options;
  const engine = new Engine({
    clock,
    speed: profiles[options.profile],
    limits: { maxNumSeqs, maxNumBatchedTokens, gpuBlocks },
    onStep: (tokens) => metrics?.step(tokens),
  });
  const modelName = options.models[0] ?? "";
  const { maxModelLen } = options;
  metrics = createVllmMetrics({
    profile,
    modelName,
    maxModelLen,
    gpuBlocks,
    engine,
    createdAtSeconds,
  });
  let requests = 0;
  const context: Context = {
    options,
    profile,
    clock,
    engine,
    metrics,
    script,
    records: createRecordBook(),
    newHex: hexSource(options.seed),
    countRequest() {
      requests += 1;
      return requests;
    },
    createdAtSeconds,
    turns: createTurns(),
  };
  return { context, close: () => engine.close() };
}
