// What the benchmarks start and how they read the processor time of it: whole process trees, threads included, as Linux counts
// them. It does not know what the processes do.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createInterface } from "node:readline";

export type Running = {
  pid: number;
  /** Of stdout, as they come. */
  lines: AsyncIterator<string>;
  /** One line on its stdin. */
  say(line: string): void;
  stop(): Promise<void>;
};

export type StartOptions = { args: readonly string[]; env?: NodeJS.ProcessEnv; cwd?: string };

/** A processor for what is measured, another for what measures it. */
export const measured = "1";
export const measuring = "0";

/** Pinned to a processor, or several (`0,1`), with `taskset`; in a group of its own. */
export function startPinned(
  processors: string,
  command: string,
  { args, env = process.env, cwd }: StartOptions,
  signal: AbortSignal,
): Running {
  const child = spawn("taskset", ["-c", processors, command, ...args], {
    env,
    ...(cwd === undefined ? {} : { cwd }),
    stdio: ["pipe", "pipe", process.env.TANDEM_BENCH_VERBOSE ? "inherit" : "ignore"],
    detached: true,
  });
  const ended = once(child, "close");
  const kill = () => endGroup(child);
  signal.addEventListener("abort", kill, { once: true });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    // A process that could not be started fails `ended`, and with it whoever waits for its lines.
    pid: child.pid ?? 0,
    lines,
    say: (line) => void child.stdin.write(`${line}\n`),
    async stop() {
      signal.removeEventListener("abort", kill);
      kill();
      await ended;
    },
  };
}

function endGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** @throws when the process ended before it said anything */
export async function jsonLine<T>(running: Running): Promise<T> {
  const { value, done } = await running.lines.next();
  if (done) throw new Error("A process of the benchmark ended before it said anything.");
  // Both ends are this folder's.
  return JSON.parse(value) as T;
}

export type Spent = { cpuMs: number; rssMb: number };

/** Of a process and all below it, since their start. */
export async function spentBy(pid: number): Promise<Spent> {
  const all = await processTable();
  const own = [pid];
  for (const parent of own)
    own.push(...all.filter((each) => each.parent === parent).map((each) => each.pid));
  const tree = all.filter((each) => own.includes(each.pid));
  const sum = (of: (each: Process) => number) => tree.reduce((total, each) => total + of(each), 0);
  return {
    cpuMs: sum((each) => each.ticks) * msPerTick,
    rssMb: (sum((each) => each.pages) * pageBytes) / 2 ** 20,
  };
}

/** USER_HZ and the page size of every Linux that Node runs on, but for a few ARM kernels. */
const msPerTick = 10;
const pageBytes = 4096;

type Process = { pid: number; parent: number; ticks: number; pages: number };

async function processTable(): Promise<Process[]> {
  const table: Process[] = [];
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = await readFile(`/proc/${name}/stat`, "utf8");
      // The name in brackets may hold anything; what follows is numbers (proc_pid_stat(5), from field 3 on).
      const fields = stat
        .slice(stat.lastIndexOf(")") + 2)
        .split(" ")
        .map(Number);
      const [, parent = 0] = fields;
      const ticks = (fields[11] ?? 0) + (fields[12] ?? 0);
      table.push({ pid: Number(name), parent, ticks, pages: fields[21] ?? 0 });
    } catch (error) {
      // It ended while the table was read.
      if (
        !(
          error instanceof Error &&
          "code" in error &&
          ["ENOENT", "ESRCH"].includes(String(error.code))
        )
      )
        throw error;
    }
  }
  return table;
}
