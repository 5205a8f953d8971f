// Which log a gateway writes: the one of its data folder, or in PostgreSQL the first that no other gateway holds. Also looks
// after the logs of gateways that are gone. It does not know what is in a log.
import { setTimeout as sleep } from "node:timers/promises";
import type { Store } from "../store/store.ts";
import { StoreError } from "../store/store-error.ts";
import { holdLog } from "./hold-log.ts";
import type { LogStorage } from "./log-storage.ts";
import { logsInTable } from "./postgres-records.ts";
import { type RecoveryOptions, recoverLog } from "./recovery.ts";

/** @throws StoreError `busy`, LogDamaged */
export async function holdGatewayLog(store: Store): Promise<LogStorage> {
  if (store.folder !== undefined) {
    const storage = await holdLog(store, "gateway");
    if (storage !== undefined) return storage;
    throw new StoreError(
      "busy",
      `Another gateway uses the data folder ${store.folder}: stop it, or name another folder with --data.`,
    );
  }
  for (let number = 1; ; number += 1) {
    const storage = await holdLog(store, `gateway-${number}`);
    if (storage !== undefined) return storage;
  }
}

export type Adopter = { close(): Promise<void> };

export type AdopterOptions = Omit<RecoveryOptions, "storage"> & {
  own: string;
  onError(error: unknown): void;
  everyMs?: number;
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
  for (const log of await logsInTable(store)) {
    if (log === own || !log.startsWith("gateway-")) continue;
    const storage = await holdLog(store, log);
    if (storage === undefined) continue;
    try {
      free.add(log);
      if (before.has(log)) await recoverLog({ ...options, storage }, signal);
    } finally {
      await storage.close();
    }
  }
  return free;
}

function isAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === "AbortError")) throw error;
}
