// Starts the simulated endpoint as the separate program it is; the extension may not import it. It knows the command's
// options only as strings.
import path from "node:path";
import { startProcessGroup } from "./process-group.ts";
import { awaitLine } from "./program-line.ts";

export type RunningSimulator = {
  /** Base URL, `http://127.0.0.1:PORT/v1`. */
  url: string;
  /** `http://127.0.0.1:PORT`, where /metrics and /simulator/requests are. */
  origin: string;
  stop: () => Promise<void>;
};

const readyMs = 20_000;
export const checkout = path.resolve(import.meta.dirname, "../../..");

export async function startSimulator(
  { args, env = process.env }: { args: readonly string[]; env?: NodeJS.ProcessEnv },
  signal: AbortSignal,
): Promise<RunningSimulator> {
  const group = startProcessGroup({
    command: process.execPath,
    args: [path.join(checkout, "dist/tandem.js"), "sim", "--port", "0", "--json", ...args],
    env,
  });
  const [, url = ""] = await awaitLine(
    group,
    { pattern: /"url":\s*"([^"]+)"/, timeoutMs: readyMs, what: "The simulated endpoint" },
    signal,
  );
  return { url, origin: new URL(url).origin, stop: group.stop };
}
