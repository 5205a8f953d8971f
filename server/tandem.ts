// The `tandem` command: its verbs and how it fails. Every verb lives in a file of its own.
import { Command, CommanderError } from "commander";
import { benchCommand } from "./commands/bench.ts";
import { evalCommand } from "./commands/eval.ts";
import { simCommand } from "./commands/sim.ts";

const usageError = 2;

const program = new Command("tandem")
  .description("The coding assistant for companies that run their own models.")
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "tandem: ")) })
  // A verb and the verbs below it have options of the same names.
  .enablePositionalOptions()
  .exitOverride();
for (const command of [benchCommand(), evalCommand(), simCommand()]) {
  program.addCommand(command.copyInheritedSettings(program));
  for (const verb of command.commands) verb.copyInheritedSettings(command);
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  // Commander has printed the help or the sentence already.
  process.exitCode = error.exitCode === 0 ? 0 : usageError;
}
