// What stands between a routed request and an upstream: the upstreams, the router over them, and admission, made to work
// together and changed together with the configuration. It does not know HTTP.
import type { Logger } from "pino";
import type { GatewayConfig } from "../core/protocol/gateway-config.ts";
import { createAdmission } from "./scheduling/admission.ts";
import type { Admission } from "./scheduling/slot.ts";
import { createPrefixIndex } from "./upstreams/prefix-index.ts";
import { createUpstreams, type Upstreams } from "./upstreams/registry.ts";
import { createRouter, type Router } from "./upstreams/route.ts";
import type { UpstreamEvent } from "./upstreams/upstream-event.ts";

export type UpstreamSide = {
  upstreams: Upstreams;
  admission: Admission;
  router(): Router;
  /** @throws ConfigError, and nothing has changed */
  apply(config: GatewayConfig): Promise<void>;
  /** Refuses who waits, and ends what is under way. */
  close(): Promise<void>;
};

export type UpstreamSideOptions = {
  config(): GatewayConfig;
  env: NodeJS.ProcessEnv;
  log: Logger;
};

/** Beginnings of conversations remembered for each upstream. */
const prefixCapacity = 50_000;

/** @throws ConfigError, or the signal's reason */
export async function openUpstreamSide(
  { config, env, log }: UpstreamSideOptions,
  signal: AbortSignal,
): Promise<UpstreamSide> {
  const prefixes = createPrefixIndex({ capacity: prefixCapacity });
  // Upstreams change before there is an admission to tell.
  let admission: Admission | undefined;
  const upstreams = await createUpstreams(
    {
      config,
      env,
      now: () => performance.now(),
      onChange: () => admission?.look(),
      onEvent(event) {
        // One that was down may have been started anew, with an empty cache.
        if (event.what === "removed" || event.what === "opened") prefixes.forget(event.upstream);
        tell(log, event);
      },
    },
    signal,
  );
  let router = createRouter(config(), upstreams);
  const admitting = createAdmission({
    limits: (name) => upstreams.get(name)?.config,
    isUsable: (name) => upstreams.get(name)?.isUsable === true,
    hasPrefix: (name, beginnings) => prefixes.has(name, beginnings),
    onPick: (name, beginnings) => prefixes.note(name, beginnings),
    now: () => performance.now(),
    setTimer(callback, ms) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    ageingMs: () => config().admission.ageingMs,
    noUpstreamMs: () => config().timeouts.noUpstreamMs,
  });
  admission = admitting;
  return {
    upstreams,
    admission: admitting,
    router: () => router,
    async apply(next) {
      await upstreams.apply(next);
      router = createRouter(next, upstreams);
      admitting.look();
    },
    async close() {
      admitting.close();
      await upstreams.close();
    },
  };
}

/** As people speak of servers, not of circuits. */
const told: Readonly<Record<UpstreamEvent["what"], string>> = {
  discovered: "discovered",
  undiscovered: "undiscovered",
  opened: "down",
  half_opened: "on trial",
  closed: "up",
  added: "added",
  removed: "removed",
};

function tell(log: Logger, { what, ...event }: UpstreamEvent): void {
  const isBad = what === "opened" || what === "undiscovered";
  log[isBad ? "warn" : "info"]({ ...event }, `upstream ${told[what]}`);
}
