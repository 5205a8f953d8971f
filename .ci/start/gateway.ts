// The gateway that `npm start` puts between the editor and its models, with a data folder of its own that is kept, and a key
// for the person. It runs the command as anybody would, and knows its options only as strings.
import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startProcessGroup } from "../../extension/test/harness/process-group.ts";
import { awaitLine } from "../../extension/test/harness/program-line.ts";

export type RunningGateway = {
  /** Base URL, with /v1. */
  url: string;
  key: string;
  stop: () => Promise<void>;
};

export type GatewayOptions = {
  /** Holds configuration, keys and audit. */
  folder: string;
  /** What stands in the configuration file, as core/protocol/gateway-config.ts describes it. */
  config: Record<string, unknown>;
  env: NodeJS.ProcessEnv;
};

const readyMs = 30_000;
const command = path.resolve(import.meta.dirname, "../../dist/tandem.js");
const run = promisify(execFile);

export async function startGateway(
  { folder, config, env }: GatewayOptions,
  signal: AbortSignal,
): Promise<RunningGateway> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, "gateway.yaml");
  // JSON is YAML.
  await writeFile(file, JSON.stringify(config, null, 2));
  const place = ["--data", path.join(folder, "data")];
  const key = await createKey(place, env, signal);
  const group = startProcessGroup({
    command: process.execPath,
    args: [command, "serve", "--config", file, ...place, "--port", "0", "--json"],
    env,
  });
  const [, url = ""] = await awaitLine(
    group,
    { pattern: /"url":\s*"([^"]+)"/, timeoutMs: readyMs, what: "The gateway" },
    signal,
  );
  return { url, key, stop: group.stop };
}

async function createKey(
  place: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<string> {
  const who = ["--name", userInfo().username, "--role", "admin", "--expires", "7d"];
  const args = [command, "keys", "create", ...who, ...place, "--json"];
  const { stdout } = await run(process.execPath, args, { env, signal });
  // What the command prints is checked where it is written: one object with the key.
  return (JSON.parse(stdout) as { key: string }).key;
}
