// How many requests an upstream works on, and whether one more of a class has room beside what is reserved for more urgent
// ones. Pure: limits come in by argument, so that new ones count from the next question on.
import { type TrafficClass, trafficClasses } from "../../core/routing/task.ts";

export type Limits = {
  maxInFlight: number;
  reserve: Readonly<Record<Exclude<TrafficClass, "batch">, number>>;
  classes: readonly TrafficClass[];
  weight: number;
};

export type Occupancy = {
  inFlight: number;
  readonly ofClass: Record<TrafficClass, number>;
  /** Of those in flight, how many went in place of more urgent ones because they had waited so long. */
  aged: number;
  /** Admissions since the last of those. */
  sinceAged: number;
  /** How many of those there have been, and which of them was the last of each class. */
  agedTurns: number;
  readonly lastAged: Record<TrafficClass, number>;
};

/** One admission in so many, and one slot in so many (at least one), may go to a request that waited too long. */
export const agedShare = 16;

export function createOccupancy(): Occupancy {
  const none = { inline: 0, chat: 0, review: 0, batch: 0 };
  return {
    inFlight: 0,
    ofClass: { ...none },
    aged: 0,
    sinceAged: 0,
    agedTurns: 0,
    lastAged: { ...none },
  };
}

/** Whether it may take a slot and still leave every more urgent class what is reserved for it. */
export function hasRoom(
  { inFlight, ofClass }: Occupancy,
  limits: Limits,
  trafficClass: TrafficClass,
): boolean {
  let needed = inFlight;
  let reservable = reservableOf(limits);
  for (const urgent of trafficClasses) {
    if (urgent === trafficClass || urgent === "batch") break;
    const reserved = reservedFor(urgent, limits, reservable);
    reservable -= reserved;
    needed += Math.max(0, reserved - ofClass[urgent]);
  }
  return needed < limits.maxInFlight;
}

/**
 * The same for one that has waited too long. Whatever a class more urgent than itself has taken of another's reserve counts
 * as that reserve in use; otherwise inline alone, above its own reserve, could keep batch out for ever. What is
 * reserved for inline stays free.
 */
export function hasRoomForAged(
  { inFlight, ofClass, aged, sinceAged }: Occupancy,
  limits: Limits,
  trafficClass: TrafficClass,
): boolean {
  if (sinceAged < agedShare - 1) return false;
  if (aged >= Math.max(1, Math.floor(limits.maxInFlight / agedShare))) return false;
  let unused = 0;
  let inlineUnused = 0;
  let reservable = reservableOf(limits);
  for (const urgent of trafficClasses) {
    if (urgent === trafficClass || urgent === "batch") break;
    const reserved = reservedFor(urgent, limits, reservable);
    reservable -= reserved;
    unused += reserved - ofClass[urgent];
    if (urgent === "inline") inlineUnused = Math.max(0, unused);
  }
  return inFlight + Math.max(inlineUnused, unused) < limits.maxInFlight;
}

export function enter(occupancy: Occupancy, trafficClass: TrafficClass, isAged: boolean): void {
  occupancy.inFlight += 1;
  occupancy.ofClass[trafficClass] += 1;
  if (isAged) {
    occupancy.aged += 1;
    occupancy.sinceAged = 0;
    occupancy.agedTurns += 1;
    occupancy.lastAged[trafficClass] = occupancy.agedTurns;
  } else {
    occupancy.sinceAged += 1;
  }
}

export function leave(occupancy: Occupancy, trafficClass: TrafficClass, isAged: boolean): void {
  occupancy.inFlight -= 1;
  occupancy.ofClass[trafficClass] -= 1;
  if (isAged) occupancy.aged -= 1;
}

/** Reserves never take the last slot: an idle upstream serves every class, whatever was configured. */
function reservableOf({ maxInFlight }: Limits): number {
  return Math.max(0, maxInFlight - 1);
}

function reservedFor(
  urgent: Exclude<TrafficClass, "batch">,
  { reserve, classes }: Limits,
  reservable: number,
): number {
  return classes.includes(urgent) ? Math.min(reserve[urgent], reservable) : 0;
}
