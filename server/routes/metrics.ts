// `/metrics`: the page Prometheus reads, for admins' keys.
import type { PlainRoute } from "../http/plain-answer.ts";
import type { Metrics } from "../metrics/metrics.ts";

export function metricsRoute(metrics: Metrics): PlainRoute {
  return {
    needs: "admin",
    answer: async () => ({ type: metrics.contentType, body: await metrics.page() }),
  };
}
