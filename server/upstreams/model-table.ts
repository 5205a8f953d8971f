// Which models clients can ask for, and where each is served: the configuration's virtual models, or without any every
// model under the name its servers give it. It knows neither rules nor health.
import type { GatewayConfig, Tier } from "../../core/protocol/gateway-config.ts";
import { type TrafficClass, trafficClasses } from "../../core/routing/task.ts";
import type { Target } from "../scheduling/slot.ts";
import type { Upstream } from "./upstream.ts";

/** What routing looks at. */
export type ServingUpstream = Pick<
  Upstream,
  "name" | "config" | "served" | "version" | "isSimulated"
>;

export type ModelEntry = {
  /** Fallbacks in order; tiers that nothing serves at present are left out. */
  tiers: readonly (readonly Target[])[];
};

/** Names in the order of the configuration, or of the upstreams. */
export type ModelTable = ReadonlyMap<string, ModelEntry>;

export function modelTable(
  config: GatewayConfig,
  upstreams: readonly ServingUpstream[],
): ModelTable {
  const virtual = Object.entries(config.models);
  if (virtual.length === 0) return servedModels(upstreams);
  const byName = new Map(upstreams.map((upstream) => [upstream.name, upstream]));
  return new Map(
    virtual.map(([name, tiers]) => {
      const served = tiers.map((tier) => targetsOf(tier, byName));
      return [name, { tiers: served.filter((targets) => targets.length > 0) }];
    }),
  );
}

/** The same tiers without upstreams that do not serve the class. */
export function tiersForClass(
  tiers: ModelEntry["tiers"],
  wanted: TrafficClass,
  upstreams: readonly ServingUpstream[],
): ModelEntry["tiers"] {
  const serves = ({ config }: ServingUpstream) => config.classes.includes(wanted);
  // As nearly always.
  if (upstreams.every(serves)) return tiers;
  const closed = upstreams.filter((upstream) => !serves(upstream));
  const isOpen = ({ upstream }: Target) => closed.every(({ name }) => name !== upstream);
  return tiers.map((targets) => targets.filter(isOpen)).filter((targets) => targets.length > 0);
}

/** Those that any of the upstreams serves, the most urgent first. */
export function classesOf(
  tiers: ModelEntry["tiers"],
  upstreams: readonly ServingUpstream[],
): TrafficClass[] {
  const names = new Set(tiers.flatMap((targets) => targets.map(({ upstream }) => upstream)));
  const among = upstreams.filter(({ name }) => names.has(name));
  return trafficClasses.filter((each) => among.some(({ config }) => config.classes.includes(each)));
}

/** Models that serve a class which is at most that urgent; those that nothing is known of stay. */
export function modelsUpTo(
  models: ModelTable,
  most: TrafficClass,
  upstreams: readonly ServingUpstream[],
): ModelTable {
  const allowed = trafficClasses.slice(trafficClasses.indexOf(most));
  const isFor = ({ tiers }: ModelEntry) =>
    tiers.length === 0 || classesOf(tiers, upstreams).some((each) => allowed.includes(each));
  return new Map([...models].filter(([, entry]) => isFor(entry)));
}

function targetsOf(tier: Tier, byName: ReadonlyMap<string, ServingUpstream>): Target[] {
  const names = typeof tier.upstream === "string" ? [tier.upstream] : tier.upstream;
  return names.flatMap((name) => {
    const upstream = byName.get(name);
    if (upstream === undefined) return [];
    const served = tier.model ?? upstream.served[0]?.id;
    return served === undefined ? [] : [{ upstream: name, served }];
  });
}

/** Servers of one name are equals. */
function servedModels(upstreams: readonly ServingUpstream[]): ModelTable {
  const table = new Map<string, { tiers: [Target[]] }>();
  for (const { name, served } of upstreams) {
    for (const { id } of served) {
      const target = { upstream: name, served: id };
      const entry = table.get(id);
      if (entry === undefined) table.set(id, { tiers: [[target]] });
      else entry.tiers[0].push(target);
    }
  }
  return table;
}
