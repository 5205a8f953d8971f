// Starts the `tandem` command as processes of its own for trials, in a way that a trial can kill without
// warning. It knows the verbs only as strings.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { commandLine } from "../../command-process.ts";

export type Program = {
  readonly pid: number;
  /** What its first line of JSON said. */
  readonly told: Readonly<Record<string, unknown>>;
  /** As `kill -9`; resolves when nothing is left of it. */
  kill(): Promise<void>;
  /** As an administrator would; resolves with its exit status, with null when it had to be killed after all. */
  stop(): Promise<number | null>;
};

export type Programs = {
  /** Resolves when it has said its first line. @throws when it ends before, or the signal's reason */
  start(args: readonly string[]): Promise<Program>;
  /** Resolves with its exit status and its stdout. */
  run(args: readonly string[]): Promise<{ code: number | null; stdout: string }>;
  /** Kills whatever still runs. */
  end(): Promise<void>;
};

/** With nothing under way, everything ends at once. */
const patienceMs = 10_000;

const root = path.resolve(import.meta.dirname, "../../..");

/** @param folder where compiled code is kept and everything on stderr goes, to `programs.log` */
export function programsIn(folder: string, signal: AbortSignal): Programs {
  const running = new Set<ChildProcess>();
  // Started again and again, a program should not be compiled again.
  const env = { NODE_COMPILE_CACHE: path.join(folder, "compiled"), ...process.env };
  const launch = (args: readonly string[]) => {
    signal.throwIfAborted();
    const log = openSync(logIn(folder), "a");
    const child = spawn(process.execPath, [...commandLine, ...args], {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", log],
    });
    closeSync(log);
    running.add(child);
    child.once("close", () => running.delete(child));
    return child;
  };
  const killAll = () => {
    for (const child of running) child.kill("SIGKILL");
  };
  signal.addEventListener("abort", killAll, { once: true });
  return {
    async start(args) {
      const child = launch(args);
      const line = await firstLine(child);
      signal.throwIfAborted();
      if (line !== undefined) return programOf(child, line);
      const said = await lastWords(folder);
      throw new Error(`tandem ${args.join(" ")} ended before it said anything.\n${said}`);
    },
    async run(args) {
      const child = launch(args);
      let stdout = "";
      child.stdout?.setEncoding("utf8").on("data", (text: string) => {
        stdout += text;
      });
      const [code] = await once(child, "close");
      signal.throwIfAborted();
      return { code, stdout };
    },
    async end() {
      signal.removeEventListener("abort", killAll);
      const over = [...running].map((child) => once(child, "close"));
      killAll();
      await Promise.all(over);
    },
  };
}

const errorLevel = 50;

/** What the programs said that nobody expects: errors in their logs, which are JSON, and whatever a crash leaves. */
export async function unexpectedIn(folder: string): Promise<string[]> {
  const lines = (await readFile(logIn(folder), "utf8")).split("\n");
  return lines.filter((line) => line !== "" && levelOf(line) >= errorLevel);
}

function levelOf(line: string): number {
  return Number(/^\{"level":(\d+)/.exec(line)?.[1] ?? errorLevel);
}

function logIn(folder: string): string {
  return path.join(folder, "programs.log");
}

function programOf(child: ChildProcess, line: string): Program {
  const isOver = once(child, "close");
  return {
    pid: child.pid ?? 0,
    // Verbs that are started with --json say one object first.
    told: JSON.parse(line) as Record<string, unknown>,
    async kill() {
      child.kill("SIGKILL");
      await isOver;
    },
    async stop() {
      child.kill("SIGTERM");
      const patience = setTimeout(() => child.kill("SIGKILL"), patienceMs);
      const [code] = await isOver;
      clearTimeout(patience);
      return code;
    },
  };
}

async function firstLine({ stdout }: ChildProcess): Promise<string | undefined> {
  if (stdout === null) throw new Error("There is no pipe.");
  const { value, done } = await createInterface({ input: stdout })[Symbol.asyncIterator]().next();
  return done ? undefined : value;
}

async function lastWords(folder: string): Promise<string> {
  const lines = (await readFile(logIn(folder), "utf8")).trimEnd().split("\n");
  return lines.slice(-25).join("\n");
}
