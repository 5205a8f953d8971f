// What the data path uses of the gateway, as one value that is handed down. It makes nothing and owns nothing.
import type { GatewayConfig } from "../../core/protocol/gateway-config.ts";
import type { Journal } from "../audit/entry.ts";
import type { KeyRing } from "../keys/key-ring.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { BodyBudget } from "../scheduling/body-budget.ts";
import type { Admission } from "../scheduling/slot.ts";
import type { Upstreams } from "../upstreams/registry.ts";
import type { Router } from "../upstreams/route.ts";
import type { PhaseTimer } from "./phase-timer.ts";
import type { Refusals } from "./refusals.ts";
import type { UnderWay } from "./under-way.ts";

export type Parts = {
  /** The newest configuration. */
  config(): GatewayConfig;
  router(): Router;
  keys: KeyRing;
  journal: Journal;
  admission: Admission;
  upstreams: Upstreams;
  metrics: Metrics;
  bodies: BodyBudget;
  refusals: Refusals;
  /** One line of JSON with its end, beside what the gateway tells of itself. */
  writeLog(line: string): void;
  newId(): string;
  newTimer(): PhaseTimer;
  /** ms since the epoch. */
  now(): number;
  /** Whoever ends the gateway waits for them, or aborts them. */
  underWay: UnderWay;
  /** What nobody expected; `id` of the request it failed. */
  onError(error: unknown, id?: string): void;
};
