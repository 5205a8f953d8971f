// The audit of a running gateway: its journal, the witnesses that signed heads are shipped to, and retention, which is due
// again and again. It does not know what is recorded.
import type { Logger } from "pino";
import type { GatewayConfig } from "../core/protocol/gateway-config.ts";
import type { Journal } from "./audit/entry.ts";
import { openJournal } from "./audit/journal.ts";
import { openLogs } from "./audit/open-logs.ts";
import { applyRetention } from "./audit/tools/retention.ts";
import { createWitness } from "./audit/tools/witness.ts";
import type { Store } from "./store/store.ts";

export type AuditSide = {
  journal: Journal;
  close(): Promise<void>;
};

export type AuditSideOptions = {
  store: Store;
  /** The newest. */
  config(): GatewayConfig;
  /** Beside those of the configuration. */
  witnesses?: readonly string[];
  log: Logger;
  onError(error: unknown): void;
};

const retentionEveryMs = 3_600_000;

export async function openAuditSide(
  options: AuditSideOptions,
  signal: AbortSignal,
): Promise<AuditSide> {
  const { store, config, witnesses = [], log, onError } = options;
  const witness = createWitness([...new Set([...config().audit.witnesses, ...witnesses])], {
    onError: (target, error) => log.warn({ target: placeOf(target), err: error }, "witness failed"),
  });
  const onFailure = () => config().audit.onFailure;
  const onCheckpoint = witness.ship;
  const journal = await openJournal(
    { store, onFailure, now: Date.now, onCheckpoint, onError },
    signal,
  );
  const note = (event: "gateway_started" | "gateway_stopped") =>
    journal.event({ event, by: "gateway", facts: { node: process.version } }).catch(onError);
  void note("gateway_started");
  const retention = keepRetention(options, journal);
  return {
    journal,
    async close() {
      await retention.close();
      await note("gateway_stopped");
      // Its last head is shipped too.
      await journal.close();
      await witness.close();
    },
  };
}

function keepRetention({ store, config, onError }: AuditSideOptions, { event: record }: Journal) {
  const controller = new AbortController();
  const { signal } = controller;
  let underWay: Promise<void> = Promise.resolve();
  const apply = async () => {
    try {
      const access = { store, logs: openLogs(store), record, by: "gateway" };
      await applyRetention(access, config().audit.retentionDays, Date.now(), signal);
    } catch (error) {
      if (!signal.aborted) onError(error);
    }
  };
  const begin = () => {
    underWay = underWay.then(apply);
  };
  begin();
  const timer = setInterval(begin, retentionEveryMs).unref();
  return {
    async close() {
      clearInterval(timer);
      controller.abort();
      await underWay;
    },
  };
}

/** Without what may be secret in a URL. */
function placeOf(target: string): string {
  return URL.canParse(target) ? new URL(target).origin : target;
}
