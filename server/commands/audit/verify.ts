// `tandem audit verify`: reads everything that was recorded, or a file that was exported, and says whether it is what was
// signed. It writes nothing, so that a copy on a medium that cannot be written does as well.
import { Command, InvalidArgumentError } from "commander";
import { readVerifierKey } from "../../audit/merkle/note.ts";
import { readAnchors } from "../../audit/tools/anchors.ts";
import { watchDestruction } from "../../audit/tools/destroyed.ts";
import { readHeads, readKeptHeads } from "../../audit/tools/heads.ts";
import { verifyLogs } from "../../audit/tools/verify.ts";
import { verifyExport } from "../../audit/tools/verify-export.ts";
import { exit } from "../failures.ts";
import { storeOptions } from "../store-options.ts";
import { type AuditFlags, whileAuditing, withAudit } from "./open-audit.ts";
import { readable } from "./read-only-copy.ts";
import { putOut } from "./results.ts";
import { exportVerdict, logsVerdict, type Verdict } from "./verdict.ts";

type Flags = AuditFlags & { against?: string; publicKey?: Buffer; export?: string };

export function verifyCommand(): Command {
  return storeOptions(
    new Command("verify").description(
      "Read everything that was recorded, and say whether it is whole and unchanged.",
    ),
  )
    .option(
      "--against <file>",
      "a checkpoint that was kept elsewhere, or the file that --witness wrote: without one, whoever can write to the store could have replaced everything",
    )
    .option("--public-key <key>", "the only key that is believed, as checkpoint printed it", key)
    .option("--export <file>", "a file of tandem audit export instead; needs no store")
    .option("--json [file]", "write the verdict as JSON, to stdout without a file")
    .action(verify);
}

async function verify(flags: Flags, command: Command): Promise<void> {
  await whileAuditing(command, flags, async (signal) => {
    if (flags.export === undefined) await verifyStore(flags, command, signal);
    else await tell(flags, await verdictOnExport(flags.export, flags, signal));
  });
}

async function verifyStore(flags: Flags, command: Command, signal: AbortSignal): Promise<void> {
  await using place = await readable(flags);
  await withAudit(
    command,
    place.flags,
    async ({ store, installation }) => {
      const logs = place.logsOf(store);
      const authority = {
        id: installation.id,
        publicKey: flags.publicKey ?? installation.publicKey,
      };
      // First the heads: what comes after them while the logs are read is no concern of theirs.
      const signed = await readHeads(store, authority);
      const kept = await readKeptHeads(logs, authority);
      const anchors =
        flags.against === undefined
          ? undefined
          : await readAnchors(flags.against, authority, signal);
      const destruction = await watchDestruction(store);
      const request = {
        logs,
        signed,
        kept,
        destruction,
        ...(anchors === undefined ? {} : { anchors }),
      };
      await tell(flags, logsVerdict(await verifyLogs(request, signal)));
    },
    signal,
  );
}

async function verdictOnExport(file: string, flags: Flags, signal: AbortSignal): Promise<Verdict> {
  const { against, publicKey } = flags;
  const found = await verifyExport(
    {
      file,
      publicKey,
      anchorsFor: async (authority) =>
        against === undefined ? undefined : readAnchors(against, authority, signal),
    },
    signal,
  );
  return exportVerdict(found, publicKey !== undefined);
}

async function tell(flags: Flags, { document, text }: Verdict): Promise<void> {
  await putOut(flags, document, text);
  if (document.verdict === "broken") process.exitCode = exit.negative;
}

function key(text: string): Buffer {
  const found = readVerifierKey(text.trim());
  if (found !== undefined) return found;
  throw new InvalidArgumentError("It has to be a key as tandem audit checkpoint prints it.");
}
