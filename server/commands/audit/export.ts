// `tandem audit export`: writes records with the proofs that they belong to the logs, for whoever has to check them without
// the gateway.
import { createWriteStream } from "node:fs";
import { Command, Option } from "commander";
import type { ExportRequest } from "../../audit/tools/export.ts";
import { type ExportProfile, exportLines, exportProfiles } from "../../audit/tools/export-file.ts";
import type { Store } from "../../store/store.ts";
import { OutputError } from "../failures.ts";
import { checkOutputs } from "../outputs.ts";
import { storeOptions } from "../store-options.ts";
import {
  type FilterFlags,
  filterOf,
  filterOptions,
  type RedactFlags,
  redactOf,
  redactOptions,
} from "./filters.ts";
import { type AuditFlags, whileAuditing, withAudit } from "./open-audit.ts";
import { writeAll } from "./write-all.ts";

type Flags = Omit<AuditFlags, "json"> &
  FilterFlags &
  RedactFlags & { output?: string; original?: boolean; payload: boolean; profile: ExportProfile };

export function exportCommand(): Command {
  const command = new Command("export").description(
    "Write records as JSON lines with their proofs, up to the newest signed heads. It is recorded.",
  );
  return redactOptions(filterOptions(storeOptions(command)))
    .option("-o, --output <file>", "file to write (default: stdout)")
    .option("--original", "with everything that is secret in it; that is recorded as such")
    .option("--no-payload", "without queries and answers: who, when, what came of it, and proofs")
    .addOption(
      new Option(
        "--profile <name>",
        "shape of the lines; copilot: as Copilot's usage records, without proofs",
      )
        .choices(exportProfiles)
        .default("tandem"),
    )
    .action(run);
}

async function run(flags: Flags, command: Command): Promise<void> {
  const { output, profile } = flags;
  await whileAuditing(command, {}, async (signal) => {
    // It is looked at as every other file that results go to.
    if (output !== undefined) await checkOutputs({ json: output });
    checkTexts(flags);
    await withAudit(
      command,
      flags,
      async (access) => {
        const filter = await filterOf(access.store, flags);
        const texts = await textsOf(access.store, flags);
        const lines = exportLines(access, { filter, texts, profile }, signal);
        // Opened when there is something to write: a refused export leaves an older file as it is.
        const first = await lines.next();
        const target =
          output === undefined ? process.stdout : createWriteStream(output, { mode: 0o600 });
        await writeAll(target, from(first, lines), output ?? "stdout", signal);
      },
      signal,
    );
  });
}

async function* from(
  first: IteratorResult<string>,
  rest: AsyncGenerator<string>,
): AsyncGenerator<string> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

function checkTexts({ original = false, payload }: Flags): void {
  if (original && !payload) {
    throw new OutputError("--original and --no-payload exclude each other: leave one out.");
  }
}

async function textsOf(store: Store, flags: Flags): Promise<ExportRequest["texts"]> {
  if (!flags.payload) return "none";
  return flags.original === true ? "original" : { redact: await redactOf(store, flags) };
}
