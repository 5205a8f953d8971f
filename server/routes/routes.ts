// Everything the gateway answers to, as one table. Whatever is not in it does not exist.
import { exchange } from "../http/exchange.ts";
import type { Route } from "../http/http-server.ts";
import type { Parts } from "../http/parts.ts";
import { answerPlainly, type PlainRoute } from "../http/plain-answer.ts";
import { dataRoutes } from "./data-routes.ts";
import { healthRoute, readyRoute } from "./health.ts";
import { metricsRoute } from "./metrics.ts";
import { modelRoute, modelsRoute } from "./models.ts";

export function allRoutes(parts: Parts, open: { isOpen: boolean }): Route[] {
  const { journal, upstreams } = parts;
  const plain = (path: string, route: PlainRoute, method: "GET" | "HEAD" = "GET"): Route => ({
    method,
    path,
    handle(request, response, name) {
      void answerPlainly(request, response, { route, name, parts });
    },
  });
  const ready = readyRoute({
    journal: () => journal.health(),
    upstreams: () => upstreams.all(),
    isDraining: () => parts.underWay.isEnding,
  });
  return [
    ...dataRoutes.map(
      (route): Route => ({
        method: "POST",
        path: route.path,
        handle(request, response) {
          void exchange(request, response, route, parts);
        },
      }),
    ),
    plain("/v1/models", modelsRoute(parts.router)),
    plain("/v1/models/*", modelRoute(parts.router)),
    plain("/healthz", healthRoute),
    plain("/healthz", healthRoute, "HEAD"),
    plain("/readyz", ready),
    plain("/readyz", ready, "HEAD"),
    plain("/metrics", metricsRoute(parts.metrics, open)),
  ];
}
