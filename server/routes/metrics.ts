// `/metrics`: the page Prometheus reads, for admins' keys, or for everybody where nobody needs one.
import type { PlainRoute } from "../http/plain-answer.ts";
import type { Metrics } from "../metrics/metrics.ts";

export function metricsRoute(metrics: Metrics, { isOpen }: { isOpen: boolean }): PlainRoute {
  return {
    ...(isOpen ? {} : { needs: "admin" }),
    answer: async () => ({ type: metrics.contentType, body: await metrics.page() }),
  };
}
