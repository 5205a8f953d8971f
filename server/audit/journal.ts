// The gateway's audit as the rest of it uses it: opens the log, makes entries, signs heads, and ends all of it in order. It
// does not know how records are stored, sealed or made durable.
import { randomUUID } from "node:crypto";
import { createCrowd } from "../crowd.ts";
import type { Store } from "../store/store.ts";
import type { Chain } from "./chain.ts";
import { type Committer, createCommitter } from "./committer.ts";
import type { Journal, JournalHealth } from "./entry.ts";
import { createGaps, type Gaps, reasonOf } from "./gaps.ts";
import { type Adopter, adoptLogs, takeGatewayLog } from "./gateway-logs.ts";
import { createHeadKeeper, type HeadKeeper } from "./head-keeper.ts";
import { installationOf } from "./installation.ts";
import type { LogDamaged } from "./logs.ts";
import { encodeMeta, eventOf } from "./meta.ts";
import { type EntryWorld, OpenEntry, unavailable } from "./open-entry.ts";
import { nothing } from "./record.ts";
import { createRequestIndex } from "./request-index.ts";
import { createVault, type Vault } from "./vault.ts";

export type JournalOptions = {
  store: Store;
  /** Asked whenever it matters, so that a new configuration counts at once. */
  onFailure(): "refuse" | "gap";
  now(): number;
  /** Every signed head, once it is stored. */
  onCheckpoint?(note: string): void;
  /** What went wrong; the journal goes on as `health` says. */
  onError(error: unknown): void;
  /** A damaged log, in whose place another one was begun; without this, damage is thrown. */
  onDamage?(damage: LogDamaged): void;
  /** How often logs of gateways that are gone are looked for. */
  adoptEveryMs?: number;
  /** Shortest time from one batch to the next; what comes meanwhile is written together. */
  gatherMs?: number;
  /** How long a request waits for a store that does not answer. */
  patienceMs?: number;
};

const gatherMsOf = { sqlite: 1, postgres: 1 } as const;
const usualPatienceMs = 10_000;
const secondMs = 1000;
const checkMs = 5000;
/** Pieces of an answer wait for one to two ticks before they are written as a part. */
const tickMs = 250;

/** @throws StoreError `busy`, LogDamaged, and what the disk or the database says */
export async function openJournal(options: JournalOptions, signal?: AbortSignal): Promise<Journal> {
  const { store, now, onError } = options;
  const installation = await installationOf(store);
  const since = await store.revision("subjects");
  const onHead = (note: string) => options.onCheckpoint?.(note);
  const { onDamage } = options;
  const chain = await takeGatewayLog({ store, installation, now, onHead, onDamage }, signal);
  const heads = createHeadKeeper({ store, installation, chain, now, onError }, onHead);
  const own = chain.storage.log;
  const everyMs = options.adoptEveryMs;
  const adopter = adoptLogs({ store, installation, own, now, onHead, onError, everyMs });
  const vault = createVault(store, { now, since, onError });
  return startJournal(options, { chain, heads, adopter, vault });
}

type Parts = { chain: Chain; heads: HeadKeeper; adopter: Adopter; vault: Vault };

function startJournal(options: JournalOptions, { chain, heads, adopter, vault }: Parts): Journal {
  const { store, onFailure, now, onError, patienceMs = usualPatienceMs } = options;
  const { storage } = chain;
  const index = createRequestIndex(store, storage, onError);
  const gaps = createGaps(now, onFailure, () => void heads.sign());
  const committer = createCommitter({
    chain,
    gatherMs: options.gatherMs ?? gatherMsOf[store.dialect],
    patienceMs,
    onDurable() {
      index.reached(chain.frontier.size);
      heads.look();
    },
    onTrouble: onError,
    onRecovery: gaps.take,
  });
  const world: EntryWorld & { tick: number; isClosing: boolean } = {
    vault,
    committer,
    storage,
    now,
    onFailure,
    patienceMs,
    onError,
    open: createCrowd(),
    tick: 0,
    isClosing: false,
    missed: gaps.missed,
    opened: index.opened,
    ended: index.ended,
  };
  const timers = [
    setInterval(() => writeParts(world), tickMs),
    setInterval(() => {
      committer.look();
      vault.check();
      heads.tick();
      const gap = committer.state === "ok" ? gaps.take() : undefined;
      if (gap !== undefined) committer.push(gap);
    }, secondMs),
    setInterval(committer.check, checkMs),
  ];
  for (const timer of timers) timer.unref();
  return {
    open: (facts, body) => new OpenEntry(world, facts, body),
    event: (event) => recordEvent(world, event),
    health: () => healthOf(world, chain, gaps),
    async close() {
      world.isClosing = true;
      const end = { at: now(), outcome: "interrupted" } as const;
      await Promise.allSettled([...world.open].map((entry) => entry.finish(end)));
      await committer.close();
      // Those that were missed while the gap before was written.
      const gap = committer.state === "ok" ? gaps.take() : undefined;
      if (gap !== undefined) committer.push(gap);
      await committer.close();
      for (const timer of timers) clearInterval(timer);
      vault.close();
      await adopter.close();
      await index.close();
      await heads.close();
      await storage.close();
    },
  };
}

function writeParts(world: EntryWorld & { tick: number }): void {
  world.tick += 1;
  for (const entry of world.open) if (world.tick - entry.since >= 2) entry.writePart();
}

function recordEvent(
  { committer, onFailure, now }: EntryWorld,
  event: Parameters<Journal["event"]>[0],
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const settle = () => {
    const isServed = onFailure() === "gap" && committer.state !== "lost";
    if (isServed) resolve();
    else reject(unavailable(committer.error));
  };
  committer.push({
    meta: encodeMeta(eventOf({ ...event, id: randomUUID(), at: now() })),
    payload: undefined,
    commitment: nothing,
    held: 0,
    queuedAt: 0,
    durable: () => resolve(),
    troubled() {
      if (onFailure() === "gap") settle();
    },
    late: settle,
    isGivenUp: () => false,
  });
  return promise;
}

function healthOf({ committer, vault, onFailure, open }: EntryWorld, chain: Chain, gaps: Gaps) {
  const { state } = committer;
  // Without a key there is nothing to write.
  const isKeyless = state === "ok" && vault.trouble !== undefined;
  const error = isKeyless ? vault.trouble : committer.error;
  const health: JournalHealth = {
    state: stateOf(isKeyless ? "failing" : state, onFailure()),
    log: chain.storage.log,
    size: chain.frontier.size,
    openEntries: open.size,
    missing: gaps.missing,
    commitMs: committer.commitMs,
  };
  if (error !== undefined) health.reason = reasonOf(error);
  return health;
}

function stateOf(state: Committer["state"], policy: "refuse" | "gap"): JournalHealth["state"] {
  if (state === "ok") return "ok";
  return state === "failing" && policy === "gap" ? "gap" : "refusing";
}
