// `tandem audit checkpoint`: prints the signed heads of all logs, to be kept where the gateway's machine cannot reach.
import { Command } from "commander";
import { originOf, verifierKey } from "../../audit/merkle/note.ts";
import { makeCheckpoint } from "../../audit/tools/heads.ts";
import { print } from "../failures.ts";
import { storeOptions } from "../store-options.ts";
import { type AuditFlags, whileAuditing, withAudit } from "./open-audit.ts";
import { putOut } from "./results.ts";

export function checkpointCommand(): Command {
  return storeOptions(
    new Command("checkpoint").description(
      "Print the signed heads of all logs: keep them elsewhere, for tandem audit verify --against.",
    ),
  )
    .option("--json [file]", "write it as JSON with the public key, to stdout without a file")
    .action(checkpoint);
}

async function checkpoint(flags: AuditFlags, command: Command): Promise<void> {
  await whileAuditing(command, flags, (signal) =>
    withAudit(
      command,
      flags,
      async (access) => {
        const { id, publicKey } = access.installation;
        const { note, heads } = await makeCheckpoint(access);
        const key = verifierKey(originOf(id), publicKey);
        const document = {
          schemaVersion: 1,
          installation: id,
          publicKey: publicKey.toString("base64"),
          verifierKey: key,
          checkpoint: note,
          logs: heads.map(({ log, size, root }) => ({ log, size, root: root.toString("base64") })),
        };
        // A note ends with a line end of its own.
        await putOut(flags, document, note.slice(0, -1));
        await print(
          "stderr",
          `Signed by ${key}: keep this key with it, for verify --public-key.\n`,
        );
      },
      signal,
    ),
  );
}
