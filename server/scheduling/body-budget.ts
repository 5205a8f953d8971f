// Bounds the memory that bodies of requests take, however many requests come. A body has its room reserved before it is
// read; while nobody reads or sends it, it is lent, and let go when another needs the room, because the audit log has it too.
// It never sees a body, only its length and its class.
import { type TrafficClass, trafficClasses } from "../../core/routing/task.ts";

export type BodyBudget = {
  /** Resolves when there is room for that many bytes; rejects with the signal's reason when aborted. */
  take(bytes: number, trafficClass: TrafficClass, signal: AbortSignal): Promise<BodyHold>;
  /** Taken now. */
  readonly bytes: number;
  /** Bodies that wait for room. */
  readonly waiting: number;
};

export type BodyHold = {
  /** It turned out shorter than was reserved. */
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
  resume(signal: AbortSignal): Promise<boolean>;
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

type Hold = {
  bytes: number;
  readonly class: TrafficClass;
  isTaken: boolean;
  /** Given while it is lent. */
  letGo: (() => void) | undefined;
  /** Where it stands among those lent. */
  place: number;
};

type Claim = { readonly hold: Hold; readonly isResumed: boolean; grant(): void };

type Ledger = {
  readonly limitBytes: () => number;
  readonly taken: Record<TrafficClass, number>;
  readonly lentBytes: Record<TrafficClass, number>;
  readonly lent: Record<TrafficClass, Hold[]>;
  /** Those of requests that have a slot, which stands idle meanwhile. */
  readonly resumed: Set<Claim>;
  /** The one of them that was let in without room; not counted in `taken`. */
  extra: Hold | undefined;
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
    extra: undefined,
    newcomers: perClass(() => new Set()),
    isServing: false,
    hasChanged: false,
  };
  return {
    async take(bytes, trafficClass, signal) {
      const hold: Hold = {
        bytes,
        class: trafficClass,
        isTaken: false,
        letGo: undefined,
        place: -1,
      };
      await claim(ledger, hold, false, signal);
      return holdOf(ledger, hold);
    },
    get bytes() {
      const extra = ledger.extra?.bytes ?? 0;
      return trafficClasses.reduce((sum, each) => sum + ledger.taken[each], extra);
    },
    get waiting() {
      const { newcomers, resumed } = ledger;
      return trafficClasses.reduce((sum, each) => sum + newcomers[each].size, resumed.size);
    },
  };
}

function holdOf(ledger: Ledger, hold: Hold): BodyHold {
  return {
    shrink(bytes) {
      const spare = hold.bytes - bytes;
      if (spare <= 0 || !hold.isTaken || hold.letGo || ledger.extra === hold) return;
      ledger.taken[hold.class] -= spare;
      hold.bytes = bytes;
      serve(ledger);
    },
    lend(letGo) {
      if (!hold.isTaken || hold.letGo) return;
      hold.letGo = letGo;
      if (ledger.extra === hold) {
        ledger.extra = undefined;
        ledger.taken[hold.class] += hold.bytes;
      }
      hold.place = ledger.lent[hold.class].push(hold) - 1;
      ledger.lentBytes[hold.class] += hold.bytes;
      serve(ledger);
    },
    async resume(signal) {
      recall(ledger, hold);
      if (hold.isTaken) return true;
      await claim(ledger, hold, true, signal);
      return false;
    },
    give() {
      recall(ledger, hold);
      release(ledger, hold);
      serve(ledger);
    },
  };
}

async function claim(ledger: Ledger, hold: Hold, isResumed: boolean, signal: AbortSignal) {
  if (signal.aborted) throw signal.reason;
  if (!isHeldBack(ledger, hold, isResumed) && letIn(ledger, hold, isResumed)) return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const queue = isResumed ? ledger.resumed : ledger.newcomers[hold.class];
  const waiting: Claim = { hold, isResumed, grant: resolve };
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
    release(ledger, hold);
    serve(ledger);
    throw error;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/**
 * Those with a slot first: one of them always passes, so they cannot wait for ever. Then the others by urgency; one for
 * whom there is no room holds back those after it, else it might never find any, but nothing holds back inline.
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

function serveOne(ledger: Ledger, queue: Set<Claim>, waiting: Claim): boolean {
  if (!letIn(ledger, waiting.hold, waiting.isResumed)) return false;
  queue.delete(waiting);
  waiting.grant();
  return true;
}

function letIn(ledger: Ledger, hold: Hold, isResumed: boolean): boolean {
  if (makeRoom(ledger, hold, isResumed)) ledger.taken[hold.class] += hold.bytes;
  // One at a time passes without: its slot may be what those wait for whose bodies take all the room.
  else if (isResumed && ledger.extra === undefined) ledger.extra = hold;
  else return false;
  hold.isTaken = true;
  return true;
}

/** Whether somebody else has a claim to whatever room there is. */
function isHeldBack({ resumed, newcomers }: Ledger, hold: Hold, isResumed: boolean): boolean {
  if (isResumed) return false;
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
function makeRoom(ledger: Ledger, hold: Hold, isResumed: boolean): boolean {
  const from = isResumed ? "inline" : hold.class;
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
    const isAlone = together === 0;
    if (!isAlone && together + hold.bytes > limitBytes() * shareOf[each]) return each;
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
  if (ledger.extra === hold) ledger.extra = undefined;
  else ledger.taken[hold.class] -= hold.bytes;
}

const leastUrgentFirst = trafficClasses.toReversed();

function isBefore(a: TrafficClass, b: TrafficClass): boolean {
  return trafficClasses.indexOf(a) < trafficClasses.indexOf(b);
}

function perClass<T>(create: () => T): Record<TrafficClass, T> {
  return { inline: create(), chat: create(), review: create(), batch: create() };
}
