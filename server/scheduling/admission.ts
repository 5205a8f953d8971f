// Decides when a request may go to an upstream, and to which: at once where there is room, else it waits and is bound to the
// first upstream that has a slot for it. It does no work of its own: time, timers, limits and health come in as functions,
// and are asked whenever they count.
import { type TrafficClass, trafficClasses } from "../../core/routing/task.ts";
import { GatewayError } from "../gateway-error.ts";
import type { StopSignal } from "../stop.ts";
import { chooseTarget, loadOf, type UpstreamFacts, usableTier } from "./choose-target.ts";
import {
  closeLane,
  joinLane,
  type Lane,
  type Line,
  laneKeyOf,
  leaveLane,
  openLane,
  type Station,
  type Waiting,
} from "./lane.ts";
import { nextLine } from "./next-line.ts";
import { createOccupancy, enter, leave } from "./occupancy.ts";
import { createOutage, type Outage } from "./outage.ts";
import { type Account, createRing } from "./ring.ts";
import type { Admission, Slot, Target, Wish } from "./slot.ts";

export type AdmissionOptions = UpstreamFacts & {
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Calls back once; the result takes it back. */
  setTimer(callback: () => void, ms: number): () => void;
  /** A request that begins like this goes there. */
  onPick?(upstream: string, prefixes: readonly number[]): void;
  /** Waiting this long lets a request go in place of a more urgent one. */
  ageingMs(): number;
  /** How long a request waits while none of its upstreams can be used. */
  noUpstreamMs(): number;
};

export function createAdmission(options: AdmissionOptions): Admission {
  const house: House = {
    options,
    stations: new Map(),
    lanes: new Map(),
    waitingOf: perClass(() => 0),
    waiting: 0,
    picks: 0,
    isClosed: false,
    stationOf: (upstream) => stationIn(house, upstream),
    outage: createOutage(options, {
      refuse: (waiting) => refuse(house, waiting, upstreamUnavailable()),
      recovered: () => look(house),
    }),
  };
  return {
    admit: (wish, signal) => admit(house, wish, signal),
    look: () => look(house),
    state: () => ({
      waiting: { ...house.waitingOf },
      inFlight: new Map(
        [...house.stations].map(([upstream, { occupancy }]) => [upstream, occupancy.inFlight]),
      ),
    }),
    close() {
      house.isClosed = true;
      for (const { first } of house.lanes.values()) {
        for (let next = first; next; ) {
          const { later } = next;
          refuse(house, next, shuttingDown());
          next = later;
        }
      }
    },
  };
}

type House = {
  readonly options: AdmissionOptions;
  readonly stations: Map<string, Station>;
  readonly lanes: Map<string, Lane>;
  readonly waitingOf: Record<TrafficClass, number>;
  waiting: number;
  picks: number;
  isClosed: boolean;
  readonly stationOf: (upstream: string) => Station;
  readonly outage: Outage;
};

type Pick = {
  station: Station;
  target: Target;
  queuedMs: number;
  /** Undefined where nobody waited, so that nothing was taken from anybody. */
  account: Account<Line> | undefined;
  isAged: boolean;
};

function admit(house: House, wish: Wish, signal: StopSignal): Promise<Slot> {
  if (signal.aborted) return Promise.reject(signal.reason);
  if (house.isClosed) return Promise.reject(shuttingDown());
  const { options, stationOf } = house;
  const tier = usableTier(options, wish.tiers, wish.class);
  const target = tier && chooseTarget(options, stationOf, tier, wish);
  if (target === undefined) return wait(house, wish, signal);
  const station = stationOf(target.upstream);
  if (house.waiting > 0 && mayComeFirst(station, wish.class)) {
    // Somebody may have a claim to this room: limits were raised a moment ago, say.
    const slot = wait(house, wish, signal);
    fill(house, station);
    return slot;
  }
  const pick = { station, target, queuedMs: 0, account: undefined, isAged: false };
  return Promise.resolve(grant(house, wish, pick));
}

async function wait(house: House, wish: Wish, signal: StopSignal): Promise<Slot> {
  const slot = await queue(house, wish, signal);
  if (!signal.aborted) return slot;
  // Granted and aborted in one go: nobody would come to release it.
  slot.release(0);
  throw signal.reason;
}

function queue(house: House, wish: Wish, signal: StopSignal): Promise<Slot> {
  const { promise, resolve, reject } = Promise.withResolvers<Slot>();
  const abort = () => refuse(house, waiting, signal.reason);
  const waiting: Waiting = {
    wish,
    since: house.options.now(),
    grant(slot) {
      signal.removeEventListener("abort", abort);
      resolve(slot);
    },
    refuse(reason) {
      signal.removeEventListener("abort", abort);
      reject(reason);
    },
    line: undefined,
    ahead: undefined,
    behind: undefined,
    earlier: undefined,
    later: undefined,
  };
  signal.addEventListener("abort", abort, { once: true });
  const key = laneKeyOf(wish);
  let lane = house.lanes.get(key);
  if (lane === undefined) {
    lane = openLane(key, wish, house.stationOf);
    house.lanes.set(key, lane);
  }
  joinLane(lane, waiting);
  house.waiting += 1;
  house.waitingOf[wish.class] += 1;
  house.outage.watch(lane);
  return promise;
}

function refuse(house: House, waiting: Waiting, reason: unknown): void {
  const { line } = waiting;
  if (line === undefined) return;
  takeOut(house, line, waiting);
  waiting.refuse(reason);
}

function takeOut(house: House, line: Line, waiting: Waiting): void {
  const { lane } = line;
  leaveLane(lane, line, waiting);
  house.waiting -= 1;
  house.waitingOf[lane.class] -= 1;
  if (lane.waiting > 0) return;
  closeLane(lane);
  house.lanes.delete(lane.key);
}

function grant(house: House, wish: Wish, pick: Pick): Slot {
  const { station, target, queuedMs, account, isAged } = pick;
  const trafficClass = wish.class;
  enter(station.occupancy, trafficClass, isAged);
  house.picks += 1;
  station.pickedAt = house.picks;
  house.options.onPick?.(target.upstream, wish.prefixes);
  let isHeld = true;
  return {
    target,
    queuedMs,
    release(tokens) {
      if (!isHeld) return;
      isHeld = false;
      leave(station.occupancy, trafficClass, isAged);
      if (account && tokens !== undefined) {
        station.rings[trafficClass].correct(account, tokens - wish.cost);
      }
      if (house.waiting > 0) afterRelease(house, station);
    },
  };
}

function afterRelease(house: House, station: Station): void {
  const { limits, isUsable } = house.options;
  const { upstream } = station;
  // Those who counted on an upstream that went away may have another one now, or none.
  if (limits(upstream) && isUsable(upstream)) fill(house, station);
  else look(house);
}

/** Everything is asked anew, the least busy upstream first, so that what waits is spread over them. */
function look(house: House): void {
  const { options, stations } = house;
  for (const [upstream, { occupancy, lanes }] of stations) {
    const isIdle = occupancy.inFlight === 0 && trafficClasses.every((each) => !lanes[each].length);
    if (isIdle && options.limits(upstream) === undefined) stations.delete(upstream);
  }
  for (const lane of house.lanes.values()) house.outage.watch(lane);
  const loads = (): Station[] => {
    const load = ({ upstream, occupancy }: Station) => {
      const limits = options.limits(upstream);
      return limits ? loadOf(occupancy, limits) : 0;
    };
    return [...stations.values()].sort((a, b) => load(a) - load(b));
  };
  while (house.waiting > 0 && loads().some((station) => admitNext(house, station)));
}

function fill(house: House, station: Station): void {
  while (house.waiting > 0 && admitNext(house, station));
}

function admitNext(house: House, station: Station): boolean {
  if (!mayComeFirst(station, "batch")) return false;
  const now = house.options.now();
  const turn = nextLine(house.options, station, now - house.options.ageingMs());
  if (turn === undefined) return false;
  const { line, account } = turn.seat;
  const waiting = line.first;
  const target = waiting && targetAt(house, waiting.wish, station);
  if (waiting === undefined || target === undefined) return false;
  const { wish, since } = waiting;
  station.rings[wish.class].charge(account, wish.cost);
  takeOut(house, line, waiting);
  const queuedMs = Math.max(0, now - since);
  waiting.grant(grant(house, wish, { station, target, queuedMs, account, isAged: turn.isAged }));
  return true;
}

function targetAt(house: House, wish: Wish, { upstream }: Station): Target | undefined {
  const tier = usableTier(house.options, wish.tiers, wish.class);
  return tier?.find((target) => target.upstream === upstream);
}

/** Whether anybody of the class or a more urgent one waits who might go there. */
function mayComeFirst({ lanes }: Station, trafficClass: TrafficClass): boolean {
  for (const urgent of trafficClasses) {
    if (lanes[urgent].length > 0) return true;
    if (urgent === trafficClass) break;
  }
  return false;
}

function stationIn(house: House, upstream: string): Station {
  const known = house.stations.get(upstream);
  if (known) return known;
  const station: Station = {
    upstream,
    occupancy: createOccupancy(),
    pickedAt: 0,
    rings: perClass(() => createRing<Line>()),
    lanes: perClass(() => []),
  };
  house.stations.set(upstream, station);
  return station;
}

function perClass<T>(create: () => T): Record<TrafficClass, T> {
  return { inline: create(), chat: create(), review: create(), batch: create() };
}

export function upstreamUnavailable(): GatewayError {
  return new GatewayError(
    "upstream_unavailable",
    "No server of this model can be reached at the moment; try again later, or ask the gateway's administrator.",
  );
}

function shuttingDown(): GatewayError {
  return new GatewayError("shutting_down", "The gateway is shutting down; try again in a moment.");
}
