// Makes records durable in the order they come, many at once: while one batch is written the next one gathers. When writing
// fails it keeps trying, and says so to what waits. It does not know what the records are, nor what a failure means to whom.
import { setImmediate as immediate, setTimeout as sleep } from "node:timers/promises";
import type { Chain } from "./chain.ts";
import { LogLost } from "./log-storage.ts";
import type { SealedRecord } from "./record.ts";

/** A record that waits to become durable. Its callbacks never throw. */
export type Item = SealedRecord & {
  /** Bytes it holds that nothing limits but the speed of writing; see `heldBytes`. */
  readonly held: number;
  /** Set by the committer; ms of a clock that only goes forward. */
  queuedAt: number;
  durable(position: number, place: number): void;
  /** Writing has failed; it is tried again. */
  troubled(error: unknown): void;
  /** It has waited too long. Its meta may still be changed unless it `isUnderWay`. */
  late(isUnderWay: boolean): void;
  /** It is not in the log after all, and is written again: its meta may be changed now. */
  again?(): void;
  /** Whether it is to be left out. Never asked while it may be in the log. */
  isGivenUp(): boolean;
};

export type Committer = {
  push(item: Item): void;
  /** Tells what has waited too long that it has; called every now and then. */
  look(): void;
  /** Makes sure that the log is still held, unless it is being written anyway. */
  check(): void;
  readonly state: "ok" | "failing" | "lost";
  /** What writing failed with last. */
  readonly error: unknown;
  readonly heldBytes: number;
  /** From handing over to being durable, smoothed over the last batches. */
  readonly commitMs: number;
  /** Resolves when all is durable, or after a while when that does not succeed. */
  close(): Promise<void>;
};

export type CommitterOptions = {
  chain: Chain;
  /** Batches begin no sooner after each other; where many records come, no sooner than `busyGatherMs`. */
  gatherMs: number;
  /** What waits longer is late. */
  patienceMs: number;
  /** After every batch. */
  onDurable(): void;
  /** Writing has begun to fail. */
  onTrouble(error: unknown): void;
  /** Writing seems to work again: a record to write before all others. */
  onRecovery(): Item | undefined;
};

const retryMs = 500;
/**
 * From so many records a ms on, batches gather for longer: a batch costs some 80 µs of processor time however long it is, and
 * that many records come from so many requests that a few ms are not what they wait for.
 */
const busyPerMs = 2;
const busyGatherMs = 4;
const mostRecords = 1000;
const mostBytes = 8 << 20;

export function createCommitter(options: CommitterOptions): Committer {
  const { chain, gatherMs, patienceMs, onDurable, onTrouble, onRecovery } = options;
  let queue: Item[] = [];
  let underWay: Item[] = [];
  let state: Committer["state"] = "ok";
  let lastError: unknown;
  let heldBytes = 0;
  let commitMs = 0;
  let failures = 0;
  let startedAt = 0;
  let spacingMs = gatherMs;
  let running: Promise<void> | undefined;
  const closing = new AbortController();

  const run = async () => {
    // All that this turn of the event loop brings goes together.
    await immediate();
    await writeQueue();
  };
  const checkThenRun = async () => {
    try {
      await chain.storage.check();
    } catch (error) {
      await recover(chain.frontier.size, error);
    }
    await writeQueue();
  };
  const writeQueue = async () => {
    while (queue.length > 0 && state !== "lost" && !closing.signal.aborted) {
      const wait = startedAt + spacingMs - performance.now();
      if (wait > 0) await sleep(wait);
      const before = startedAt;
      startedAt = performance.now();
      underWay = takeBatch(queue);
      const isBusy = underWay.length > busyPerMs * (startedAt - before);
      spacingMs = isBusy ? Math.max(gatherMs, busyGatherMs) : gatherMs;
      queue = underWay.length === queue.length ? [] : queue.slice(underWay.length);
      const first = chain.frontier.size;
      try {
        succeed(first, await chain.append(underWay));
      } catch (error) {
        await recover(first, error);
      }
    }
    // In the same breath as the last look at the queue: nothing is handed over in between.
    running = undefined;
  };
  const start = () => {
    running ??= run();
  };
  const succeed = (first: number, places: readonly number[]) => {
    const batch = underWay;
    underWay = [];
    failures = 0;
    state = "ok";
    commitMs += (performance.now() - (batch[0]?.queuedAt ?? startedAt) - commitMs) / 8;
    let position = first;
    for (const item of batch) {
      heldBytes -= item.held;
      item.durable(position, places[position - first] ?? 0);
      position += 1;
    }
    onDurable();
  };
  /** Until writing seems to work again, or never will. */
  const recover = async (first: number, error: unknown) => {
    lastError = error;
    failures += 1;
    // A connection that broke may be replaced at once: then nobody has to know.
    let isThere = failures === 1 ? await settle() : undefined;
    if (isThere === undefined) beginTrouble();
    while (isThere === undefined && state !== "lost") {
      await sleep(retryMs, undefined, { signal: closing.signal }).catch(ignoreAbort);
      if (closing.signal.aborted) return giveUpAll();
      isThere = await settle();
    }
    if (isThere === undefined) return giveUpAll();
    if (isThere) succeed(first, []);
    else {
      for (const item of underWay) item.again?.();
      queue = [...keepWanted(underWay), ...queue];
      underWay = [];
    }
    const record = state === "failing" ? onRecovery() : undefined;
    if (record !== undefined) {
      heldBytes += record.held;
      queue.unshift(record);
    }
    // The log takes bytes again; with nothing left to write there will be no better proof.
    if (queue.length > 0) return;
    state = "ok";
    failures = 0;
  };
  const settle = async () => {
    try {
      return await chain.settle();
    } catch (error) {
      lastError = error;
      if (error instanceof LogLost) state = "lost";
      return undefined;
    }
  };
  const beginTrouble = () => {
    if (state === "ok") state = "failing";
    for (const item of [...underWay, ...queue]) item.troubled(lastError);
    queue = keepWanted(queue);
    onTrouble(lastError);
  };
  const keepWanted = (items: readonly Item[]) =>
    items.filter((item) => {
      if (!item.isGivenUp()) return true;
      heldBytes -= item.held;
      return false;
    });
  const giveUpAll = () => {
    for (const item of [...underWay, ...queue]) {
      item.troubled(lastError);
      item.late(true);
    }
    underWay = [];
    queue = [];
    heldBytes = 0;
  };
  return {
    push(item) {
      if (state !== "ok") item.troubled(lastError);
      if (state === "lost") item.late(true);
      if (state !== "ok" && (state === "lost" || item.isGivenUp())) return;
      item.queuedAt = performance.now();
      heldBytes += item.held;
      queue.push(item);
      start();
    },
    look() {
      const before = performance.now() - patienceMs;
      for (const item of underWay) tellLate(item, before, true);
      for (const item of queue) tellLate(item, before, false);
      // A disk that stands still would have memory fill up with what nobody waits for any more.
      queue = keepWanted(queue);
    },
    check() {
      if (state === "ok") running ??= checkThenRun();
    },
    get state() {
      return state;
    },
    get error() {
      return lastError;
    },
    get heldBytes() {
      return heldBytes;
    },
    get commitMs() {
      return commitMs;
    },
    async close() {
      const patience = sleep(patienceMs, undefined, { ref: false });
      // What became durable may bring more.
      while (running !== undefined && !closing.signal.aborted) {
        await Promise.race([running, patience.then(() => closing.abort())]);
      }
      if (running !== undefined) giveUpAll();
    },
  };
}

function takeBatch(queue: readonly Item[]): Item[] {
  let bytes = 0;
  let count = 0;
  for (const { payload, meta } of queue) {
    bytes += meta.length + (payload?.length ?? 0);
    if (count === mostRecords || (count > 0 && bytes > mostBytes)) break;
    count += 1;
  }
  return queue.slice(0, count);
}

function tellLate(item: Item, before: number, isUnderWay: boolean): void {
  if (item.queuedAt > before) return;
  // Once.
  item.queuedAt = Number.POSITIVE_INFINITY;
  item.late(isUnderWay);
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === "AbortError")) throw error;
}
