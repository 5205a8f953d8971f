// Starts simulated endpoints for tests that run inside VS Code, as the separate program they are. Where the command and
// the Node that runs it lie comes by environment, because inside VS Code nobody else knows.

import { startProcessGroup } from "../harness/process-group.ts";
import { awaitLine } from "../harness/program-line.ts";

export type TestEndpoint = {
  url: string;
  /** The number of requests that run there now, from its own metrics. */
  running(signal: AbortSignal): Promise<number>;
  /** Its record of every request to a model. */
  requests(signal: AbortSignal): Promise<{ outcome?: string; task?: string }[]>;
  stop(): Promise<void>;
};

export async function startEndpoint(
  args: readonly string[],
  signal: AbortSignal,
): Promise<TestEndpoint> {
  const group = startProcessGroup({
    command: required("TANDEM_TEST_NODE"),
    args: [required("TANDEM_TEST_COMMAND"), "sim", "--port", "0", "--json", ...args],
  });
  const [, url = ""] = await awaitLine(
    group,
    { pattern: /"url":\s*"([^"]+)"/, timeoutMs: 20_000, what: "The simulated endpoint" },
    signal,
  );
  const { origin } = new URL(url);
  return {
    url,
    running: async (inner) => {
      const metrics = await (await fetch(`${origin}/metrics`, { signal: inner })).text();
      const gauge = /^vllm:num_requests_running(?:\{[^}]*\})? (\S+)$/m.exec(metrics)?.[1];
      if (gauge === undefined) throw new Error("The endpoint's metrics hold no running gauge.");
      return Number(gauge);
    },
    requests: async (inner) => {
      const response = await fetch(`${origin}/simulator/requests`, { signal: inner });
      const body: unknown = await response.json();
      const list = Array.isArray(body) ? body : (body as { requests?: unknown }).requests;
      return list as { outcome?: string; task?: string }[];
    },
    stop: group.stop,
  };
}

/** The endpoint that runs beside the whole suite. */
export function suiteEndpointUrl(): string {
  return required("TANDEM_TEST_ENDPOINT");
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run npm run test:vscode.`);
  return value;
}
