// Runs an engine that nothing can interrupt from inside (SQLite, a regular expression) in a Node process of its own, which
// can be killed. The engine's program is ours and travels as text, so it works from source and from a bundle alike; what
// it is fed is data. Knows nothing of SQL and of patterns.
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { SandboxError } from "../sandbox/sandbox.ts";

export type EngineRun = {
  /** Stands alone, imports nothing, and writes one JSON value a line through `emit`; it first emits that it is ready. */
  program: (require: NodeJS.Require, input: never, emit: (value: unknown) => void) => void;
  /** What the program gets, as JSON. */
  input: unknown;
  /** How long it may take from one line to the next, from the moment it is ready. */
  stepMs: number;
  /** Of JavaScript alone. */
  heapMb: number;
};

export type EngineOutcome = {
  /** What it wrote, without the first line. */
  lines: unknown[];
  /** `died`: it ended before its program did, which only memory can bring about. */
  end: "done" | "timeout" | "died";
};

/** A process that takes so long to start has not been stopped by what it was fed. */
const startMs = 60_000;
/**
 * What the kernel holds it to: processor time, for when nobody is left to kill it, and on Linux memory of all kinds, of
 * which Node sets 0.5 GB aside before it does anything.
 */
const kernelLimits = "ulimit -t 180 && ulimit -d 1536000 2>/dev/null";

/** @throws SandboxError when the process does not start, the signal's reason when aborted */
export async function runEngine(run: EngineRun, signal: AbortSignal): Promise<EngineOutcome> {
  signal.throwIfAborted();
  const child = startEngine(run);
  const lines: unknown[] = [];
  let end: EngineOutcome["end"] = "done";
  let timer = setTimeout(() => child.kill("SIGKILL"), startMs);
  const overrun = () => {
    end = "timeout";
    child.kill("SIGKILL");
  };
  const onAbort = () => child.kill("SIGKILL");
  signal.addEventListener("abort", onAbort);
  // Both are pipes: startEngine has asked for them.
  const stdout = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  stdout.on("line", (line) => {
    clearTimeout(timer);
    lines.push(JSON.parse(line));
    timer = setTimeout(overrun, run.stepMs);
  });
  try {
    const { code, problem } = await ended(child);
    signal.throwIfAborted();
    if (lines.length === 0) {
      throw new SandboxError("failed", `A process for the engine did not start: ${problem}.`);
    }
    if (end === "done" && (code !== 0 || lines.at(-1) !== "done")) end = "died";
    return { lines: lines.slice(1).filter((line) => line !== "done"), end };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
  }
}

function startEngine({ program, input, heapMb }: EngineRun): ChildProcess {
  const source = `(${wrapper})(require, ${program})`;
  const argv = [process.execPath, ...nodeFlags(), `--max-old-space-size=${heapMb}`, "-e", source];
  const [file, ...rest] =
    process.platform === "win32"
      ? argv
      : ["/bin/sh", "-c", `${kernelLimits}; exec "$0" "$@"`, ...argv];
  // The list is never empty.
  const child = spawn(file as string, rest, {
    stdio: ["pipe", "pipe", "ignore"],
    // In VS Code the program is Electron, which is Node only when told.
    env: { ELECTRON_RUN_AS_NODE: "1" },
  });
  // A process that dies while it is fed says so by its exit code.
  child.stdin?.on("error", () => {});
  child.stdin?.end(JSON.stringify(input));
  return child;
}

/** Without access to files, processes and native code where this Node can do that. */
function nodeFlags(): string[] {
  const canDeny =
    process.allowedNodeEnvironmentFlags.has("--permission") && !("electron" in process.versions);
  return canDeny ? ["--permission"] : [];
}

/** Runs in the child, so it uses nothing from outside. */
function wrapper(
  load: NodeJS.Require,
  program: (load: NodeJS.Require, input: unknown, emit: (value: unknown) => void) => void,
): void {
  const files = load("node:fs");
  const emit = (value: unknown) => {
    const bytes = Buffer.from(`${JSON.stringify(value)}\n`);
    let sent = 0;
    while (sent < bytes.length) sent += files.writeSync(1, bytes, sent);
  };
  const input: unknown = JSON.parse(files.readFileSync(0, "utf8"));
  emit("ready");
  program(load, input, emit);
  emit("done");
}

function ended(child: ChildProcess): Promise<{ code: number | null; problem: string }> {
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ code: null, problem: error.message }));
    child.on("close", (code, signal) =>
      resolve({ code, problem: `it ended with ${code ?? signal}` }),
    );
  });
}
