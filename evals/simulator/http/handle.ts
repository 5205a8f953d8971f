// One request from its first byte to its record: key, fault, route, admission, and the one place where a rejection
// becomes a body.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Fault, Runner } from "../options.ts";
import { engineBusy, internalError, RequestRejected } from "../protocol/errors.ts";
import { chatRequestSchema, completionRequestSchema } from "../protocol/request-schema.ts";
import type { RequestRecord } from "../record.ts";
import { readJson } from "./body.ts";
import type { Context } from "./context.ts";
import { embed } from "./embed.ts";
import { faultFor, strikeFirst, strikesMidStream } from "./faults.ts";
import { generate } from "./generate.ts";
import { prepareChat } from "./prepare-chat.ts";
import { prepareCompletion } from "./prepare-completion.ts";
import { sendError, sendJson } from "./reply.ts";
import { plainRoutes } from "./routes.ts";

/** What a server has beside the plain routes depends on what its model does. */
const modelRoutes: Readonly<Record<Runner, readonly string[]>> = {
  generate: ["/v1/chat/completions", "/v1/completions"],
  pooling: ["/v1/embeddings"],
};

export async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  context: Context,
): Promise<void> {
  const { clock, profile, metrics, records } = context;
  const [route = "/"] = (request.url ?? "/").split("?");
  const method = request.method ?? "GET";
  const id = textHeader(request, "x-request-id") ?? context.newHex(32);
  const task = textHeader(request, "x-tandem-task");
  const isOwn = route.startsWith("/simulator/");
  const start = { id, route, arrivedAtMs: clock.nowMs(), ...(task === undefined ? {} : { task }) };
  const record = isOwn ? undefined : records.open(start);
  if (!isOwn) {
    response.on("finish", () =>
      metrics.httpRequest(handlerName(route), method, response.statusCode),
    );
  }
  try {
    await answer({ request, response, context, record: record ?? detached(start), route, method });
  } catch (error) {
    if (response.headersSent || response.destroyed) {
      settle(record, "aborted", clock.nowMs());
      response.destroy();
    } else if (error instanceof RequestRejected) {
      settle(record, "rejected", clock.nowMs());
      sendError(response, error.error, profile);
    } else {
      settle(record, "rejected", clock.nowMs());
      sendError(response, internalError, profile);
      process.emitWarning(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

type Incoming = {
  request: IncomingMessage;
  response: ServerResponse;
  context: Context;
  record: RequestRecord;
  route: string;
  method: string;
};

async function answer(incoming: Incoming): Promise<void> {
  const { request, response, context, record, route, method } = incoming;
  const { clock, options } = context;
  if (route.startsWith("/v1") && !isAuthorized(request, options.apiKey)) {
    sendJson(response, 401, { error: "Unauthorized" });
    settle(record, "rejected", clock.nowMs());
    return;
  }
  const fault = mayFail(request, route) ? faultFor(request, context) : undefined;
  if (fault !== undefined && (await strikeFirst(fault, context, response))) {
    settle(record, "fault", clock.nowMs());
    return;
  }
  const handlers = plainRoutes[route];
  const isModelRoute = modelRoutes[options.runner].includes(route);
  if (isModelRoute && method === "POST") {
    if (options.runner === "pooling") return embed(request, response, { context, record });
    await generation(incoming, fault !== undefined && strikesMidStream(fault) ? fault : undefined);
    return;
  }
  const handler = handlers?.[method];
  if (handler === undefined) {
    const isKnown = handlers !== undefined || isModelRoute;
    const status = isKnown ? 405 : 404;
    sendJson(response, status, { detail: isKnown ? "Method Not Allowed" : "Not Found" });
    settle(record, "rejected", clock.nowMs());
    return;
  }
  await handler(request, response, context);
  settle(record, "served", clock.nowMs());
}

async function generation(
  { request, response, context, record, route }: Incoming,
  fault: Fault | undefined,
): Promise<void> {
  const { engine, options, turns } = context;
  const identity = { requestId: record.id, task: record.task };
  const prepared =
    route === "/v1/completions"
      ? prepareCompletion(
          await readJson(request, completionRequestSchema, turns),
          context,
          record.id,
        )
      : await prepareChat(await readJson(request, chatRequestSchema, turns), context, identity);
  const limit = options.maxNumQueuedReqs;
  if (limit !== undefined && engine.load().waiting >= limit) throw new RequestRejected(engineBusy);
  generate(prepared, context, { response, record, fault });
}

/** On the command line a fault means the API below /v1; by header it means the very request. */
function mayFail(request: IncomingMessage, route: string): boolean {
  return route.startsWith("/v1/") || request.headers["x-simulator-fault"] !== undefined;
}

function isAuthorized(request: IncomingMessage, apiKey: string | undefined): boolean {
  if (apiKey === undefined || request.method === "OPTIONS") return true;
  const [scheme = "", token] = (request.headers.authorization ?? "").split(" ");
  return scheme.toLowerCase() === "bearer" && token === apiKey;
}

function settle(
  record: RequestRecord | undefined,
  outcome: RequestRecord["outcome"],
  nowMs: number,
) {
  if (record === undefined || outcome === undefined) return;
  record.outcome = outcome;
  record.endedAtMs = nowMs;
}

function detached(start: Pick<RequestRecord, "id" | "route" | "arrivedAtMs">): RequestRecord {
  return { ...start, promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
}

function textHeader(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Unknown paths count under one name, or a scanner would fill the page. */
function handlerName(route: string): string {
  return route in plainRoutes || Object.values(modelRoutes).flat().includes(route) ? route : "none";
}
