// What every sandbox offers, whichever tier it is. A sandbox runs programs that nobody has read: no network, no home,
// no secrets, limits on everything. Knows nothing of languages and of cases.

/** From strongest to none; `wasm` runs JavaScript in an interpreter and no processes, `none` runs nothing. */
export const tiers = ["container", "bubblewrap", "seatbelt", "wasm", "none"] as const;
export type Tier = (typeof tiers)[number];

export type Limits = {
  /** Wall time until the process group is killed. */
  wallMs: number;
  /** Resident memory of the process group. */
  memoryBytes: number;
  /** Processes and threads. */
  processes: number;
  /** What may be written to the work folder and to /tmp together. */
  diskBytes: number;
  /** Kept of each of stdout and stderr, head and tail; a program that writes ten times as much is stopped. */
  outputBytes: number;
};

export type Command = {
  /** Absolute path of the program, then its arguments. */
  argv: readonly [string, ...string[]];
  /** Folders of the host that are readable at the same path, such as a toolchain's root. */
  mounts?: readonly string[];
  /** The whole environment; nothing is inherited. */
  env?: Readonly<Record<string, string>>;
  stdin?: string | Uint8Array;
  limits: Limits;
};

export type Outcome = {
  /** What ended it; `exited` also when it was killed by a signal of its own making. */
  end: "exited" | "timeout" | "memory" | "output-limit";
  exitCode: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
  /** Bytes that are missing in the middle of stdout. */
  stdoutCut: number;
  wallMs: number;
  /** Undefined where the tier cannot tell. */
  peakBytes?: number;
};

/** A program that is talked to while it runs. */
export type LiveProcess = {
  /** Writes one line to its stdin. @throws nothing: a dead process ends `lines` */
  writeLine(line: string): void;
  /** Lines of its stdout; ends with the process, and at once when that runs into a limit. */
  lines: AsyncIterable<string>;
  /** Resolves when it has ended and its whole group is gone. */
  ended: Promise<Outcome>;
  kill(): void;
};

/**
 * A folder that programs see as /w and may write; it stays between runs, so that what one compiles the next can run.
 * Its owner disposes it, which kills what still runs and deletes the folder.
 */
export type WorkFolder = AsyncDisposable & {
  /** Replaces files by path relative to /w. */
  write(files: ReadonlyMap<string, string | Uint8Array>): Promise<void>;
  /** Undefined when there is no such regular file or it is larger than `maxBytes`. */
  read(name: string, maxBytes: number): Promise<Uint8Array | undefined>;
  /** @throws SandboxError when the sandbox itself fails, the signal's reason when aborted */
  run(command: Command, signal: AbortSignal): Promise<Outcome>;
  start(command: Command, signal: AbortSignal): Promise<LiveProcess>;
};

export type Sandbox = AsyncDisposable & {
  tier: Tier;
  /** One line for people: the program and version behind it, and what it cannot do here. */
  description: string;
  /** Undefined where the tier runs no processes. */
  openFolder?: (files: ReadonlyMap<string, string | Uint8Array>) => Promise<WorkFolder>;
  /**
   * Tier `wasm`: runs a JavaScript module (no imports but those given by name) whose `print(text)` is stdout.
   * @throws SandboxError, or the signal's reason
   */
  runScript?: (script: Script, signal: AbortSignal) => Promise<Outcome>;
};

export type Script = {
  /** Module texts by name; `main` is run. */
  modules: ReadonlyMap<string, string>;
  stdin: string;
  limits: Limits;
};

/** Why no tier, or not a better one, could be used. */
export type TierProbe = { tier: Tier; ok: boolean; problem?: string; checks: readonly TierCheck[] };
export type TierCheck = { name: string; ok: boolean; detail?: string };

/** The sandbox itself failed; never the program in it. */
export class SandboxError extends Error {
  readonly code: "unavailable" | "disk_full" | "failed";

  constructor(code: SandboxError["code"], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "SandboxError";
    this.code = code;
  }
}
