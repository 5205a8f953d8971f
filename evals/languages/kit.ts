// The contract of every language: how an answer and its tests become a program, and how its output is read. Knows no
// sandbox and no grader.
import type { Json } from "../../core/protocol/json.ts";
import type { Language } from "../../core/protocol/language.ts";
import type { Toolchain } from "./toolchain.ts";
import type { Value } from "./value.ts";
import type { Signature } from "./value-type.ts";

export type ProgramRequest = {
  toolchain: Toolchain;
  /** The candidate's file first, then the harness when there is one, then whatever else the case brings. */
  files: ReadonlyMap<string, string>;
  /** The candidate's file by its path in `files`. */
  candidate: string;
  harness: string | undefined;
  entry: string;
  signature: Signature;
  memoryMb: number;
};

/** A program to run, without what a sandbox adds to it. */
export type Step = {
  argv: readonly [string, ...string[]];
  mounts: readonly string[];
  env: Readonly<Record<string, string>>;
};

export type Program = {
  /** What is written to the work folder beside the request's files, such as the driver. */
  files: ReadonlyMap<string, string>;
  /** Absent where nothing is compiled ahead. */
  compile?: Step & { limitMs: number };
  /** Reads the input on stdin and writes frames to stdout. */
  run: Step;
};

export type Kit = {
  language: Language;
  /** Where an answer is put when the case does not say. */
  fileName: string;
  /** Prepares what the toolchain lacks and every program needs, once for a machine: trusted code only. */
  prepare?: (toolchain: Toolchain, signal: AbortSignal) => Promise<Toolchain>;
  program(request: ProgramRequest): Program;
  /** What the driver reads on stdin: the nonce and the arguments of all tests. */
  input(
    request: ProgramRequest,
    run: { nonce: string; tests: readonly (readonly Json[])[] },
  ): string;
  decode(payload: string, signature: Signature): Value | undefined;
};

/**
 * The driver's own channel is stdout, moved to descriptor 3 before anything else runs; what the candidate prints goes
 * to stderr.
 */
export function withPrivateStdout(
  program: string,
  ...args: string[]
): readonly [string, ...string[]] {
  return ["/bin/sh", "-c", 'exec "$0" "$@" 3>&1 1>&2', program, ...args];
}

/** Folder of the driver inside the work folder: its name stays out of the way of what answers import. */
export const driverFolder = ".tandem";
