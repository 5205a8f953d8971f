// Where a verb finds the store: the two options that every verb on a gateway's data has, their stand-ins in the environment,
// and the store itself for as long as the verb works. It does not know what is done with it.
import { homedir } from "node:os";
import path from "node:path";
import { type Command, Option } from "commander";
import { plainText } from "../../evals/report/plain-line.ts";
import { type OpenOptions, openStore, storeErrorOf } from "../store/open-store.ts";
import type { Store, StorePlace } from "../store/store.ts";
import { StoreError } from "../store/store-error.ts";
import { exit } from "./failures.ts";

export type StoreFlags = { data?: string; database?: string };

export function storeOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--data <folder>",
        "folder of the embedded store and the audit log (default: TANDEM_DATA, or tandem in the user's data folder)",
      ).conflicts("database"),
    )
    .option(
      "--database <url>",
      "PostgreSQL instead, such as postgres://user@host/tandem; with a password better by TANDEM_DATABASE",
    );
}

/** What the command line says goes before what the environment says. */
export function placeOf({ data, database }: StoreFlags, env = process.env): StorePlace {
  if (database !== undefined) return { database };
  if (data !== undefined) return { data };
  if (env.TANDEM_DATABASE) return { database: env.TANDEM_DATABASE };
  return { data: env.TANDEM_DATA || defaultDataFolder(env) };
}

/** The same place for another command on the same line, behind a blank; empty where none was typed. No password is in it. */
export function typedPlace({ data, database }: StoreFlags): string {
  if (database !== undefined) return ` --database ${quoted(withoutPassword(database))}`;
  return data === undefined ? "" : ` --data ${quoted(data)}`;
}

function withoutPassword(database: string): string {
  if (!URL.canParse(database)) return "URL";
  const url = new URL(database);
  if (url.password !== "") url.password = "PASSWORD";
  if (url.searchParams.has("password")) url.searchParams.set("password", "PASSWORD");
  return url.href;
}

function quoted(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function defaultDataFolder({ XDG_DATA_HOME }: NodeJS.ProcessEnv): string {
  // Relative ones are not valid and have to be ignored.
  const base = XDG_DATA_HOME && path.isAbsolute(XDG_DATA_HOME) ? XDG_DATA_HOME : undefined;
  return path.join(base ?? path.join(homedir(), ".local/share"), "tandem");
}

/**
 * Opens the store, made anew unless it `mustExist`, works, and closes it. A store that cannot be used ends the verb with its sentence, unless it was aborted:
 * then what came of that is thrown on.
 */
export async function withStore<Value>(
  command: Command,
  { mustExist = false, ...flags }: StoreFlags & OpenOptions,
  work: (store: Store, place: StorePlace) => Promise<Value>,
  signal?: AbortSignal,
): Promise<Value> {
  const place = placeOf(flags);
  try {
    const store = await untilAborted(openStore(place, { mustExist }), signal);
    try {
      return await work(store, place);
    } finally {
      await store.close();
    }
  } catch (error) {
    const known = signal?.aborted ? error : await storeErrorOf(place, error);
    if (!(known instanceof StoreError)) throw error;
    command.error(`tandem ${verbOf(command)}: ${plainText(known.message)}`, {
      exitCode: exit.unusable,
    });
  }
}

/** A server that does not answer holds nobody up; what opens too late is closed again. */
function untilAborted(opening: Promise<Store>, signal: AbortSignal | undefined): Promise<Store> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      opening.then((store) => store.close()).catch(() => undefined);
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", abort, { once: true });
    opening.then(resolve, reject).finally(() => signal?.removeEventListener("abort", abort));
  });
}

/** `keys create`, without the name of the program. */
function verbOf(command: Command): string {
  const { parent } = command;
  return parent?.parent ? `${verbOf(parent)} ${command.name()}` : command.name();
}
