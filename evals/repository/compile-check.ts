// Says whether a file still compiles with what a model wrote in it, in the sandbox. A file that does not compile on its own
// as it stands is not judged, and where anything but the file is at fault nothing is said.
import path from "node:path";
import type { SourceFile } from "../completion/source-files.ts";
import type { Bench } from "../graders/grader.ts";
import type { Toolchain } from "../languages/toolchain.ts";
import { compileLimits } from "../sandbox/limits.ts";
import { SandboxError, type WorkFolder } from "../sandbox/sandbox.ts";
import { type Checker, checkers, preparedFor } from "./checkers.ts";

export type CompileCheck = AsyncDisposable & {
  /** Undefined where nobody can tell of this file. @throws the signal's reason */
  open(file: SourceFile, signal: AbortSignal): Promise<Compiles | undefined>;
  /** Sentences about what was not checked. */
  notes(): string[];
};

/** @throws the signal's reason */
export type Compiles = (text: string, signal: AbortSignal) => Promise<boolean | undefined>;

type OwnedBench = AsyncDisposable & Bench;

/** The bench is opened with the first file that can be checked, and ends with the check. */
export function createCompileCheck(
  openBench: (signal: AbortSignal) => Promise<OwnedBench>,
): CompileCheck {
  const notes = new Set<string>();
  const toolchains = new Map<string, Toolchain | undefined>();
  let bench: OwnedBench | undefined;
  let folder: WorkFolder | undefined;
  let isBroken = false;
  let files = 0;

  const toolchainOf = async ({ language }: Checker, signal: AbortSignal) => {
    if (toolchains.has(language)) return toolchains.get(language);
    const found = bench?.toolchains.found.get(language);
    let toolchain: Toolchain | undefined;
    try {
      toolchain = found && (await preparedFor(found, signal));
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Error)) throw error;
    }
    if (toolchain === undefined) notes.add(`No compiler for ${language} was found.`);
    toolchains.set(language, toolchain);
    return toolchain;
  };
  /** A sandbox that fails says nothing about the file, nor about the next ones. */
  const guarded = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    if (isBroken) return undefined;
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      isBroken = true;
      notes.add(`The sandbox failed (${error.code}): what came after was not compiled.`);
      return undefined;
    }
  };
  const openFolder = async (signal: AbortSignal): Promise<WorkFolder | undefined> => {
    bench ??= await openBench(signal);
    const open = bench.sandbox.openFolder;
    if (open === undefined) {
      isBroken = true;
      notes.add("Nothing was compiled: no sandbox of this machine runs compilers.");
      return undefined;
    }
    folder ??= await open(new Map());
    return folder;
  };
  return {
    async open(file, signal) {
      const checker = checkers.get(file.languageId);
      if (checker === undefined) return undefined;
      const inside = await guarded(() => openFolder(signal));
      const toolchain = inside && (await toolchainOf(checker, signal));
      if (inside === undefined || toolchain === undefined) return undefined;
      files += 1;
      for (const name of checker.fileNames(file)) {
        // A folder of its own: no file finds another one.
        const at = `${files}/${name}`;
        const compiles: Compiles = (text, stop) =>
          guarded(() => check(inside, { checker, toolchain, at, text }, stop));
        if (await compiles(file.text, signal)) return compiles;
      }
      return undefined;
    },
    notes: () => [...notes],
    async [Symbol.asyncDispose]() {
      await folder?.[Symbol.asyncDispose]();
      await bench?.[Symbol.asyncDispose]();
    },
  };
}

type Request = { checker: Checker; toolchain: Toolchain; at: string; text: string };

async function check(
  folder: WorkFolder,
  { checker, toolchain, at, text }: Request,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  await folder.write(new Map([[at, text]]));
  const command = {
    argv: checker.argv(toolchain, path.posix.join("/w", at), text),
    mounts: toolchain.mounts,
    env: { ...toolchain.env, TMPDIR: "/tmp" },
    limits: { ...compileLimits, wallMs: 20_000 },
  };
  const { end, exitCode } = await folder.run(command, signal);
  // Whoever was stopped or killed has not said what is wrong.
  return end === "exited" && exitCode !== null ? exitCode === 0 : undefined;
}
