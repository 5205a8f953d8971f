// Starts `tandem sim` as the program that people run: in a process of its own, so that its timers and this process's
// measurements do not share an event loop. It knows the command's options only as strings.
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

export type RunningSimulator = { url: string; stop(): Promise<void> };

const program = path.resolve(import.meta.dirname, "../../dist/tandem.js");

/** @throws when the program ends before it listens; the signal's reason when it is aborted */
export async function startSimulatorProcess(
  args: readonly string[],
  signal: AbortSignal,
): Promise<RunningSimulator> {
  signal.throwIfAborted();
  const child = spawn(process.execPath, [program, "sim", "--port", "0", "--json", ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  const kill = () => child.kill("SIGTERM");
  signal.addEventListener("abort", kill, { once: true });
  const stop = async () => {
    signal.removeEventListener("abort", kill);
    kill();
    await ended;
  };
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([once(lines, "line"), ended.then(() => undefined)]);
  signal.throwIfAborted();
  if (line === undefined) throw new Error("tandem sim ended before it listened.");
  // Its first line is JSON with the URL in it, as `tandem sim --json` documents.
  const { url } = JSON.parse(String(line[0])) as { url: string };
  return { url, stop };
}
