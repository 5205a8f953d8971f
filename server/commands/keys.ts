// `tandem keys`: reads the command line, changes keys in the store, and has every change recorded in the audit. It shows a
// key once, when it is made, and knows nothing of how keys are checked.
import { writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { Command, InvalidArgumentError, Option } from "commander";
import type { AuditEventName } from "../../core/protocol/audit-record.ts";
import { type GatewayKey, type Role, roles } from "../../core/protocol/gateway-key.ts";
import { plainLine } from "../../evals/report/plain-line.ts";
import { none, tableOf } from "../../evals/report/table-text.ts";
import { textTable } from "../../evals/report/text-table.ts";
import { recordEvent } from "../audit/tools-log.ts";
import { durationMs, expiryOf } from "../keys/expiry.ts";
import { KeyError } from "../keys/key-error.ts";
import type { NewKey } from "../keys/key-format.ts";
import {
  type Announce,
  createKey,
  type KeyFacts,
  listKeys,
  type Revoked,
  revokeKey,
  rotateKey,
} from "../keys/key-store.ts";
import type { OpenOptions } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import { codeOf, exit, print, unwritable, whileInterruptible } from "./failures.ts";
import { checkOutputs } from "./outputs.ts";
import { type StoreFlags, storeOptions, typedPlace, withStore } from "./store-options.ts";

/** True: to stdout. */
type JsonFlag = { json?: string | true };
type CreateFlags = StoreFlags &
  JsonFlag & { name: string; role: Role; team?: string; expires?: number };
type ListFlags = StoreFlags & JsonFlag & { all?: boolean };
type RevokeFlags = StoreFlags & { name?: string };
type RotateFlags = StoreFlags & JsonFlag & { grace: number };

export function keysCommand(): Command {
  return new Command("keys")
    .description("Make, list, revoke and rotate the keys that open a gateway.")
    .addHelpText("after", helpText)
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(revokeCommand())
    .addCommand(rotateCommand());
}

const helpText = `
Works beside running gateways, which follow within a second, or without one. Only hashes of keys are stored: a key is shown
once, when it is made. Every change is recorded in the audit.
Exit status: 0 done, 1 done but not recorded, 2 the store or the command line cannot be used, 130 after Ctrl-C.`;

function createCommand(): Command {
  return storeOptions(
    new Command("create")
      .description(
        "Make a key for a person or a CI job; the same name again is another key of theirs.",
      )
      .requiredOption("--name <name>", "who it is for; keys of one name are one person's")
      .addOption(
        new Option(
          "--role <role>",
          "what it is good for: ci is never served as more urgent than review",
        )
          .choices(roles)
          .makeOptionMandatory(),
      )
      .option("--team <name>", "team that usage is counted for; from now on that of the person")
      .option("--expires <when>", "90d, 24h, or a date such as 2027-03-31 (UTC)", expiry),
  )
    .option("--json [file]", "print the key as JSON and nothing else, to stdout without a file")
    .action(create);
}

function listCommand(): Command {
  return storeOptions(
    new Command("list")
      .description("List the keys that work, and with --all also those that do no more.")
      .option("--all", "also expired and revoked keys"),
  )
    .option("--json [file]", "write the list as JSON, to stdout without a file")
    .action(list);
}

function revokeCommand(): Command {
  return storeOptions(
    new Command("revoke")
      .description("Make a key, or every key of a person, worthless for good.")
      .argument("[id]", "id of the key, as the list shows it; a whole key that was found does too")
      .option("--name <name>", "every key of this person or CI job"),
  ).action(revoke);
}

function rotateCommand(): Command {
  return storeOptions(
    new Command("rotate")
      .description("Make another key in the place of one, for the same person and as long a time.")
      .argument("<id>", "id of the key, as the list shows it")
      .option("--grace <duration>", "how long the old one still works, such as 24h", grace, 0),
  )
    .option("--json [file]", "print the key as JSON and nothing else, to stdout without a file")
    .action(rotate);
}

async function create({ name, role, team, expires, ...flags }: CreateFlags, command: Command) {
  await work(command, flags, async (store) => {
    const wish = {
      name,
      role,
      ...(team === undefined ? {} : { team }),
      ...(expires === undefined ? {} : { expiresAt: expires }),
    };
    const made = await createKey(store, wish, Date.now(), announcing(store, "key_created"));
    await handOver(made, flags);
  });
}

async function list({ all = false, ...flags }: ListFlags, command: Command) {
  await work(command, { ...flags, mustExist: true }, async (store) => {
    const keys = (await listKeys(store)).filter(({ state }) => all || state === "active");
    const text = `${JSON.stringify(keys, null, 2)}\n`;
    if (typeof flags.json === "string") await write(flags.json, text);
    await print(
      "stdout",
      flags.json === true ? text : `${listText(keys, { all, place: typedPlace(flags) })}\n`,
    );
  });
}

async function revoke(id: string | undefined, { name, ...flags }: RevokeFlags, command: Command) {
  const which = id ?? (name === undefined ? undefined : { name });
  if (which === undefined || (id !== undefined && name !== undefined)) {
    command.error("tandem keys revoke: name a key by its id, or a person by --name.");
  }
  await work(command, { ...flags, mustExist: true }, async (store) => {
    const revoked = await revokeKey(store, which);
    await print("stdout", `${revokedText(revoked)}\n`);
    if (revoked.wasLastAdmin) await print("stderr", noAdminLeft(typedPlace(flags)));
    // Worthless first, recorded then: a full disk must not keep a stolen key alive.
    await recordRevoked(store, revoked);
  });
}

async function rotate(id: string, { grace: graceMs, ...flags }: RotateFlags, command: Command) {
  await work(command, { ...flags, mustExist: true }, async (store) => {
    const announce = announcing(store, "key_rotated");
    await handOver(await rotateKey(store, id, { graceMs }, Date.now(), announce), flags);
  });
}

async function work(
  command: Command,
  flags: StoreFlags & OpenOptions & JsonFlag,
  change: (store: Store) => Promise<void>,
): Promise<void> {
  const verb = `keys ${command.name()}`;
  const refuse = (error: unknown): never => {
    if (!(error instanceof KeyError || error instanceof NotRecorded)) throw error;
    command.error(`tandem ${verb}: ${plainLine(error.message, longestSentence)}`, {
      exitCode: exit.unusable,
    });
  };
  await whileInterruptible(command, { verb }, async ({ signal }) => {
    await checkOutputs(flags.json === undefined ? {} : { json: flags.json });
    await withStore(command, flags, (store) => change(store).catch(refuse), signal);
  });
}

/** The audit did not take what has to be recorded before it is done. */
class NotRecorded extends Error {
  readonly code = "not_recorded";
}

function announcing(store: Store, event: AuditEventName): Announce {
  return async (facts) => {
    try {
      await record(store, event, facts);
    } catch (error) {
      const why = `Nothing was changed, because the audit could not be written (${codeOf(error)})`;
      throw new NotRecorded(`${why}: look at its disk or database, and try again.`, {
        cause: error,
      });
    }
  };
}

async function recordRevoked(store: Store, { keys }: Revoked): Promise<void> {
  try {
    for (const { facts } of keys) await record(store, "key_revoked", facts);
  } catch (error) {
    const why = `This could not be recorded in the audit (${codeOf(error)})`;
    await print("stderr", `${why}: look at its disk or database.\n`);
    process.exitCode = exit.negative;
  }
}

function record(store: Store, event: AuditEventName, facts: KeyFacts): Promise<void> {
  return recordEvent(store, { event, by: `shell:${userName()}`, facts });
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

async function handOver({ key, id }: NewKey, flags: StoreFlags & JsonFlag): Promise<void> {
  const { json } = flags;
  const text = `${JSON.stringify({ key, id })}\n`;
  if (json === true) return print("stdout", text);
  if (typeof json === "string") {
    await write(json, text);
    return print("stderr", `The key is in ${json}.\n${howToUse(id, flags)}`);
  }
  await print("stdout", `${key}\n`);
  await print("stderr", `\nKeep it now: it is not shown again.\n${howToUse(id, flags)}`);
}

function howToUse(id: string, flags: StoreFlags): string {
  return `In the editor, give it to the command "Tandem: Set API Key". Any other OpenAI client takes it as its API key, with the
gateway's URL and /v1 as its base URL. To make it worthless: tandem keys revoke ${id}${typedPlace(flags)}
`;
}

/** A file of its own is for its owner alone. */
async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { mode: 0o600 });
  } catch (error) {
    throw unwritable(file, error);
  }
}

function listText(
  keys: readonly GatewayKey[],
  { all, place }: { all: boolean; place: string },
): string {
  if (keys.length === 0) {
    return all
      ? `There are no keys yet: make the first one with tandem keys create --name NAME --role admin${place}`
      : "There is no key that works: --all shows those that do no more; tandem keys create makes one.";
  }
  const { head, rows } = tableOf("", keys, [
    { head: "id", align: "left", cell: ({ id }) => id },
    { head: "name", align: "left", cell: ({ name }) => plainLine(name) },
    {
      head: "team",
      align: "left",
      cell: ({ team }) => (team === undefined ? none : plainLine(team)),
    },
    { head: "role", align: "left", cell: ({ role }) => role },
    { head: "made", align: "left", cell: ({ createdAt }) => timeText(createdAt) },
    { head: "expires", align: "left", cell: ({ expiresAt }) => timeText(expiresAt) },
    { head: "state", align: "left", cell: stateText },
  ]);
  return textTable(head, rows);
}

function stateText({ state, replacedBy }: GatewayKey): string {
  return replacedBy === undefined ? state : `${state}, replaced by ${replacedBy}`;
}

function timeText(at: number | undefined): string {
  return at === undefined ? none : `${new Date(at).toISOString().slice(0, 16).replace("T", " ")}Z`;
}

const longestSentence = 400;

function noAdminLeft(place: string): string {
  return `No admin is left who has a key that works: make one with tandem keys create --name NAME --role admin${place}\n`;
}

function revokedText({ keys }: Revoked): string {
  if (keys.length === 0) return "Nothing to do: that was revoked before.";
  return `Revoked ${keys.map(({ id }) => id).join(", ")}. Running gateways refuse ${keys.length === 1 ? "it" : "them"} within a second.`;
}

function expiry(text: string): number {
  const at = expiryOf(text, Date.now());
  if (at !== undefined) return at;
  throw new InvalidArgumentError(
    "It has to be a duration such as 90d, 24h or 12w, or a date to come such as 2027-03-31.",
  );
}

function grace(text: string): number {
  const ms = durationMs(text);
  if (ms !== undefined) return ms;
  throw new InvalidArgumentError("It has to be a duration such as 30m, 24h or 7d.");
}
