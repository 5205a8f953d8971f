// Checks what no schema can: that what a configuration names is there, that its numbers fit together, and that its addresses
// hold no secrets. It looks at nothing but the configuration.
import type {
  AuditConfig,
  GatewayConfig,
  UpstreamConfig,
} from "../../core/protocol/gateway-config.ts";
import { type TrafficClass, trafficClasses } from "../../core/routing/task.ts";
import { suggestion } from "./nearest.ts";
import type { Problem } from "./problem.ts";

export function referenceProblems(config: GatewayConfig): Problem[] {
  return [
    ...Object.entries(config.upstreams).flatMap(([name, upstream]) => [
      ...addressProblems(upstream.url, ["upstreams", name, "url"]),
      ...reserveProblems(upstream, name),
    ]),
    ...modelProblems(config),
    ...routeProblems(config),
    ...auditProblems(config.audit),
  ];
}

function reserveProblems(upstream: UpstreamConfig, name: string): Problem[] {
  const { maxInFlight } = upstream;
  const reserved = reservedOf(upstream);
  if (reserved < maxInFlight) return [];
  return [
    {
      path: ["upstreams", name, "reserve"],
      sentence: `keeps ${reserved} slots free of ${maxInFlight}, so that the least urgent class would never be served: reserve fewer, or raise maxInFlight.`,
    },
  ];
}

/** What the least urgent class it serves has to leave free. */
function reservedOf({ classes, reserve }: UpstreamConfig): number {
  const last = Math.max(...classes.map((name) => trafficClasses.indexOf(name)));
  const reserves: Partial<Record<TrafficClass, number>> = reserve;
  return trafficClasses.slice(0, last).reduce((sum, name) => sum + (reserves[name] ?? 0), 0);
}

function modelProblems({ models, upstreams }: GatewayConfig): Problem[] {
  const known = Object.keys(upstreams);
  return Object.entries(models).flatMap(([model, tiers]) =>
    tiers.flatMap(({ upstream }, tier) => {
      const names = typeof upstream === "string" ? [upstream] : upstream;
      return names.flatMap((name, index): Problem[] => {
        const isList = typeof upstream !== "string";
        const path = ["models", model, tier, "upstream", ...(isList ? [index] : [])];
        if (names.indexOf(name) < index)
          return [{ path, sentence: "stands here twice: keep one." }];
        return known.includes(name) ? [] : [{ path, sentence: unknown("upstream", name, known) }];
      });
    }),
  );
}

function routeProblems({ routes, models }: GatewayConfig): Problem[] {
  const known = Object.keys(models);
  // Without any, models are served under names that only the upstreams know.
  if (known.length === 0) return [];
  return routes.flatMap(({ model }, index) =>
    known.includes(model)
      ? []
      : [{ path: ["routes", index, "model"], sentence: unknown("model", model, known) }],
  );
}

function unknown(what: string, name: string, known: readonly string[]): string {
  return `there is no ${what} of that name.${suggestion(name, known) || ` There are: ${known.slice(0, 20).join(", ")}.`}`;
}

function auditProblems({ witnesses, redact }: AuditConfig): Problem[] {
  return [
    ...witnesses.flatMap((witness, index) =>
      /^[a-z][a-z\d+.-]*:\/\//i.test(witness)
        ? addressProblems(witness, ["audit", "witnesses", index])
        : [],
    ),
    ...redact.flatMap(({ name }, index): Problem[] =>
      redact.findIndex((rule) => rule.name === name) < index
        ? [{ path: ["audit", "redact", index, "name"], sentence: "stands here twice: keep one." }]
        : [],
    ),
  ];
}

function addressProblems(address: string, path: Problem["path"]): Problem[] {
  if (/\s/.test(address) || !URL.canParse(address)) {
    return [{ path, sentence: "is no URL that can be used: look for spaces and mistyped ports." }];
  }
  const { protocol, username, password, search, hash } = new URL(address);
  if (protocol !== "http:" && protocol !== "https:") {
    return [{ path, sentence: "has to begin with http:// or https://." }];
  }
  if (username === "" && password === "" && search === "" && hash === "") return [];
  return [
    {
      path,
      sentence:
        "cannot hold a user name, password, query or fragment, because addresses are written to logs.",
    },
  ];
}
