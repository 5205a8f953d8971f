// `/healthz`: the process answers. `/readyz`: it can serve, or codes that say what is missing. Neither needs a key, so
// neither names an upstream, a model or a place.
import type { JournalHealth } from "../audit/entry.ts";
import type { PlainRoute } from "../http/plain-answer.ts";
import type { Upstream } from "../upstreams/upstream.ts";

export const healthRoute: PlainRoute = {
  answer: () => ({ type: "application/json", body: '{"status":"ok"}' }),
};

export type ReadinessFacts = {
  journal(): JournalHealth;
  upstreams(): readonly Upstream[];
  isDraining(): boolean;
};

export function readyRoute(facts: ReadinessFacts): PlainRoute {
  return {
    answer() {
      const missing = missingParts(facts);
      const isReady = missing.length === 0;
      return {
        status: isReady ? 200 : 503,
        type: "application/json",
        body: JSON.stringify(
          isReady ? { status: "ready" } : { status: "not_ready", reasons: missing },
        ),
      };
    },
  };
}

type Missing = "shutting_down" | "audit_unavailable" | "upstream_unavailable";

function missingParts({ journal, upstreams, isDraining }: ReadinessFacts): Missing[] {
  const checks: [Missing, boolean][] = [
    ["shutting_down", isDraining()],
    ["audit_unavailable", journal().state === "refusing"],
    [
      "upstream_unavailable",
      !upstreams().some(({ isUsable, served }) => isUsable && served.length > 0),
    ],
  ];
  return checks.flatMap(([reason, isMissing]) => (isMissing ? [reason] : []));
}
