// The `tandem` command: its verbs and how it fails. Every verb lives in a file of its own, and only the one that is asked for
// is loaded.
import { Command, CommanderError } from "commander";
import about from "../package.json" with { type: "json" };

const usageError = 2;

type Verb = {
  load(): Promise<Command>;
  /** The oldest Node that has what it uses; below 22 the HTTP client does not load, below 24 no store. */
  node: number;
};

const verbs: ReadonlyMap<string, Verb> = new Map([
  ["audit", { node: 24, load: async () => (await import("./commands/audit.ts")).auditCommand() }],
  ["bench", { node: 22, load: async () => (await import("./commands/bench.ts")).benchCommand() }],
  ["eval", { node: 22, load: async () => (await import("./commands/eval.ts")).evalCommand() }],
  ["keys", { node: 24, load: async () => (await import("./commands/keys.ts")).keysCommand() }],
  ["serve", { node: 24, load: async () => (await import("./commands/serve.ts")).serveCommand() }],
  ["sim", { node: 20, load: async () => (await import("./commands/sim.ts")).simCommand() }],
  ["usage", { node: 24, load: async () => (await import("./commands/usage.ts")).usageCommand() }],
]);

const program = new Command("tandem")
  .description("The coding assistant for companies that run their own models.")
  .version(`tandem ${about.version}`)
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "tandem: ")) })
  // A verb and the verbs below it have options of the same names.
  .enablePositionalOptions()
  .exitOverride();

try {
  for (const { load, node } of wanted(process.argv[2])) {
    requireNode(node);
    const command = await load();
    program.addCommand(command.copyInheritedSettings(program));
    for (const verb of command.commands) verb.copyInheritedSettings(command);
  }
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

/** @throws CommanderError, after the sentence */
function requireNode(oldest: number): void {
  if (Number.parseInt(process.versions.node, 10) >= oldest) return;
  program.error(
    `error: this needs Node.js ${oldest} or newer: the one that runs it is ${process.version}.`,
    { exitCode: usageError },
  );
}
