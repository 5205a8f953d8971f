// The audit of a running gateway: its journal, the witnesses that signed heads are shipped to, the redaction rules that tools
// follow, and retention, which is due again and again. It does not know what is recorded.
import type { Logger } from "pino";
import type { GatewayConfig } from "../core/protocol/gateway-config.ts";
import { abandonFacts, markAbandoned } from "./audit/abandoned-logs.ts";
import type { Journal } from "./audit/entry.ts";
import { reasonOf } from "./audit/gaps.ts";
import { openJournal } from "./audit/journal.ts";
import { LogDamaged } from "./audit/logs.ts";
import { openLogs } from "./audit/open-logs.ts";
import { createRuleKeeper } from "./audit/redaction-rules.ts";
import { applyRetention } from "./audit/tools/retention.ts";
import { createWitness } from "./audit/tools/witness.ts";
import { tryToolsLog } from "./audit/tools-log.ts";
import type { Store } from "./store/store.ts";

export type AuditSide = {
  journal: Journal;
  /** From now on its rules hide what tools show. Where they cannot be stored now, they are soon. */
  keepRules(config: GatewayConfig): Promise<void>;
  close(): Promise<void>;
};

export type AuditSideOptions = {
  store: Store;
  /** The newest. */
  config(): GatewayConfig;
  /** Beside those of the configuration. */
  witnesses?: readonly string[];
  /** Another log is begun for one that is damaged; without this, damage is thrown. */
  newLog?: boolean;
  log: Logger;
  onError(error: unknown): void;
};

const retentionEveryMs = 3_600_000;

export async function openAuditSide(
  options: AuditSideOptions,
  signal: AbortSignal,
): Promise<AuditSide> {
  const { store, config, witnesses = [], newLog = false, log, onError } = options;
  const witness = createWitness([...new Set([...config().audit.witnesses, ...witnesses])], {
    onError: (target, error) =>
      log.warn({ target: placeOf(target), code: reasonOf(error) }, "witness failed"),
    onWell: (target) => log.info({ target: placeOf(target) }, "witness works again"),
  });
  const onFailure = () => config().audit.onFailure;
  const onCheckpoint = witness.ship;
  const damages: LogDamaged[] = [];
  const onDamage = (damage: LogDamaged) => void damages.push(damage);
  const journal = await openJournal(
    { store, onFailure, now: Date.now, onCheckpoint, onError, ...(newLog ? { onDamage } : {}) },
    signal,
  );
  const note = (event: "gateway_started" | "gateway_stopped") =>
    journal.event({ event, by: "gateway", facts: { node: process.version } }).catch(onError);
  void note("gateway_started");
  const rules = createRuleKeeper(store, journal.health().log, onError);
  await rules.keep(config().audit.redact);
  try {
    if (newLog) await abandon(options, journal, damages, signal);
  } catch (error) {
    await rules.close();
    await journal.close();
    throw error;
  }
  const retention = keepRetention(options, journal);
  return {
    journal,
    keepRules: ({ audit }) => rules.keep(audit.redact),
    async close() {
      await retention.close();
      await rules.close();
      await note("gateway_stopped");
      // Its last head is shipped too.
      await journal.close();
      await witness.close();
    },
  };
}

/** Puts on record which logs are damaged; from then on nothing is written to them. */
async function abandon(
  { store, log }: AuditSideOptions,
  journal: Journal,
  damages: LogDamaged[],
  signal: AbortSignal,
): Promise<void> {
  try {
    await tryToolsLog(store, signal);
  } catch (error) {
    if (!(error instanceof LogDamaged)) throw error;
    damages.push(error);
  }
  for (const damage of damages) {
    const facts = await abandonFacts(store, damage);
    await journal.event({ event: "log_abandoned", by: "gateway", facts });
    await markAbandoned(store, damage.log, Date.now());
    log.warn(facts, "log abandoned");
  }
  if (damages.length === 0) log.warn("no log is damaged: none was begun anew");
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
