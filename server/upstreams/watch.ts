// One upstream as a living thing: its connections, what it serves and whether it is well, put together. It knows nothing of
// other upstreams, nor who sends requests to it.
import { Pool } from "undici";
import type { SetTimer } from "../../core/model/inactivity.ts";
import type { UpstreamConfig } from "../../core/protocol/gateway-config.ts";
import { askUpstream } from "./ask.ts";
import { type HealthWatch, watchHealth } from "./health-watch.ts";
import { type KnownServer, knownServer } from "./known-server.ts";
import { type Ask, healthTrouble } from "./probing.ts";
import type { Upstream } from "./upstream.ts";
import type { UpstreamEvent } from "./upstream-event.ts";

/** An upstream of the configuration, with its secret read. */
export type UpstreamPlan = {
  name: string;
  config: UpstreamConfig;
  /** Normalised, with /v1. */
  url: string;
  connectMs: number;
  authorization: string | undefined;
};

export type WatchOptions = {
  now(): number;
  setTimer: SetTimer;
  /** What it serves or whether it can be used is different from before. */
  onChange(): void;
  onEvent(event: UpstreamEvent): void;
};

export type WatchedUpstream = {
  readonly upstream: Upstream;
  readonly plan: UpstreamPlan;
  /** Resolves after the first time it was asked, whatever came of it. */
  readonly asked: Promise<void>;
  /** Takes over everything that needs no new connections. */
  update(plan: UpstreamPlan): void;
  /** Asks no more and lets the connections go once their requests have ended. */
  drain(): Promise<void>;
  /** Ends everything at once. */
  destroy(): Promise<void>;
};

export function watchUpstream(first: UpstreamPlan, options: WatchOptions): WatchedUpstream {
  const { name, url } = first;
  let plan = first;
  const stopping = new AbortController();
  const pool = openPool(new URL(url).origin, first.connectMs);
  const ask: Ask = (path) => {
    const { authorization } = plan;
    return askUpstream({ pool, path, authorization, setTimer: options.setTimer }, stopping.signal);
  };
  const quiet = quietOnceStopped(options, stopping.signal);
  const server = knownServer({ ...quiet, name, url, ask });
  const health = watchHealth(
    {
      ...quiet,
      name,
      trouble: () => healthTrouble(ask, url),
      onWell: server.refresh,
      // It may have been started anew with another model.
      onBack: server.doubt,
    },
    stopping.signal,
  );
  return {
    upstream: upstreamOf({ pool, server, health, plan: () => plan }),
    get plan() {
      return plan;
    },
    asked: health.checked,
    update(next) {
      if (next.authorization !== plan.authorization) server.doubt();
      plan = next;
    },
    async drain() {
      stopping.abort();
      await pool.close();
    },
    async destroy() {
      stopping.abort();
      await pool.destroy();
    },
  };
}

/** What was still being asked when it ended fails, and says nothing about the server. */
function quietOnceStopped(options: WatchOptions, signal: AbortSignal): WatchOptions {
  return {
    ...options,
    onChange() {
      if (!signal.aborted) options.onChange();
    },
    onEvent(event) {
      if (!signal.aborted) options.onEvent(event);
    },
  };
}

function openPool(origin: string, connectMs: number): Pool {
  return new Pool(origin, {
    // Without a limit: what undici queues, nobody sees; admission holds back what is too much.
    connections: null,
    pipelining: 1,
    // Its first connection would otherwise hold up all others until it is known whether the server speaks HTTP/2.
    allowH2: false,
    // The data path has its own, by phase.
    headersTimeout: 0,
    bodyTimeout: 0,
    // uvicorn closes idle sockets after 5 s; a request must never meet one on its way out.
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 4_000,
    // Also where the environment says otherwise for the whole process.
    connect: { timeout: connectMs, rejectUnauthorized: true },
  });
}

type Parts = { pool: Pool; server: KnownServer; health: HealthWatch; plan(): UpstreamPlan };

function upstreamOf({ pool, server, health, plan }: Parts): Upstream {
  const { name, url } = plan();
  return {
    name,
    pool,
    basePath: new URL(url).pathname,
    get config() {
      return plan().config;
    },
    get authorization() {
      return plan().authorization;
    },
    get served() {
      return server.facts.served;
    },
    get version() {
      return server.facts.version;
    },
    get isSimulated() {
      return server.facts.isSimulated;
    },
    get isUsable() {
      return health.state() !== "open";
    },
    get circuit() {
      return health.state();
    },
    report: health.report,
  };
}
