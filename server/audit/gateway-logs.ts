// Which log a gateway writes: the one of its data folder, or in PostgreSQL the first that no other gateway holds, and behind
// a damaged one the next. Also looks after the logs of gateways that are gone. It does not know what is in a log.
import { setTimeout as sleep } from "node:timers/promises";
import type { Store } from "../store/store.ts";
import { StoreError } from "../store/store-error.ts";
import { abandonedLogs } from "./abandoned-logs.ts";
import type { Chain } from "./chain.ts";
import { holdLog } from "./hold-log.ts";
import type { LogStorage } from "./log-storage.ts";
import { LogDamaged } from "./logs.ts";
import { logsInTable } from "./postgres-records.ts";
import { type RecoveryOptions, recoverLog } from "./recovery.ts";

export type TakeOptions = Omit<RecoveryOptions, "storage"> & {
  /** A log that is damaged is passed over and told here; without this, damage is thrown. */
  onDamage?: ((damage: LogDamaged) => void) | undefined;
};

/** The first log that nobody else holds and that was not given up. @throws StoreError `busy`, LogDamaged */
export async function takeGatewayLog(options: TakeOptions, signal?: AbortSignal): Promise<Chain> {
  const { store } = options;
  const abandoned = await abandonedLogs(store);
  for (let number = 1; ; number += 1) {
    const log = nameOf(store, number);
    const chain = abandoned.has(log) ? undefined : await take(options, log, signal);
    if (chain !== undefined) return chain;
  }
}

function nameOf({ folder }: Store, number: number): string {
  return folder !== undefined && number === 1 ? "gateway" : `gateway-${number}`;
}

async function take(
  options: TakeOptions,
  log: string,
  signal?: AbortSignal,
): Promise<Chain | undefined> {
  const { store, onDamage } = options;
  let storage: LogStorage | undefined;
  try {
    storage = await holdLog(store, log);
    if (storage !== undefined) return await recoverLog({ ...options, storage }, signal);
  } catch (error) {
    await storage?.close();
    if (!(error instanceof LogDamaged && onDamage !== undefined)) throw error;
    onDamage(error);
    return undefined;
  }
  if (store.folder === undefined) return undefined;
  throw new StoreError(
    "busy",
    `Another gateway uses the data folder ${store.folder}: stop it, or name another folder with --data.`,
  );
}

export type Adopter = { close(): Promise<void> };

export type AdopterOptions = Omit<RecoveryOptions, "storage"> & {
  own: string;
  onError(error: unknown): void;
  everyMs?: number | undefined;
};

const everyMs = 30_000;

/** Ends what other gateways left open, where nobody has held their log for a while: they may only be starting again. */
export function adoptLogs(options: AdopterOptions): Adopter {
  const closing = new AbortController();
  const { signal } = closing;
  const run = async () => {
    let free = new Set<string>();
    while (!signal.aborted) {
      await sleep(options.everyMs ?? everyMs, undefined, { ref: false, signal }).catch(isAbort);
      if (signal.aborted) return;
      try {
        free = await adoptFree(options, free, signal);
      } catch (error) {
        if (!signal.aborted) options.onError(error);
      }
    }
  };
  const running = options.store.folder === undefined ? run() : Promise.resolve();
  return {
    async close() {
      closing.abort();
      await running;
    },
  };
}

/** Resolves with the logs that were free now; those that were free before as well are recovered. */
async function adoptFree(
  options: AdopterOptions,
  before: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Set<string>> {
  const { store, own } = options;
  const free = new Set<string>();
  const abandoned = await abandonedLogs(store);
  for (const log of await logsInTable(store)) {
    if (log === own || !log.startsWith("gateway-") || abandoned.has(log)) continue;
    const storage = await holdLog(store, log);
    if (storage === undefined) continue;
    try {
      free.add(log);
      if (before.has(log)) await recoverLog({ ...options, storage }, signal);
    } catch (error) {
      // The others are looked after all the same.
      if (!(error instanceof LogDamaged)) throw error;
      options.onError(error);
    } finally {
      await storage.close();
    }
  }
  return free;
}

function isAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === "AbortError")) throw error;
}
