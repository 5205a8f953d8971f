// Starts a program in a process group of its own and ends the whole group, so that nothing a test or `npm start` has
// started outlives it. It knows nothing about what the program is.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";

export type ProcessGroup = {
  pid: number;
  /** Everything written so far, both streams in order of arrival. */
  output: () => string;
  /** Resolves once the first process of the group has ended. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  stop: () => Promise<void>;
};

export type ProgramOptions = {
  command: string;
  args: readonly string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Told each line of both streams. */
  onLine?: (line: string) => void;
};

const graceMs = 5_000;
const pollMs = 50;
const drainMs = 300;
// The one place that must survive a caller's crash: what is still running when this process ends is killed with it.
const running = new Set<number>();
process.on("exit", () => {
  for (const pid of running) signalGroup(pid, "SIGKILL");
});

export function startProcessGroup({
  command,
  args,
  cwd,
  env,
  onLine,
}: ProgramOptions): ProcessGroup {
  endOnTerminate();
  const child = spawn(command, args, {
    ...(cwd !== undefined && { cwd }),
    env: env ?? process.env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${command} could not be started.`);
  running.add(pid);
  const output = collect(child, onLine);
  const ended = endOf(child);
  return { pid, output, ended, stop: () => stopGroup(pid, ended) };
}

/** The exit, and after it the last lines, unless a grandchild keeps the pipe open. */
async function endOf(child: ChildProcess): Promise<Awaited<ProcessGroup["ended"]>> {
  const drained = once(child, "close");
  const [code, signal] = await once(child, "exit");
  await Promise.race([drained, wait(drainMs)]);
  return { code, signal };
}

/** Without this, a terminated test run would skip its `exit` hook and leave its programs behind. */
function endOnTerminate(): void {
  if (process.listenerCount("SIGTERM") === 0) process.once("SIGTERM", () => process.exit(143));
}

function collect(child: ChildProcess, onLine: ProgramOptions["onLine"]): () => string {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      onLine?.(line);
    });
  }
  return () => lines.join("\n");
}

async function stopGroup(pid: number, ended: ProcessGroup["ended"]): Promise<void> {
  signalGroup(pid, "SIGTERM");
  const deadlineMs = performance.now() + graceMs;
  while (isGroupAlive(pid)) {
    if (performance.now() > deadlineMs) signalGroup(pid, "SIGKILL");
    await wait(pollMs);
  }
  await ended;
  running.delete(pid);
}

function isGroupAlive(pid: number): boolean {
  return signalGroup(pid, 0);
}

/** False when the group is gone. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
}
