// The `tandem` command: its verbs and how it fails. Every verb lives in a file of its own, and only the one that is asked for
// is loaded.
import { Command, CommanderError } from "commander";

const usageError = 2;

const verbs: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ["audit", async () => (await import("./commands/audit.ts")).auditCommand()],
  ["bench", async () => (await import("./commands/bench.ts")).benchCommand()],
  ["eval", async () => (await import("./commands/eval.ts")).evalCommand()],
  ["keys", async () => (await import("./commands/keys.ts")).keysCommand()],
  ["serve", async () => (await import("./commands/serve.ts")).serveCommand()],
  ["sim", async () => (await import("./commands/sim.ts")).simCommand()],
  ["usage", async () => (await import("./commands/usage.ts")).usageCommand()],
]);

const program = new Command("tandem")
  .description("The coding assistant for companies that run their own models.")
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "tandem: ")) })
  // A verb and the verbs below it have options of the same names.
  .enablePositionalOptions()
  .exitOverride();
for (const load of wanted(process.argv[2])) {
  const command = await load();
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

/** All of them where the help lists them, or where what was asked for is none. */
function wanted(verb: string | undefined) {
  const only = verbs.get(verb ?? "");
  return only === undefined ? [...verbs.values()] : [only];
}
