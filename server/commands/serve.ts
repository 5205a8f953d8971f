// `tandem serve`: reads the command line and the environment, starts the gateway, and says what it serves and where. It
// knows nothing of how requests are served.
import { Command, Option } from "commander";
import type { Gateway, GatewayOptions } from "../gateway-options.ts";
import { exit, print } from "./failures.ts";
import { wholeNumber } from "./options.ts";
import { announcement, farewell, firstKeyHint } from "./serve/announcement.ts";
import { gatewayLog } from "./serve/gateway-log.ts";
import { withHeapSettings } from "./serve/heap-settings.ts";
import { startFailure } from "./serve/start-failure.ts";
import { stopSignals } from "./serve/stop-signals.ts";
import { placeOf, type StoreFlags, storeOptions } from "./store-options.ts";

type Flags = StoreFlags & {
  config?: string;
  upstream?: string;
  host: string;
  port: number;
  open?: boolean;
  witness?: string[];
  newLog?: boolean;
  json?: boolean;
};

const upstreamKey = "TANDEM_UPSTREAM_API_KEY";

export function serveCommand(): Command {
  const command = new Command("serve")
    .description("Run the gateway: one audited, fair door to every model, for any OpenAI client.")
    .option("--config <file>", "configuration in YAML, followed as it changes")
    .addOption(
      new Option(
        "--upstream <url>",
        "the one vLLM server, such as http://gpu1:8000/v1, where there is no configuration",
      ).conflicts("config"),
    )
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option(
      "--port <number>",
      "port to listen on, 0 for any free one",
      wholeNumber(0, 65_535),
      4000,
    )
    .option("--open", "serve anybody without a key, for trying it out on this machine")
    .option(
      "--witness <target>",
      "file or URL that signed heads of the audit are shipped to, repeatable",
      collect,
    )
    .option(
      "--new-log",
      "where an audit log is damaged, go on in a new one; that is recorded, and the damage stays on show",
    );
  return storeOptions(command)
    .option("--json", "print one JSON line when listening")
    .addHelpText("after", helpText)
    .action(serve);
}

const helpText = `
The key of --upstream comes by ${upstreamKey}. SIGHUP reads the configuration again. SIGTERM and Ctrl-C let requests
under way finish, up to 30 seconds; a second one ends them at once.
Exit status: 0 stopped, 1 another gateway took over its audit log, 2 it could not be started.`;

async function serve(flags: Flags, command: Command): Promise<void> {
  withHeapSettings();
  const stop = stopSignals();
  const { log, writeLog, flush } = gatewayLog();
  const place = placeOf(flags);
  try {
    const options = { ...(await sourceOf(flags, command)), place, log, writeLog };
    // Loaded on first use: the other verbs begin without it.
    const { startGateway } = await import("../gateway.ts");
    const gateway = await startGateway(options, stop.signal);
    stop.onReload(gateway.reload);
    stop.onAskedAgain(gateway.hurry);
    const { json: isJson = false, open: isOpen = false } = flags;
    await print("stdout", announcement(gateway, { place, isJson, isOpen }));
    if (gateway.keys() === 0) await print("stderr", firstKeyHint(flags));
    const lost = await Promise.race([stop.whenAsked, gateway.lost]);
    if (lost instanceof Error) await giveUp(gateway, lost);
    else await print("stderr", farewell(gateway.underWay()));
    await gateway.close();
  } catch (error) {
    if (stop.signal.aborted && error === stop.signal.reason) return;
    const message = await startFailure(error, { ...flags, place });
    if (message === undefined) throw error;
    command.error(`tandem serve: ${message}`, { exitCode: exit.unusable });
  } finally {
    stop.release();
    flush();
  }
}

/** What is under way cannot be recorded any more, and so not be answered. */
async function giveUp(gateway: Gateway, { message }: Error): Promise<void> {
  await print("stderr", `tandem serve: ${message}\n`);
  process.exitCode = exit.negative;
  gateway.hurry();
}

async function sourceOf(
  flags: Flags,
  command: Command,
): Promise<Omit<GatewayOptions, "place" | "log" | "writeLog">> {
  const {
    config: file,
    upstream,
    host,
    port,
    open: isOpen = false,
    witness: witnesses = [],
    newLog = false,
  } = flags;
  if (isOpen && !isLoopback(host)) {
    command.error(
      "tandem serve: --open works on this machine only: leave out --host, or make keys.",
    );
  }
  const rest = { host, port, isOpen, witnesses, newLog, env: process.env };
  if (file !== undefined) return { ...rest, config: { file } };
  if (upstream === undefined) {
    command.error(
      "tandem serve: name a model server with --upstream URL, or a configuration with --config FILE.",
    );
  }
  const { configForUpstream } = await import("../config/default-config.ts");
  const fixed = configForUpstream(upstream);
  if (process.env[upstreamKey]) {
    for (const each of Object.values(fixed.upstreams)) each.key = { env: upstreamKey };
  }
  return { ...rest, config: { fixed } };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}
