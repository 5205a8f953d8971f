// The HTTP server: limits that keep a slow or broken client from costing anything, the table of routes, and an answer in
// the shape OpenAI clients read for whatever is no request of ours. It does not know what any route does.
import type { IncomingMessage, ServerResponse } from "node:http";
import { Server as HttpsServer } from "node:https";
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from "fastify";
import { errorBody, GatewayError } from "../gateway-error.ts";
import { watchConnections } from "./connections.ts";
import { canShare, type Doors, openDoors, tryPort } from "./doors.ts";
import { answerNoRequest, maxHeaderBytes } from "./no-request.ts";

export type Route = {
  method: "GET" | "HEAD" | "POST";
  path: string;
  /** Answers; never throws. `name` is the last part of a path that ends in `*`. */
  handle(request: IncomingMessage, response: ServerResponse, name: string): void;
};

export type Certificate = { cert: Buffer; key: Buffer };

export type HttpServer = {
  /** Resolves with the port. Rejects with the listen error. */
  listen(place: { host: string; port: number }): Promise<number>;
  /** For connections that come from now on, where it serves HTTPS. */
  renew(certificate: Certificate): void;
  /** Takes no new connection and closes those without a request. */
  stopAccepting(): void;
  /** Ends every connection; resolves when all are gone. */
  close(): Promise<void>;
};

export type HttpServerOptions = {
  routes: readonly Route[];
  tls?: Certificate | undefined;
  /** Answers only who asks for this machine by a name of its own: no page in a browser, whatever name it was loaded from. */
  isLocalOnly?: boolean;
  /** Of a request that no route takes. */
  newId(): string;
  onError(error: unknown): void;
};

/** From the connection, or the end of the last request, to the end of the headers. */
const headersMs = 15_000;
/** How often connections are looked at for that. */
const checkMs = 5_000;
/** Longer than the minute that proxies in front keep theirs. */
const keepAliveMs = 75_000;
/** How long a connection is silent before TCP asks whether the other side is still there. */
const tcpProbeMs = 30_000;
const backlog = 4096;
const socketOptions = { keepAlive: true, keepAliveInitialDelay: tcpProbeMs, noDelay: true };

export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { routes, isLocalOnly = false, newId } = options;
  const app = createApp(options);
  const connections = watchConnections(app.server, options.tls !== undefined);
  if (isLocalOnly) app.addHook("onRequest", refuseStrangers(newId));
  app.server.headersTimeout = headersMs;
  for (const { method, path, handle } of routes) {
    app.route<{ Params: { "*"?: string } }>({
      method,
      url: path,
      // Before fastify looks at the body: reading it is the route's own business.
      onRequest(request, reply) {
        reply.hijack();
        handle(request.raw, reply.raw, request.params["*"] ?? "");
      },
      handler: neverReached,
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const [path] = request.url.split("?", 1);
    const known = routes.filter((route) => route.path === path).map(({ method }) => method);
    if (known.length > 0) reply.header("allow", known.join(", "));
    return tell(known.length > 0 ? wrongMethod(known) : noRoute(), newId(), reply);
  });
  let doors: Doors | undefined;
  let closing: Promise<unknown> | undefined;
  const stopAccepting = () => {
    closing ??= Promise.all([app.close(), doors?.close()]);
  };
  return {
    async listen({ host, port }) {
      if (canShare && port !== 0) await tryPort({ host, port });
      const place = { host, port, backlog, reusePort: canShare };
      await app.listen(place);
      if (canShare) doors = await openDoors(app.server, { ...socketOptions, backlog });
      const address = app.server.address();
      // A server that listens on TCP has an address object.
      return typeof address === "object" && address !== null ? address.port : port;
    },
    renew(certificate) {
      if (app.server instanceof HttpsServer) app.server.setSecureContext(certificate);
    },
    stopAccepting,
    async close() {
      stopAccepting();
      connections.closeAll();
      await closing;
    },
  };
}

function createApp({ tls, newId, onError }: HttpServerOptions): FastifyInstance {
  const connections = {
    maxHeaderSize: maxHeaderBytes,
    connectionsCheckingInterval: checkMs,
    ...socketOptions,
  };
  const options = {
    logger: false,
    keepAliveTimeout: keepAliveMs,
    // Bodies have a limit of their own, and answers have none.
    requestTimeout: 0,
    return503OnClosing: false,
    exposeHeadRoutes: false,
    clientErrorHandler: answerNoRequest,
  } as const;
  const app: FastifyInstance =
    tls === undefined
      ? fastify({ ...options, http: connections })
      : // Fastify's types differ by the kind of server, its behaviour does not.
        (fastify({
          ...options,
          https: { ...connections, ...tls },
        }) as unknown as FastifyInstance);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, _body, done) => done(null));
  app.setErrorHandler((error, _request, reply) => {
    const isOurs = statusOf(error) >= 500;
    if (isOurs) onError(error);
    const answer = isOurs
      ? new GatewayError("internal", "Something went wrong in the gateway; its log says more.")
      : new GatewayError("bad_request", "This is no request the gateway can read.");
    return tell(answer, newId(), reply);
  });
  return app;
}

const localHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

function refuseStrangers(newId: () => string) {
  return (request: FastifyRequest, reply: FastifyReply, next: () => void): void => {
    if (localHost.test(request.headers.host ?? "")) {
      next();
      return;
    }
    const error = new GatewayError(
      "forbidden",
      "This gateway is open to its own machine only: ask for it as localhost.",
    );
    tell(error, newId(), reply);
  };
}

/** To a request that no route has taken. */
function tell(error: GatewayError, id: string, reply: FastifyReply): FastifyReply {
  const headers = { "content-type": "application/json", "x-request-id": id };
  return reply.code(error.status).headers(headers).send(errorBody(error));
}

function statusOf(error: unknown): number {
  return error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
}

function noRoute(): GatewayError {
  return new GatewayError(
    "route_not_found",
    "There is nothing at this path. The API lies below /v1: /v1/chat/completions, /v1/completions, /v1/embeddings, /v1/models; beside it are /tokenize and /detokenize.",
  );
}

function wrongMethod(methods: readonly string[]): GatewayError {
  return new GatewayError("method_not_allowed", `This path takes ${methods.join(" and ")} only.`);
}

function neverReached(): never {
  throw new Error("A hijacked request has been answered before its handler.");
}
