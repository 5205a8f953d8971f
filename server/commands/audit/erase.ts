// `tandem audit erase`: destroys the keys to a person's queries and answers, after asking, and says what that reaches and
// what it does not.
import { createInterface } from "node:readline/promises";
import { Command } from "commander";
import { dayMs } from "../../audit/tools/destroyed.ts";
import { type ErasurePlan, erase, planErasure } from "../../audit/tools/erase.ts";
import { findPerson } from "../../audit/tools/request-filter.ts";
import { OutputError, print } from "../failures.ts";
import { storeOptions } from "../store-options.ts";
import { moment } from "./filters.ts";
import { type AuditFlags, whileAuditing, withAudit } from "./open-audit.ts";
import { plural, putOut, visible } from "./results.ts";

type Flags = AuditFlags & { person: string; before?: number; forgetName?: boolean; yes?: boolean };

export function eraseCommand(): Command {
  const command = new Command("erase").description(
    "Make a person's queries and answers unreadable for ever. Records and proofs stay.",
  );
  return storeOptions(command)
    .requiredOption("--person <name>", "whose, by name or pseudonym")
    .option(
      "--before <time>",
      "only those of days before this one: 90d, or 2026-01-31 (UTC)",
      moment,
    )
    .option("--forget-name", "forget also who the pseudonym is")
    .option("--yes", "do not ask")
    .option("--json [file]", "write what was done as JSON, to stdout without a file")
    .action(run);
}

async function run(flags: Flags, command: Command): Promise<void> {
  const { before, forgetName = false } = flags;
  await whileAuditing(command, flags, (signal) =>
    withAudit(
      command,
      flags,
      async (access) => {
        const person = await findPerson(access.store, flags.person);
        const beforeDay = before === undefined ? undefined : Math.floor(before / dayMs);
        const wanted = { person, beforeDay, forgetName };
        const plan = await planErasure(access.store, wanted, access.now());
        if (plan.keys === 0 && !(forgetName && person.name !== null)) {
          await putOut(
            flags,
            documentOf(plan, 0),
            `Nothing to erase: ${nameOf(plan)} has no queries or answers that can be read.`,
          );
          return;
        }
        if (flags.yes !== true && !(await isMeant(plan, signal))) {
          await print("stderr", "Nothing was erased.\n");
          return;
        }
        const keys = await erase(access, plan);
        await putOut(flags, documentOf(plan, keys), doneText(plan, keys));
        await print("stderr", `${limits(access.store.dialect)}\n`);
      },
      signal,
    ),
  );
}

/** @throws OutputError where nobody can be asked */
async function isMeant(plan: ErasurePlan, signal: AbortSignal): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new OutputError("Nobody can be asked whether that is meant: say it with --yes.");
  }
  await using asking = asked();
  const what =
    plan.beforeDay === undefined ? "everything" : `everything before ${dayText(plan.beforeDay)}`;
  const question = `Destroy ${what} that ${nameOf(plan)} asked and was answered (${plural(plan.keys, "encryption key")})? It cannot be undone. Type yes: `;
  return (await asking.question(question, signal)).trim() === "yes";
}

/** On stderr, so that stdout stays for the result. */
function asked() {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return {
    question: (text: string, signal: AbortSignal) => lines.question(text, { signal }),
    [Symbol.asyncDispose]: async () => lines.close(),
  };
}

function documentOf({ person, beforeDay, forgetName, activeKeys }: ErasurePlan, keys: number) {
  return {
    schemaVersion: 1,
    person: person.id,
    ...(beforeDay === undefined ? {} : { before: beforeDay * dayMs }),
    keysDestroyed: keys,
    nameForgotten: forgetName,
    activeKeys,
  };
}

function doneText(plan: ErasurePlan, keys: number): string {
  const { beforeDay, forgetName, activeKeys } = plan;
  const when = beforeDay === undefined ? "" : ` of days before ${dayText(beforeDay)}`;
  const lines = [
    `Destroyed ${plural(keys, "encryption key")}: what ${nameOf(plan)} asked and was answered${when} cannot be read any more. Records and proofs are as they were.`,
  ];
  if (forgetName) lines.push(`The name is forgotten; ${plan.person.id} stays in the records.`);
  if (activeKeys > 0) {
    lines.push(
      `${plural(activeKeys, "API key")} of theirs still opened the gateway: tandem keys revoke ends that.`,
    );
  }
  return visible(lines.join("\n"));
}

function limits(dialect: "sqlite" | "postgres"): string {
  return dialect === "sqlite"
    ? "Not reached: backups of the store, snapshots of its disk, and what was exported or shown before."
    : "Not reached: backups and replicas of the database, its write-ahead log until it is recycled, and what was exported or shown before.";
}

function nameOf({ person }: ErasurePlan): string {
  return person.name ?? person.id;
}

function dayText(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
