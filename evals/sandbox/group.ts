// Runs one confined process group from start to end: feeds it, keeps its output, and ends it when a limit is reached.
// How a group is confined, killed and measured is the tier's business; this file only asks it to.
import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { constants, devNull } from "node:os";
import type { Readable, Writable } from "node:stream";
import { inheritedDescriptors } from "./inherited.ts";
import { createLineQueue } from "./line-queue.ts";
import { collectOutput, type Output } from "./output.ts";
import { type Limits, type LiveProcess, type Outcome, SandboxError } from "./sandbox.ts";

/** What the tier starts on the host: a program that confines the command and ends after it. */
export type Launch = {
  file: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  cwd?: string;
  /** Written to descriptor 4; descriptor 3 is a pipe too then, where the confining program reports. */
  filter?: Uint8Array;
  supervise(child: ChildProcess): Supervision;
};

export type Supervision = {
  /** Ends every process of the group; the child itself ends last. */
  kill(): void;
  /** Left out while or where it cannot be told; `residentBytes` is exact only where it is above the limit. */
  usage(memoryLimit: number): { residentBytes?: number | undefined; diskBytes?: number };
  /** False when the confining program ended without having run the command. */
  hasRun(exitCode: number | null): boolean;
  /** Where the tier itself ends a group for its memory: whether it did. */
  wasOutOfMemory?(exitCode: number | null): boolean;
};

/** `open`: its lines are written one by one. */
export type Input = string | Uint8Array | "open" | undefined;

export type Group = LiveProcess & { stdoutBytes(): Uint8Array };

/** A program that writes this many times what is kept has lost its way. */
const floodFactor = 10;
const sampleEveryMs = 25;

export function startGroup(launch: Launch, limits: Limits, input: Input): Group {
  const startedAt = performance.now();
  const child = start(launch, input);
  const supervision = launch.supervise(child);
  const stdout = collectOutput(limits.outputBytes);
  const stderr = collectOutput(limits.outputBytes);
  const lines = createLineQueue();
  let end: Outcome["end"] = "exited";
  let peakBytes: number | undefined;
  const kill = (why: Outcome["end"]) => {
    if (end === "exited") end = why;
    lines.drop();
    supervision.kill();
  };

  const listen = (stream: Readable | null, output: Output, also?: (chunk: Buffer) => void) => {
    stream
      ?.on("error", () => {})
      .on("data", (chunk: Buffer) => {
        output.add(chunk);
        also?.(chunk);
        if (output.total > floodFactor * limits.outputBytes) kill("output-limit");
      });
  };
  // Nobody reads the lines of a program that is not talked to.
  listen(child.stdout, stdout, input === "open" ? lines.add : undefined);
  listen(child.stderr, stderr);
  feed(child, launch, input);
  const deadline = setTimeout(() => kill("timeout"), limits.wallMs);
  const sampler = setInterval(() => {
    const { residentBytes = 0, diskBytes = 0 } = supervision.usage(limits.memoryBytes);
    if (residentBytes > 0) peakBytes = Math.max(peakBytes ?? 0, residentBytes);
    if (residentBytes > limits.memoryBytes) kill("memory");
    if (diskBytes > limits.diskBytes) kill("output-limit");
  }, sampleEveryMs);

  const outcome = (code: number | null, signal: string | null): Outcome => ({
    end,
    ...exitOf(code, signal),
    stdout: stdout.text(),
    stderr: stderr.text(),
    stdoutCut: stdout.cut,
    wallMs: performance.now() - startedAt,
    ...(peakBytes === undefined ? {} : { peakBytes }),
  });
  const ended = new Promise<Outcome>((resolve, reject) => {
    let failure: unknown;
    child.on("error", (error) => {
      failure = error;
    });
    child.on("close", (code, signal) => {
      clearTimeout(deadline);
      clearInterval(sampler);
      lines.end();
      if (end === "exited" && supervision.wasOutOfMemory?.(code)) end = "memory";
      if (failure === undefined && supervision.hasRun(code)) resolve(outcome(code, signal));
      else reject(failed(stderr.text(), failure));
    });
  });
  // Whoever only reads the lines does not await the end.
  ended.catch(() => {});
  return {
    writeLine: (line) => void child.stdin?.write(`${line}\n`),
    lines,
    ended,
    kill: () => supervision.kill(),
    stdoutBytes: stdout.bytes,
  };
}

let inherited: readonly number[] | undefined;

function start(launch: Launch, input: Input): ChildProcess {
  inherited ??= inheritedDescriptors();
  const stdio: StdioOptions = [input === undefined ? "ignore" : "pipe", "pipe", "pipe"];
  if (launch.filter !== undefined) stdio.push("pipe", "pipe");
  // What this process was started with must not reach the program: each such descriptor leads nowhere there.
  const nowhere = inherited.length > 0 ? openSync(devNull, "r") : undefined;
  for (const descriptor of inherited) {
    while (stdio.length <= descriptor) stdio.push("ignore");
    stdio[descriptor] = nowhere;
  }
  try {
    return spawn(launch.file, launch.args, {
      env: launch.env,
      cwd: launch.cwd,
      // A session of its own: Ctrl-C reaches this process only, which then decides what happens.
      detached: true,
      stdio,
    });
  } finally {
    if (nowhere !== undefined) closeSync(nowhere);
  }
}

/** A program need not read what it is given: a broken pipe is no failure. */
function feed(child: ChildProcess, launch: Launch, input: Input): void {
  child.stdin?.on("error", () => {});
  if (input !== "open") child.stdin?.end(input);
  // Where there is a filter, descriptor 4 has been opened as a pipe.
  const filter = child.stdio[4] as Writable | null | undefined;
  filter?.on("error", () => {});
  filter?.end(launch.filter);
}

/** A confining program reports a signal as 128 and its number, as shells do. */
function exitOf(code: number | null, signal: string | null) {
  const name = Object.entries(constants.signals).find(([, number]) => number + 128 === code)?.[0];
  const own = signal ?? name ?? null;
  return { exitCode: own === null ? code : null, signal: own };
}

function failed(stderr: string, cause: unknown): SandboxError {
  const said = cause instanceof Error ? cause.message : stderr.trim().split("\n")[0];
  return new SandboxError("failed", `The sandbox could not run the program: ${said}`, cause);
}
