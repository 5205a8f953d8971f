// The log `tools`: what commands did, beside a running gateway or without one. Held only as long as one event takes. It does
// not know what the events mean.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { AuditEvent } from "../../core/protocol/audit-record.ts";
import type { Store } from "../store/store.ts";
import { StoreError } from "../store/store-error.ts";
import { abandonedLogs } from "./abandoned-logs.ts";
import type { Chain } from "./chain.ts";
import { storeHead } from "./heads.ts";
import { holdLog } from "./hold-log.ts";
import { type Installation, installationOf } from "./installation.ts";
import type { LogStorage } from "./log-storage.ts";
import { encodeMeta, eventOf } from "./meta.ts";
import { nothing } from "./record.ts";
import { recoverLog } from "./recovery.ts";

const toolsLog = "tools";

const retryMs = 50;
const tries = 100;

/** Resolves when it is durable. @throws StoreError `busy`, LogDamaged, and what the disk or the database says */
export async function recordEvent(
  store: Store,
  event: Pick<AuditEvent, "event" | "by" | "facts">,
  signal?: AbortSignal,
): Promise<void> {
  await withChain(store, signal, async (chain, installation) => {
    const at = Date.now();
    const meta = encodeMeta(eventOf({ ...event, id: randomUUID(), at }));
    await chain.append([{ meta, payload: undefined, commitment: nothing }]);
    await storeHead(store, installation, chain.storage, chain.frontier, at);
  });
}

/** Whether it can be written. @throws as `recordEvent` does */
export async function tryToolsLog(store: Store, signal?: AbortSignal): Promise<void> {
  await withChain(store, signal, async () => {});
}

async function withChain(
  store: Store,
  signal: AbortSignal | undefined,
  use: (chain: Chain, installation: Installation) => Promise<void>,
): Promise<void> {
  const installation = await installationOf(store);
  const storage = await hold(store, signal);
  try {
    const chain = await recoverLog({ store, installation, storage, now: Date.now }, signal);
    await use(chain, installation);
  } finally {
    await storage.close();
  }
}

async function hold(store: Store, signal: AbortSignal | undefined): Promise<LogStorage> {
  const log = await toolsLogOf(store);
  for (let left = tries; left > 0; left -= 1) {
    const storage = await holdLog(store, log);
    if (storage !== undefined) return storage;
    await sleep(retryMs, undefined, signal && { signal });
  }
  throw new StoreError(
    "busy",
    "Another command is writing to the audit log: try again when it has ended.",
  );
}

/** The first that was not given up. */
async function toolsLogOf(store: Store): Promise<string> {
  const abandoned = await abandonedLogs(store);
  for (let number = 1; ; number += 1) {
    const log = number === 1 ? toolsLog : `${toolsLog}-${number}`;
    if (!abandoned.has(log)) return log;
  }
}
