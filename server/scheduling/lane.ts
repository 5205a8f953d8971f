// The requests that wait for a slot, in lanes: those of one class that have the same upstreams to choose from. Within a lane
// they stand in lines, one a flow, and in their order of arrival. Everything is linked, so that giving up waiting costs the
// same wherever one stands. It does not know when a slot is free.
import type { TrafficClass } from "../../core/routing/task.ts";
import type { Occupancy } from "./occupancy.ts";
import { type Bench, createBench, type Ring, type Seat } from "./ring.ts";
import type { Slot, Wish } from "./slot.ts";

/** What admission knows of an upstream. */
export type Station = {
  readonly upstream: string;
  readonly occupancy: Occupancy;
  /** The higher, the later it was picked last. */
  pickedAt: number;
  readonly rings: Record<TrafficClass, Ring<Line>>;
  /** Those that have somebody waiting who might come here. */
  readonly lanes: Record<TrafficClass, Lane[]>;
};

export type Lane = {
  readonly key: string;
  readonly class: TrafficClass;
  /** Of whoever came first; the others may ask for other models of the same upstreams. */
  readonly tiers: Wish["tiers"];
  readonly stations: readonly Station[];
  readonly benches: ReadonlyMap<Station, Bench<Line>>;
  readonly lines: Map<string, Line>;
  waiting: number;
  first: Waiting | undefined;
  last: Waiting | undefined;
  /** Since when none of its upstreams can be used; undefined while one can. */
  downSince: number | undefined;
  cancelTimer: (() => void) | undefined;
};

export type Line = {
  readonly lane: Lane;
  readonly flow: string;
  first: Waiting | undefined;
  last: Waiting | undefined;
  /** One at each of the lane's upstreams. */
  seats: readonly Seat<Line>[];
};

export type Waiting = {
  readonly wish: Wish;
  readonly since: number;
  grant(slot: Slot): void;
  refuse(reason: unknown): void;
  line: Line | undefined;
  ahead: Waiting | undefined;
  behind: Waiting | undefined;
  earlier: Waiting | undefined;
  later: Waiting | undefined;
};

/** Lanes of the same upstreams have the same key, under whatever name these serve the model. */
export function laneKeyOf({ class: trafficClass, tiers }: Wish): string {
  // Names of upstreams hold neither blanks nor line breaks.
  let key: string = trafficClass;
  for (const tier of tiers) {
    key += "\n";
    for (const { upstream } of tier) key += ` ${upstream}`;
  }
  return key;
}

export function openLane(key: string, wish: Wish, stationOf: (upstream: string) => Station): Lane {
  const stations = new Set<Station>();
  for (const tier of wish.tiers) {
    for (const { upstream } of tier) stations.add(stationOf(upstream));
  }
  const lane: Lane = {
    key,
    class: wish.class,
    tiers: wish.tiers,
    stations: [...stations],
    benches: new Map([...stations].map((station) => [station, createBench<Line>()])),
    lines: new Map(),
    waiting: 0,
    first: undefined,
    last: undefined,
    downSince: undefined,
    cancelTimer: undefined,
  };
  for (const station of stations) station.lanes[wish.class].push(lane);
  return lane;
}

export function closeLane(lane: Lane): void {
  lane.cancelTimer?.();
  lane.cancelTimer = undefined;
  for (const { lanes } of lane.stations) {
    const open = lanes[lane.class];
    open.splice(open.indexOf(lane), 1);
  }
}

export function joinLane(lane: Lane, waiting: Waiting): void {
  lane.waiting += 1;
  waiting.earlier = lane.last;
  if (lane.last) lane.last.later = waiting;
  else lane.first = waiting;
  lane.last = waiting;
  joinLine(lineOf(lane, waiting.wish.flow), waiting);
}

/** Takes one out, wherever it stands. */
export function leaveLane(lane: Lane, line: Line, waiting: Waiting): void {
  lane.waiting -= 1;
  if (waiting.earlier) waiting.earlier.later = waiting.later;
  else lane.first = waiting.later;
  if (waiting.later) waiting.later.earlier = waiting.earlier;
  else lane.last = waiting.earlier;
  if (waiting.ahead) waiting.ahead.behind = waiting.behind;
  else line.first = waiting.behind;
  if (waiting.behind) waiting.behind.ahead = waiting.ahead;
  else line.last = waiting.ahead;
  waiting.line = undefined;
  waiting.earlier = undefined;
  waiting.later = undefined;
  waiting.ahead = undefined;
  waiting.behind = undefined;
  if (line.first !== undefined) return;
  lane.lines.delete(line.flow);
  lane.stations.forEach((station, at) => {
    const seat = line.seats[at];
    if (seat) station.rings[lane.class].rise(seat);
  });
}

function lineOf(lane: Lane, flow: string): Line {
  const open = lane.lines.get(flow);
  if (open) return open;
  const line: Line = { lane, flow, first: undefined, last: undefined, seats: [] };
  lane.lines.set(flow, line);
  line.seats = lane.stations.flatMap((station) => {
    const bench = lane.benches.get(station);
    return bench ? [station.rings[lane.class].sit(flow, line, bench)] : [];
  });
  return line;
}

function joinLine(line: Line, waiting: Waiting): void {
  waiting.line = line;
  const ahead = waiting.wish.isAgain ? lastAgain(line) : line.last;
  const behind = ahead ? ahead.behind : line.first;
  waiting.ahead = ahead;
  waiting.behind = behind;
  if (ahead) ahead.behind = waiting;
  else line.first = waiting;
  if (behind) behind.ahead = waiting;
  else line.last = waiting;
}

/** Those that failed before keep their order among themselves. */
function lastAgain(line: Line): Waiting | undefined {
  let last: Waiting | undefined;
  for (let next = line.first; next?.wish.isAgain; next = next.behind) last = next;
  return last;
}
