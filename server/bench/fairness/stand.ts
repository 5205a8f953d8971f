// The programs a benchmark of fairness needs: simulated endpoints, a gateway with a key for everybody, and traffic, each a
// process of its own. It knows how they are started and where they say what happened, and measures nothing.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Role } from "../../../core/protocol/gateway-key.ts";
import { serverRecord } from "../../../evals/completion/server-record.ts";
import type { RequestRecord } from "../../../evals/simulator/record.ts";
import { jsonLine, measured, measuring, type Running, startPinned } from "../overhead/processes.ts";
import type { Logged } from "./figures.ts";
import type { Traffic, TrafficSeen } from "./traffic-client.ts";

const run = promisify(execFile);
const tandem = path.resolve(import.meta.dirname, "../../../dist/tandem.js");

export type Endpoint = {
  url: string;
  /** What happened since the last time. */
  takeRecords(signal: AbortSignal): Promise<RequestRecord[]>;
  stop(): Promise<void>;
};

export async function startEndpoint(
  args: readonly string[],
  signal: AbortSignal,
): Promise<Endpoint> {
  const all = [tandem, "sim", "--port", "0", "--json", ...args];
  const running = startPinned(measuring, process.execPath, { args: all }, signal);
  const { url } = await jsonLine<{ url: string }>(running);
  return {
    url,
    async takeRecords(stopped) {
      const records = (await serverRecord(url, stopped)) ?? [];
      const address = `${new URL(url).origin}/simulator/requests`;
      await fetch(address, { method: "DELETE", signal: stopped });
      return records;
    },
    stop: running.stop,
  };
}

export type StartedGateway = {
  url: string;
  pid: number;
  /** Of everybody who was asked for, in that order. */
  keys: readonly string[];
  /** Every request that is over, oldest first; the log is a second late at most. */
  logged(): Promise<Logged[]>;
  stop(): Promise<void>;
};

export async function startGatewayProcess(
  { config, people }: { config: unknown; people: Readonly<Record<string, Role>> },
  signal: AbortSignal,
): Promise<StartedGateway> {
  const folder = await mkdtemp(path.join(tmpdir(), "tandem-bench-"));
  const data = ["--data", path.join(folder, "data")];
  const keys: string[] = [];
  for (const [name, role] of Object.entries(people)) {
    const create = ["keys", "create", "--name", name, "--role", role, "--json", ...data];
    const { stdout } = await run(process.execPath, [tandem, ...create], { signal });
    // `tandem keys create --json` prints one object with the key.
    keys.push((JSON.parse(stdout) as { key: string }).key);
  }
  const file = path.join(folder, "gateway.yaml");
  await writeFile(file, JSON.stringify(config));
  const log = path.join(folder, "log");
  const serve = [tandem, "serve", "--config", file, ...data, "--port", "0", "--json"];
  const args = ["-c", `exec "$@" 2>"$0"`, log, process.execPath, ...serve];
  const running = startPinned(measured, "sh", { args }, signal);
  const stop = async () => {
    await running.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { url } = await jsonLine<{ url: string }>(running);
    const logged = async () => readLog(await readFile(log, "utf8"));
    return { url, pid: running.pid, keys, logged, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function readLog(text: string): Logged[] {
  // The last line may not be whole yet.
  const lines = text.slice(0, text.lastIndexOf("\n") + 1).split("\n");
  // The gateway's own log.
  return lines.flatMap((line) =>
    line.includes('"msg":"request"') ? [JSON.parse(line) as Logged] : [],
  );
}

export type StartedTraffic = {
  /** Of traffic that ends by itself. */
  seen(): Promise<TrafficSeen>;
  stop(): Promise<void>;
};

export function startTraffic(traffic: Traffic, signal: AbortSignal): StartedTraffic {
  const client = path.join(import.meta.dirname, "traffic-client.ts");
  const args = [client, JSON.stringify(traffic)];
  const running: Running = startPinned(measuring, process.execPath, { args }, signal);
  return { seen: () => jsonLine<TrafficSeen>(running), stop: running.stop };
}
