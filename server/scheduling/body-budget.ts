// Bounds the memory that bodies of requests take, however many requests come. A body has its room reserved before it is
// read, piece by piece where it is long; while nobody reads or sends it, it is lent, and let go when another needs the room,
// because the audit log has it too. It never sees a body, only its length and its class.
import { type TrafficClass, trafficClasses } from "../../core/routing/task.ts";
import type { StopSignal } from "../stop.ts";

export type BodyBudget = {
  /** Resolves when there is room for that many bytes; rejects with the signal's reason when aborted. */
  take(bytes: number, trafficClass: TrafficClass, signal: StopSignal): Promise<BodyHold>;
  /** Taken now. */
  readonly bytes: number;
  /** Bodies that wait for room. */
  readonly waiting: number;
};

export type BodyHold = {
  /**
   * So many bytes in all are needed before more of it is read: undefined where there is room, else it resolves when there is;
   * what it has stays its own meanwhile. Rejects with the signal's reason when aborted.
   */
  grow(bytes: number, signal: StopSignal): Promise<void> | undefined;
  /** All of it is there, and it is no longer than this. */
  shrink(bytes: number): void;
  /**
   * It can be read again and is not needed now: while its request waits for a slot, or for the answer's first byte. `letGo`
   * is called, once, when another needs the room, and has to drop the body at once.
   */
  lend(letGo: () => void): void;
  /**
   * It is needed now, by a request that has a slot. Resolves with true when it was kept, with false when it was let go and
   * there is room to read it again; rejects with the signal's reason when aborted.
   */
  resume(signal: StopSignal): Promise<boolean>;
  /** It is needed no more. A second time does nothing. */
  give(): void;
};

/**
 * How much of the budget a class and those less urgent may take together, so that there is always room for more urgent ones.
 * A body longer than that still passes, alone.
 */
const shareOf: Readonly<Record<TrafficClass, number>> = {
  inline: 1,
  chat: 7 / 8,
  review: 5 / 8,
  batch: 1 / 2,
};

/** Why somebody wants room: to begin a body, to read on in it, or to read it again with a slot. */
type Aim = "begin" | "grow" | "resume";

type Claim = { readonly hold: Hold; readonly aim: Aim; grant(): void };

type Ledger = {
  readonly limitBytes: () => number;
  readonly taken: Record<TrafficClass, number>;
  readonly lentBytes: Record<TrafficClass, number>;
  readonly lent: Record<TrafficClass, Hold[]>;
  /** Those of requests that have a slot, which stands idle meanwhile. */
  readonly resumed: Set<Claim>;
  /** Those of which a part is there already. */
  readonly growing: Set<Claim>;
  /** The one of either that was let in without room; not counted in `taken`. */
  readonly extra: Record<"grow" | "resume", Hold | undefined>;
  readonly newcomers: Record<TrafficClass, Set<Claim>>;
  isServing: boolean;
  hasChanged: boolean;
};

export function createBodyBudget(limitBytes: () => number): BodyBudget {
  const ledger: Ledger = {
    limitBytes,
    taken: perClass(() => 0),
    lentBytes: perClass(() => 0),
    lent: perClass(() => []),
    resumed: new Set(),
    growing: new Set(),
    extra: { grow: undefined, resume: undefined },
    newcomers: perClass(() => new Set()),
    isServing: false,
    hasChanged: false,
  };
  return {
    take(bytes, trafficClass, signal) {
      const hold = new Hold(ledger, bytes, trafficClass);
      // Nearly always there is room: no promise but the one that is given back.
      if (!signal.aborted && !isHeldBack(ledger, hold, "begin") && letIn(ledger, hold, "begin")) {
        return Promise.resolve(hold);
      }
      return claim(ledger, hold, "begin", signal).then(() => hold);
    },
    get bytes() {
      const { grow, resume } = ledger.extra;
      const extra = (grow?.bytes ?? 0) + (resume?.bytes ?? 0);
      return trafficClasses.reduce((sum, each) => sum + ledger.taken[each], extra);
    },
    get waiting() {
      const { newcomers, resumed, growing } = ledger;
      const begun = resumed.size + growing.size;
      return trafficClasses.reduce((sum, each) => sum + newcomers[each].size, begun);
    },
  };
}

/** A class, because thousands are alive at once, and each would carry a closure for every function. */
class Hold implements BodyHold {
  readonly #ledger: Ledger;
  /** Reserved, where it is taken. */
  bytes = 0;
  /** What it asks for. */
  wanted: number;
  readonly class: TrafficClass;
  isTaken = false;
  /** Given while it is lent. */
  letGo: (() => void) | undefined;
  /** Where it stands among those lent. */
  place = -1;

  constructor(ledger: Ledger, bytes: number, trafficClass: TrafficClass) {
    this.#ledger = ledger;
    this.wanted = bytes;
    this.class = trafficClass;
  }

  grow(bytes: number, signal: StopSignal): Promise<void> | undefined {
    this.wanted = bytes;
    if (letIn(this.#ledger, this, "grow")) return undefined;
    return claim(this.#ledger, this, "grow", signal);
  }

  shrink(bytes: number): void {
    if (!this.isTaken || this.letGo || bytes > this.bytes) return;
    this.wanted = bytes;
    if (isExtra(this.#ledger, this)) this.bytes = bytes;
    else if (bytes < this.bytes) book(this.#ledger, this);
    else return;
    serve(this.#ledger);
  }

  lend(letGo: () => void): void {
    if (!this.isTaken || this.letGo) return;
    const ledger = this.#ledger;
    if (isExtra(ledger, this)) {
      // Who went on without room has none to lend either.
      release(ledger, this);
      if (!makeRoom(ledger, this, "begin")) {
        letGo();
        serve(ledger);
        return;
      }
      book(ledger, this);
    }
    this.letGo = letGo;
    this.place = ledger.lent[this.class].push(this) - 1;
    ledger.lentBytes[this.class] += this.bytes;
    serve(ledger);
  }

  async resume(signal: StopSignal): Promise<boolean> {
    recall(this.#ledger, this);
    if (this.isTaken) return true;
    await claim(this.#ledger, this, "resume", signal);
    return false;
  }

  give(): void {
    recall(this.#ledger, this);
    release(this.#ledger, this);
    serve(this.#ledger);
  }
}

async function claim(ledger: Ledger, hold: Hold, aim: Aim, signal: StopSignal): Promise<void> {
  if (signal.aborted) throw signal.reason;
  if (!isHeldBack(ledger, hold, aim) && letIn(ledger, hold, aim)) return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const queue = queueOf(ledger, hold, aim);
  const waiting: Claim = { hold, aim, grant: resolve };
  const abort = () => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  queue.add(waiting);
  serve(ledger);
  try {
    await promise;
    // Granted and aborted in one go: nobody would come to give it back.
    if (signal.aborted) throw signal.reason;
  } catch (error) {
    queue.delete(waiting);
    // What has begun is given back by whoever began it.
    if (aim !== "grow") release(ledger, hold);
    serve(ledger);
    throw error;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

function queueOf(ledger: Ledger, hold: Hold, aim: Aim): Set<Claim> {
  if (aim === "begin") return ledger.newcomers[hold.class];
  return aim === "grow" ? ledger.growing : ledger.resumed;
}

/**
 * Those with a slot first, then those who have begun: one of either always passes, so they cannot wait for ever. Then newcomers
 * by urgency; one for whom there is no room holds back those after it, else it might never find any, and so does one with a
 * slot, but nothing holds back inline. Who has begun holds back nobody: it may be long, and its client slow.
 */
function serve(ledger: Ledger): void {
  ledger.hasChanged = true;
  // Whoever is told to let go may give something back at once.
  if (ledger.isServing) return;
  ledger.isServing = true;
  while (ledger.hasChanged) {
    ledger.hasChanged = false;
    serveOnce(ledger);
  }
  ledger.isServing = false;
}

function serveOnce(ledger: Ledger): void {
  let isHeldBack = false;
  for (const waiting of ledger.resumed) {
    if (!serveOne(ledger, ledger.resumed, waiting)) isHeldBack = true;
  }
  serveGrowing(ledger);
  for (const trafficClass of trafficClasses) {
    if (isHeldBack && trafficClass !== "inline") return;
    const queue = ledger.newcomers[trafficClass];
    for (const waiting of queue) {
      if (serveOne(ledger, queue, waiting)) continue;
      isHeldBack = true;
      break;
    }
  }
}

function serveGrowing(ledger: Ledger): void {
  const { growing } = ledger;
  if (growing.size === 0) return;
  /** The least that a class has found no room for: there is none for more. */
  const tooMuch = perClass(() => Number.POSITIVE_INFINITY);
  for (const waiting of growing) {
    const { hold } = waiting;
    const more = hold.wanted - hold.bytes;
    if (more >= tooMuch[hold.class]) continue;
    if (!serveOne(ledger, growing, waiting)) tooMuch[hold.class] = more;
  }
}

function serveOne(ledger: Ledger, queue: Set<Claim>, waiting: Claim): boolean {
  if (!letIn(ledger, waiting.hold, waiting.aim)) return false;
  queue.delete(waiting);
  waiting.grant();
  return true;
}

function letIn(ledger: Ledger, hold: Hold, aim: Aim): boolean {
  if (isExtra(ledger, hold)) hold.bytes = hold.wanted;
  else if (makeRoom(ledger, hold, aim)) book(ledger, hold);
  // One at a time passes without: it may be what those wait for whose bodies take all the room. One of each, because a
  // client that sends slowly is nothing that a slot should stand idle for.
  else if (aim !== "begin" && ledger.extra[aim] === undefined) {
    release(ledger, hold);
    ledger.extra[aim] = hold;
    hold.bytes = hold.wanted;
    hold.isTaken = true;
  } else return false;
  return true;
}

function isExtra({ extra }: Ledger, hold: Hold): boolean {
  return extra.grow === hold || extra.resume === hold;
}

function book(ledger: Ledger, hold: Hold): void {
  ledger.taken[hold.class] += hold.wanted - hold.bytes;
  hold.bytes = hold.wanted;
  hold.isTaken = true;
}

/** Whether somebody else has a claim to whatever room there is. */
function isHeldBack({ resumed, newcomers }: Ledger, hold: Hold, aim: Aim): boolean {
  if (aim !== "begin") return false;
  if (resumed.size > 0 && hold.class !== "inline") return true;
  for (const trafficClass of trafficClasses) {
    if (newcomers[trafficClass].size > 0) return true;
    if (trafficClass === hold.class) break;
  }
  return false;
}

/**
 * Lets go what is lent, the least urgent and about the newest first, but only where that is enough. A newcomer takes nothing
 * from the more urgent; one with a slot does, because those may be waiting for that very slot.
 */
function makeRoom(ledger: Ledger, hold: Hold, aim: Aim): boolean {
  const from = aim === "resume" ? "inline" : hold.class;
  if (fullClass(ledger, hold, (each) => (isBefore(each, from) ? 0 : ledger.lentBytes[each]))) {
    return false;
  }
  for (;;) {
    const full = fullClass(ledger, hold, () => 0);
    if (full === undefined) return true;
    const victim = newestLent(ledger, isBefore(full, from) ? from : full);
    if (victim === undefined) return false;
    const { letGo } = victim;
    recall(ledger, victim);
    release(ledger, victim);
    letGo?.();
  }
}

/** The least urgent class that has no room for it, with those less urgent than itself; `spare` bytes of a class not counted. */
function fullClass(
  { taken, limitBytes }: Ledger,
  hold: Hold,
  spare: (trafficClass: TrafficClass) => number,
): TrafficClass | undefined {
  let together = 0;
  for (const each of leastUrgentFirst) {
    together += taken[each] - spare(each);
    if (isBefore(hold.class, each)) continue;
    // Its own part of them, where it has begun.
    const others = together - hold.bytes;
    if (others > 0 && others + hold.wanted > limitBytes() * shareOf[each]) return each;
  }
  return undefined;
}

function newestLent({ lent }: Ledger, downTo: TrafficClass): Hold | undefined {
  for (const each of leastUrgentFirst) {
    const newest = lent[each].at(-1);
    if (newest) return newest;
    if (each === downTo) return undefined;
  }
  return undefined;
}

/** Not lent any more. */
function recall({ lent, lentBytes }: Ledger, hold: Hold): void {
  if (hold.letGo === undefined) return;
  hold.letGo = undefined;
  lentBytes[hold.class] -= hold.bytes;
  const last = lent[hold.class].pop();
  if (last === undefined || last === hold) return;
  lent[hold.class][hold.place] = last;
  last.place = hold.place;
}

function release(ledger: Ledger, hold: Hold): void {
  if (!hold.isTaken) return;
  hold.isTaken = false;
  const { extra } = ledger;
  if (extra.grow === hold) extra.grow = undefined;
  else if (extra.resume === hold) extra.resume = undefined;
  else ledger.taken[hold.class] -= hold.bytes;
  hold.bytes = 0;
}

const leastUrgentFirst = trafficClasses.toReversed();

function isBefore(a: TrafficClass, b: TrafficClass): boolean {
  return trafficClasses.indexOf(a) < trafficClasses.indexOf(b);
}

function perClass<T>(create: () => T): Record<TrafficClass, T> {
  return { inline: create(), chat: create(), review: create(), batch: create() };
}
