// `tandem audit`: the verbs on what a gateway has recorded. Every verb lives in a file of its own.
import { Command } from "commander";
import { checkpointCommand } from "./audit/checkpoint.ts";
import { eraseCommand } from "./audit/erase.ts";
import { exportCommand } from "./audit/export.ts";
import { searchCommand } from "./audit/search.ts";
import { showCommand } from "./audit/show.ts";
import { verifyCommand } from "./audit/verify.ts";

export function auditCommand(): Command {
  return new Command("audit")
    .description("Verify, search, show, export and erase what a gateway has recorded.")
    .addHelpText("after", helpText)
    .addCommand(checkpointCommand())
    .addCommand(verifyCommand())
    .addCommand(searchCommand())
    .addCommand(showCommand())
    .addCommand(exportCommand())
    .addCommand(eraseCommand());
}

const helpText = `
Works beside running gateways or without one. Whoever searches, shows or exports is recorded before anything is shown.
Exit status: 0 done or verified, 1 not what was signed, 2 the store or the command line cannot be used, 130 after Ctrl-C.`;
