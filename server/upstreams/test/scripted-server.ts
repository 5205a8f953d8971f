// A model server that says what a test wants it to say, on a real socket.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Answer = {
  status?: number;
  headers?: Record<string, string>;
  /** Text as it is, anything else as JSON. */
  body?: unknown;
};
/** By path; a path that is not there gets 404, `hang` no answer at all. */
export type Answers = Record<string, Answer | "hang">;

export type ScriptedServer = {
  url: string;
  answers: Answers;
  seen: { path: string; headers: IncomingHttpHeaders }[];
  /** Takes no more connections and cuts those there are. */
  stop(): Promise<void>;
  /** At the same address. */
  start(): Promise<void>;
};

export const cardOf = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  object: "model",
  created: 1_769_000_000,
  owned_by: "vllm",
  root: `Org/${id}`,
  parent: null,
  max_model_len: 65_536,
  permission: [],
  ...more,
});

export const vllmAnswers = (...cards: unknown[]): Answers => ({
  "/health": {},
  "/version": { body: { version: "0.29.0" } },
  "/v1/models": { body: { object: "list", data: cards } },
});

export async function startScripted(answers: Answers): Promise<ScriptedServer> {
  const scripted: Pick<ScriptedServer, "answers" | "seen"> = { answers, seen: [] };
  const server = createServer(({ url: path = "", headers }, response) => {
    scripted.seen.push({ path, headers });
    reply(response, scripted.answers[path] ?? { status: 404, body: { detail: "Not Found" } });
  });
  let port = 0;
  const start = () =>
    new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", resolve);
    });
  await start();
  // A server that listens on TCP has an address object.
  ({ port } = server.address() as AddressInfo);
  return Object.assign(scripted, {
    url: `http://127.0.0.1:${port}/v1`,
    start,
    stop() {
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return stopped;
    },
  });
}

function reply(response: ServerResponse, answer: Answer | "hang"): void {
  if (answer === "hang") return;
  const { status = 200, headers = {}, body = "" } = answer;
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
