// Where a run lives on disk: a folder with what was planned, every transcript as soon as it is complete, and the result.
// A run that ends at any moment can go on from here. Grades are not kept: transcripts give them again.
import { randomBytes } from "node:crypto";
import { appendFile, mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import * as z from "zod";
import { type Evaluation, runHeader } from "../../core/protocol/evaluation.ts";
import { type Transcript, transcript } from "../../core/protocol/transcript.ts";

const storedRun = z.strictObject({
  header: runHeader,
  samples: z.array(z.strictObject({ caseId: z.string(), variant: z.int(), epoch: z.int() })),
  /** Where to ask when the run goes on; keys are never stored. */
  endpoint: z.strictObject({ url: z.string(), model: z.string() }),
  judge: z.strictObject({ url: z.string(), model: z.string() }).optional(),
});
export type StoredRun = z.infer<typeof storedRun>;

export class RunStoreError extends Error {
  readonly code: "no_such_run" | "bad_run" | "in_use" | "disk_full" | "unwritable";

  constructor(code: RunStoreError["code"], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "RunStoreError";
    this.code = code;
  }
}

export type RunStore = AsyncDisposable & {
  id: string;
  folder: string;
  run: StoredRun;
  /** In the order they were completed; a line cut short by a crash is not among them. */
  transcripts(): Promise<Transcript[]>;
  /** Resolves when it is in the file. @throws RunStoreError */
  append(transcript: Transcript): Promise<void>;
  saveResult(result: Evaluation): Promise<void>;
  /** Header facts that are known only later, such as the judge's calibration. */
  saveRun(run: StoredRun): Promise<void>;
};

/** `$XDG_STATE_HOME/tandem/evaluations`, else below `~/.local/state`. */
export function defaultRunsFolder(env: NodeJS.ProcessEnv = process.env): string {
  const state = env.XDG_STATE_HOME || path.join(os.homedir(), ".local/state");
  return path.join(state, "tandem/evaluations");
}

/** Sorts by time; the end keeps runs apart that start in the same second. */
export function newRunId(now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-");
  return `${stamp}-${randomBytes(3).toString("hex")}`;
}

/** @throws RunStoreError */
export async function createRun(runsFolder: string, run: StoredRun): Promise<RunStore> {
  const folder = path.join(runsFolder, run.header.id);
  await guarded(folder, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeWhole(path.join(folder, "run.json"), run);
  });
  return openStore(folder, run, await lock(folder));
}

/** `mode` "continue" keeps every other process from doing so at the same time. @throws RunStoreError */
export async function openRun(
  runsFolder: string,
  id: string,
  mode: "read" | "continue",
): Promise<RunStore> {
  const folder = path.join(runsFolder, id);
  if (path.dirname(folder) !== path.normalize(runsFolder)) throw noSuchRun(id, runsFolder);
  const text = await readIfThere(path.join(folder, "run.json"));
  if (text === undefined) throw noSuchRun(id, runsFolder);
  const run = parsed(storedRun, text);
  if (run === undefined) {
    throw new RunStoreError("bad_run", `${folder}/run.json cannot be read: start a new run.`);
  }
  return openStore(folder, run, mode === "continue" ? await lock(folder) : async () => {});
}

function openStore(folder: string, run: StoredRun, unlock: () => Promise<void>): RunStore {
  const file = path.join(folder, "transcripts.jsonl");
  let writing: Promise<void> = mendEnd(file);
  return {
    id: run.header.id,
    folder,
    run,
    async transcripts() {
      const text = (await readIfThere(file)) ?? "";
      return text.split("\n").flatMap((line) => parsed(transcript, line) ?? []);
    },
    append(entry) {
      // One after another, so that no two lines mix.
      const next = writing.then(() =>
        guarded(folder, () => appendFile(file, `${JSON.stringify(entry)}\n`, { mode: 0o600 })),
      );
      writing = next.catch(() => {});
      return next;
    },
    saveResult: (result) =>
      guarded(folder, () => writeWhole(path.join(folder, "result.json"), result)),
    saveRun: (changed) => guarded(folder, () => writeWhole(path.join(folder, "run.json"), changed)),
    async [Symbol.asyncDispose]() {
      await writing;
      await unlock();
    },
  };
}

/** After a crash the last line may be half a line: what follows must not be glued to it. */
async function mendEnd(file: string): Promise<void> {
  const text = await readIfThere(file);
  if (text === undefined || text === "" || text.endsWith("\n")) return;
  await appendFile(file, "\n");
}

/** Written aside and renamed, so that a reader or a crash never meets half a file. */
async function writeWhole(file: string, value: unknown): Promise<void> {
  const aside = `${file}.${randomBytes(4).toString("hex")}`;
  try {
    await writeFile(aside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** @throws RunStoreError `in_use` */
async function lock(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, "lock");
  for (const isLastTry of [false, true]) {
    try {
      const handle = await open(file, "wx", 0o600);
      await handle.writeFile(String(process.pid));
      await handle.close();
      return () => rm(file, { force: true });
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw storeError(folder, error);
      const owner = Number(await readIfThere(file));
      if (isLastTry || isAlive(owner)) {
        throw new RunStoreError(
          "in_use",
          `Process ${owner} is working on ${path.basename(folder)}: wait for it or stop it first.`,
        );
      }
      // Its owner died without a word.
      await rm(file, { force: true });
    }
  }
  throw new RunStoreError("in_use", `${folder} is in use.`);
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

async function guarded(folder: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw storeError(folder, error);
  }
}

function storeError(folder: string, error: unknown): RunStoreError {
  const code = codeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new RunStoreError(
      "disk_full",
      `The disk is full: make room where ${folder} lies.`,
      error,
    );
  }
  return new RunStoreError(
    "unwritable",
    `${folder} cannot be written (${code ?? "unknown"}).`,
    error,
  );
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    await stat(file);
    return await readFile(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function noSuchRun(id: string, runsFolder: string): RunStoreError {
  return new RunStoreError("no_such_run", `There is no run ${id} in ${runsFolder}.`);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
