// The list of models as clients see it: vLLM's cards under the gateway's names, so that what probes read there stays true
// of the servers behind them. Nothing in it says where a server is.
import type { Target } from "../scheduling/slot.ts";
import type { ModelEntry, ModelTable, ServingUpstream } from "./model-table.ts";
import type { ServedCard } from "./upstream.ts";

export type ModelCard = {
  id: string;
  object: "model";
  /** Seconds since the epoch. */
  created: number;
  owned_by: string;
  root: string | null;
  parent: null;
  /** The smallest of the servers that are asked first. */
  max_model_len: number | null;
  /** vLLM tells it at /version, where each server has its own; not a field of vLLM's. */
  server_version: string | null;
  permission: unknown[];
};
export type ModelList = { object: "list"; data: ModelCard[] };

type Serving = { upstream: ServingUpstream; target: Target; card: ServedCard | undefined };

export function modelList(table: ModelTable, upstreams: readonly ServingUpstream[]): ModelList {
  const byName = new Map(upstreams.map((upstream) => [upstream.name, upstream]));
  const data = [...table].map(([name, entry]) => cardOf(name, firstKnownTier(entry, byName)));
  return { object: "list", data };
}

/** Whether any server behind any model only plays one. */
export function isAnySimulated(table: ModelTable, upstreams: readonly ServingUpstream[]): boolean {
  const targets = [...table.values()].flatMap(({ tiers }) => tiers.flat());
  const simulated = upstreams.filter(({ isSimulated }) => isSimulated);
  return simulated.some(({ name }) => targets.some(({ upstream }) => upstream === name));
}

/** The first tier a server has told something about; those before it have not answered yet. */
function firstKnownTier(
  { tiers }: ModelEntry,
  byName: ReadonlyMap<string, ServingUpstream>,
): Serving[] {
  const all = tiers.map((targets) => targets.flatMap((target) => servingOf(target, byName)));
  return all.find((tier) => tier.some(({ card }) => card !== undefined)) ?? all[0] ?? [];
}

function servingOf(target: Target, byName: ReadonlyMap<string, ServingUpstream>): Serving[] {
  const upstream = byName.get(target.upstream);
  if (upstream === undefined) return [];
  const card = upstream.served.find(({ id }) => id === target.served);
  return [{ upstream, target, card }];
}

function cardOf(name: string, tier: readonly Serving[]): ModelCard {
  const known = tier.find(({ card }) => card !== undefined) ?? tier[0];
  const windows = tier.flatMap(
    ({ upstream, card }) => upstream.config.context ?? card?.maxModelLen ?? [],
  );
  const created = known?.card?.created ?? 0;
  return {
    id: name,
    object: "model",
    created,
    // Whoever is simulated says so here too, whichever of the equals answers.
    owned_by: ownerOf(tier) ?? "unknown",
    root: known?.card?.root ?? known?.target.served ?? null,
    parent: null,
    max_model_len: windows.length > 0 ? Math.min(...windows) : null,
    server_version: tier.find(({ upstream }) => upstream.version)?.upstream.version ?? null,
    permission: [permission(name, created)],
  };
}

function ownerOf(tier: readonly Serving[]): string | undefined {
  const owners = tier.flatMap(({ card }) => card?.ownedBy || []);
  return owners.find((owner) => owner.startsWith("simulated-")) ?? owners[0];
}

function permission(name: string, created: number) {
  return {
    id: `modelperm-${name}`,
    object: "model_permission",
    created,
    allow_create_engine: false,
    allow_sampling: true,
    allow_logprobs: true,
    allow_search_indices: false,
    allow_view: true,
    allow_fine_tuning: false,
    organization: "*",
    group: null,
    is_blocking: false,
  };
}
