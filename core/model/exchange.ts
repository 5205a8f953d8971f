// One HTTP exchange with an endpoint: sends a request with exactly the headers Tandem means to send and hands back a
// response that is what was asked for, or a ModelError. Knows nothing of chats, streams' contents or retries.
import type { Task } from "../routing/task.ts";
import { hostOf } from "./base-url.ts";
import { ModelError } from "./errors.ts";
import type { Endpoint } from "./request.ts";
import { errorFromPayload, errorFromStatus, parseJson, type WireContext } from "./wire-errors.ts";

/** The part of the web's `fetch` that is used; proxies and certificates are the business of whoever passes it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type Connection = { endpoint: Endpoint; fetch: Fetch };

export type Outgoing = {
  url: string;
  /** Sent by POST; without a body the request is a GET. */
  body?: Record<string, unknown>;
  task?: Task;
  accept: "application/json" | "text/event-stream";
};

const maxErrorBytes = 64 * 1024;
const maxJsonBytes = 16 * 1024 * 1024;

/**
 * Resolves when the headers of an acceptable response are there.
 * @throws ModelError for every answer that is not the wanted one; what `fetch` throws passes through
 */
export async function send(
  connection: Connection,
  outgoing: Outgoing,
  signal: AbortSignal,
): Promise<Response> {
  const { endpoint, fetch } = connection;
  const response = await fetch(outgoing.url, {
    method: outgoing.body === undefined ? "GET" : "POST",
    headers: headersFor(endpoint, outgoing),
    ...(outgoing.body === undefined ? {} : { body: JSON.stringify(outgoing.body) }),
    // A redirect is never followed: it could carry the key and the code to another origin.
    redirect: "manual",
    signal,
  });
  const context = contextOf(endpoint, outgoing, response);
  refuseRedirect(response, context);
  if (!response.ok) {
    throw errorFromStatus(response.status, await readText(response, maxErrorBytes), context);
  }
  const type = response.headers.get("content-type") ?? "";
  if (outgoing.accept === "text/event-stream" && !/^text\/event-stream\b/i.test(type)) {
    throw unexpectedBody(await readText(response, maxErrorBytes), type, context);
  }
  return response;
}

/** Sends a request whose answer is one JSON document. */
export async function sendForJson(
  connection: Connection,
  outgoing: Omit<Outgoing, "accept">,
  signal: AbortSignal,
): Promise<{ payload: unknown; headers: Headers }> {
  const response = await send(connection, { ...outgoing, accept: "application/json" }, signal);
  const context = contextOf(connection.endpoint, outgoing, response);
  const text = await readText(response, maxJsonBytes);
  const payload = parseJson(text);
  const error = errorFromPayload(payload, context);
  if (error !== undefined) throw error;
  if (payload === undefined) {
    throw unexpectedBody(text, response.headers.get("content-type") ?? "", context);
  }
  return { payload, headers: response.headers };
}

export function contextOf(
  endpoint: Endpoint,
  outgoing: Pick<Outgoing, "body">,
  response: Response,
): WireContext {
  const requestId = response.headers.get("x-request-id");
  const model = outgoing.body?.model;
  return {
    host: hostOf(endpoint.url),
    ...(typeof model === "string" ? { model } : {}),
    ...(endpoint.apiKey === undefined ? {} : { apiKey: endpoint.apiKey }),
    ...(requestId === null ? {} : { requestId }),
  };
}

function headersFor({ apiKey }: Endpoint, { accept, body, task }: Outgoing): Headers {
  const headers = new Headers({ accept });
  if (body !== undefined) headers.set("content-type", "application/json");
  if (task !== undefined) headers.set("x-tandem-task", task);
  if (apiKey !== undefined && apiKey !== "") {
    // Checked here because the runtime's own complaint about a bad header value quotes the value.
    if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new ModelError("unauthorized");
    headers.set("authorization", `Bearer ${apiKey}`);
  }
  return headers;
}

function refuseRedirect(response: Response, context: WireContext): void {
  const isRedirect =
    response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400);
  if (!isRedirect) return;
  // Browsers hide where an unfollowed redirect leads; Node shows it.
  const target = response.headers.get("location");
  const origin = target !== null && URL.canParse(target) ? ` to ${new URL(target).origin}` : "";
  throw new ModelError("not_openai", {
    status: response.status,
    detail: `${context.host} (with a redirect${origin})`,
  });
}

/** A 200 that is not what was asked for: an error in disguise, a web page, or something else. */
function unexpectedBody(text: string, type: string, context: WireContext): ModelError {
  const error = errorFromPayload(parseJson(text), context);
  if (error !== undefined) return error;
  const kind = type.split(";", 1)[0]?.trim() || "no content type";
  return kind === "application/json"
    ? new ModelError("bad_response", { detail: "JSON where another document was expected." })
    : new ModelError("not_openai", { detail: `${context.host} (with ${kind})` });
}

/** Reads a body up to a limit, so that an endless error page cannot fill the memory. */
async function readText(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.byteLength;
    text += decoder.decode(piece, { stream: true });
    if (bytes >= maxBytes) break;
  }
  return text + decoder.decode();
}
