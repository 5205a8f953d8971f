// Opens what the audit's verbs work on, for as long as they work, and turns what goes wrong there into one sentence. It does
// not know what a verb does.
import { stat } from "node:fs/promises";
import { userInfo } from "node:os";
import path from "node:path";
import type { Command } from "commander";
import { plainText } from "../../../evals/report/plain-line.ts";
import { installationOf } from "../../audit/installation.ts";
import { LogDamaged } from "../../audit/logs.ts";
import { openLogs } from "../../audit/open-logs.ts";
import { type AuditAccess, AuditToolError } from "../../audit/tools/access.ts";
import { recordEvent } from "../../audit/tools-log.ts";
import { createVault } from "../../audit/vault.ts";
import { ConfigError } from "../../config/config-error.ts";
import type { Store } from "../../store/store.ts";
import { codeOf, exit, print, whileInterruptible } from "../failures.ts";
import { checkOutputs } from "../outputs.ts";
import { placeOf, type StoreFlags, withStore } from "../store-options.ts";

/** True: to stdout. */
export type AuditFlags = StoreFlags & { json?: string | true };

/** Ends the verb with a sentence where something known goes wrong. */
export async function whileAuditing(
  command: Command,
  { json }: Pick<AuditFlags, "json">,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const verb = `audit ${command.name()}`;
  await whileInterruptible(command, { verb }, async ({ signal }) => {
    try {
      await checkOutputs(json === undefined ? {} : { json });
      await work(signal);
    } catch (error) {
      if (signal.aborted || !isKnown(error)) throw error;
      const hint = error instanceof LogDamaged ? ` ${damageHint}` : "";
      command.error(`tandem ${verb}: ${plainText(error.message + hint)}`, {
        exitCode: exit.unusable,
      });
    }
  });
}

const damageHint =
  "tandem audit verify says what is damaged: restore the log from a backup, or start the gateway with --new-log.";

export async function withAudit(
  command: Command,
  flags: StoreFlags,
  work: (access: AuditAccess) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  await requireData(command, flags);
  const opened = async (store: Store) => {
    const installation = await installationOf(store);
    const vault = createVault(store, { now: Date.now });
    const damages = new Map<string, string>();
    try {
      await work({
        store,
        logs: openLogs(store),
        onDamage: (log, { message }) => void damages.set(log, damages.get(log) ?? message),
        installation,
        async open(subject, payload) {
          const plain = await vault.open(subject, payload);
          if (plain === undefined && (await hasKey(store, subject))) throw new PayloadChanged();
          return plain;
        },
        record: (event) => recordEvent(store, event, signal),
        by: `shell:${userName()}`,
        now: Date.now,
      });
    } finally {
      vault.close();
      for (const message of damages.values()) {
        const text = `tandem audit ${command.name()}: ${message} Everything else is there: tandem audit verify says what is damaged.`;
        await print("stderr", `${plainText(text)}\n`);
      }
    }
  };
  await withStore(command, flags, opened, signal);
}

/** What lies there is not what was encrypted. */
class PayloadChanged extends Error {}

/** Without its key a payload was destroyed; with it, what cannot be opened was changed. */
async function hasKey({ db }: Store, subject: string): Promise<boolean> {
  const rows = db.selectFrom("subject_keys").select("id").where("id", "=", subject);
  return (await rows.executeTakeFirst()) !== undefined;
}

/** Opening an embedded store makes what is not there: a mistyped folder must not pass for an empty audit. */
export async function requireData(command: Command, flags: StoreFlags): Promise<void> {
  const place = placeOf(flags);
  if (!("data" in place)) return;
  try {
    await stat(path.join(place.data, "tandem.db"));
  } catch (error) {
    const message = `tandem audit ${command.name()}: No gateway has its data in ${place.data} (${codeOf(error)}): name its folder with --data, or its database with --database.`;
    command.error(plainText(message), { exitCode: exit.unusable });
  }
}

function isKnown(error: unknown): error is Error {
  return [AuditToolError, LogDamaged, ConfigError].some((kind) => error instanceof kind);
}

function userName(): string {
  try {
    return userInfo().username;
  } catch (error) {
    // Containers run as users that have no name.
    if (codeOf(error) !== "ERR_SYSTEM_ERROR") throw error;
    return String(process.getuid?.() ?? "unknown");
  }
}
