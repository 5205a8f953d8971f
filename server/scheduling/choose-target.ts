// Which upstream a request goes to: the tier that counts now, and among its equals the one with its beginning in the prefix
// cache or the least to do. Decides from what it is given; waiting is not its business.
import type { TrafficClass } from "../../core/routing/task.ts";
import { hasRoom, type Limits, type Occupancy } from "./occupancy.ts";
import type { Target } from "./slot.ts";

export type UpstreamFacts = {
  /** Undefined: not configured any more. */
  limits(upstream: string): Limits | undefined;
  isUsable(upstream: string): boolean;
  /** How many of the prefixes it has in its cache. */
  hasPrefix(upstream: string, prefixes: readonly number[]): number;
};

/** `pickedAt`: the higher, the later it was picked last. */
export type Candidate = { readonly occupancy: Occupancy; readonly pickedAt: number };

/** An upstream that knows the prefix may have this many more requests by weight than the least busy one, or twice as many. */
const affinityLead = 4;

export function serves(facts: UpstreamFacts, upstream: string, trafficClass: TrafficClass) {
  const limits = facts.limits(upstream);
  return limits?.classes.includes(trafficClass) && facts.isUsable(upstream) ? limits : undefined;
}

/** The first tier of which any upstream can be used, full or not. */
export function usableTier(
  facts: UpstreamFacts,
  tiers: readonly (readonly Target[])[],
  trafficClass: TrafficClass,
): readonly Target[] | undefined {
  for (const tier of tiers) {
    for (const { upstream } of tier) if (serves(facts, upstream, trafficClass)) return tier;
  }
  return undefined;
}

export function chooseTarget(
  facts: UpstreamFacts,
  candidateOf: (upstream: string) => Candidate,
  tier: readonly Target[],
  wish: { class: TrafficClass; prefixes: readonly number[] },
): Target | undefined {
  const asksPrefix = tier.length > 1 && wish.prefixes.length > 0;
  let least: Target | undefined;
  let leastLoad = 0;
  let leastPickedAt = 0;
  let known: Target | undefined;
  let knownLoad = 0;
  let knownLength = 0;
  for (const target of tier) {
    const limits = serves(facts, target.upstream, wish.class);
    if (limits === undefined) continue;
    const { occupancy, pickedAt } = candidateOf(target.upstream);
    if (!hasRoom(occupancy, limits, wish.class)) continue;
    const load = loadOf(occupancy, limits);
    if (
      least === undefined ||
      load < leastLoad ||
      (load === leastLoad && pickedAt < leastPickedAt)
    ) {
      least = target;
      leastLoad = load;
      leastPickedAt = pickedAt;
    }
    const length = asksPrefix ? facts.hasPrefix(target.upstream, wish.prefixes) : 0;
    // Less is what many share, such as a system prompt: it would draw all of them to one upstream.
    if (length * 2 < wish.prefixes.length) continue;
    if (length > knownLength || (length > 0 && length === knownLength && load < knownLoad)) {
      known = target;
      knownLoad = load;
      knownLength = length;
    }
  }
  return known && knownLoad - leastLoad <= Math.max(affinityLead, leastLoad) ? known : least;
}

/** What it would have to do with one request more, so that of two idle ones the stronger goes first. */
export function loadOf({ inFlight }: Occupancy, { weight }: Limits): number {
  return (inFlight + 1) / weight;
}
