// Whose turn it is when an upstream has a slot free: the most urgent class with somebody waiting, unless one who has waited
// too long goes in its place; within the class the flow that had the fewest tokens. Looks only; changes nothing.
import { type TrafficClass, trafficClasses } from "../../core/routing/task.ts";
import { type UpstreamFacts, usableTier } from "./choose-target.ts";
import type { Lane, Line, Station } from "./lane.ts";
import { hasRoom, hasRoomForAged, type Limits } from "./occupancy.ts";
import { isEarlier, type Seat } from "./ring.ts";

export type Turn = { seat: Seat<Line>; isAged: boolean };

/**
 * `agedBefore`: whoever has waited since then has waited too long. Which class may go by age is decided by its oldest
 * request, who goes by whose turn it is: otherwise the flow with the longest backlog would have all of it.
 */
export function nextLine(
  facts: UpstreamFacts,
  station: Station,
  agedBefore: number,
): Turn | undefined {
  const limits = facts.limits(station.upstream);
  if (limits === undefined || !facts.isUsable(station.upstream)) return undefined;
  const urgent = mostUrgent(facts, station, limits);
  const aged = agedSeat(facts, station, limits, agedBefore, urgent?.line.lane.class);
  if (aged) return { seat: aged, isAged: true };
  return urgent && { seat: urgent, isAged: false };
}

function mostUrgent(
  facts: UpstreamFacts,
  station: Station,
  limits: Limits,
): Seat<Line> | undefined {
  for (const trafficClass of trafficClasses) {
    const lanes = station.lanes[trafficClass];
    if (lanes.length === 0 || !limits.classes.includes(trafficClass)) continue;
    if (!hasRoom(station.occupancy, limits, trafficClass)) return undefined;
    const seat = firstSeat(facts, station, lanes);
    if (seat) return seat;
  }
  return undefined;
}

function firstSeat(
  facts: UpstreamFacts,
  station: Station,
  lanes: readonly Lane[],
): Seat<Line> | undefined {
  let first: Seat<Line> | undefined;
  for (const lane of lanes) {
    const seat = lane.benches.get(station)?.first();
    if (seat === undefined || !isOpenAt(facts, lane, station)) continue;
    if (first === undefined || isEarlier(seat.account, first.account)) first = seat;
  }
  return first;
}

/** Whether the upstream is in the tier that counts now. */
function isOpenAt(facts: UpstreamFacts, lane: Lane, { upstream }: Station): boolean {
  const tier = usableTier(facts, lane.tiers, lane.class);
  return tier?.some((target) => target.upstream === upstream) ?? false;
}

/** Classes take turns at going by age, so that a thousand old batch requests do not keep out an old review. */
function agedSeat(
  facts: UpstreamFacts,
  station: Station,
  limits: Limits,
  agedBefore: number,
  inPlaceOf: TrafficClass | undefined,
): Seat<Line> | undefined {
  const { lanes, occupancy } = station;
  let next: TrafficClass | undefined;
  for (const trafficClass of leastUrgentFirst) {
    if (trafficClass === inPlaceOf || trafficClass === "inline") break;
    const isAged = (lane: Lane) =>
      lane.first !== undefined && lane.first.since <= agedBefore && isOpenAt(facts, lane, station);
    if (!limits.classes.includes(trafficClass) || !lanes[trafficClass].some(isAged)) continue;
    if (!hasRoomForAged(occupancy, limits, trafficClass)) continue;
    if (next && occupancy.lastAged[next] < occupancy.lastAged[trafficClass]) continue;
    next = trafficClass;
  }
  return next && firstSeat(facts, station, lanes[next]);
}

const leastUrgentFirst = trafficClasses.toReversed();
