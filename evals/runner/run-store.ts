// Where a run lives on disk: a folder with what was planned, every transcript as soon as it is complete, and the result.
// A run that ends at any moment can go on from here. Grades are not kept: transcripts give them again.
import { randomBytes } from "node:crypto";
import { appendFile, mkdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import * as z from "zod";
import { type Evaluation, runHeader } from "../../core/protocol/evaluation.ts";
import { type LoadTest, loadTest } from "../../core/protocol/load-test.ts";
import { type Transcript, transcript } from "../../core/protocol/transcript.ts";
import { guarded, RunStoreError, readIfThere, writeWhole } from "./run-files.ts";
import { lock } from "./run-lock.ts";

/** `run.json`: what was planned. */
export const storedRun = z.strictObject({
  header: runHeader,
  samples: z.array(z.strictObject({ caseId: z.string(), variant: z.int(), epoch: z.int() })),
  /** Where to ask when the run goes on; keys are never stored. */
  endpoint: z.strictObject({ url: z.string(), model: z.string() }),
  judge: z.strictObject({ url: z.string(), model: z.string() }).optional(),
  /** That a load test belongs to it, and as one sentence why it came to nothing. */
  load: z.strictObject({ failure: z.string().optional() }).optional(),
  /** As in the result, which is made from here: grading again has no clock. */
  wallSeconds: z.number().optional(),
});
export type StoredRun = z.infer<typeof storedRun>;

export type RunStore = AsyncDisposable & {
  id: string;
  folder: string;
  run: StoredRun;
  /** In the order they were completed; a line cut short by a crash is not among them. */
  transcripts(): Promise<Transcript[]>;
  /** Resolves when it is in the file. @throws RunStoreError */
  append(transcript: Transcript): Promise<void>;
  saveResult(result: Evaluation): Promise<void>;
  /** What is there of the load test; undefined also when it is damaged. */
  loadTest(): Promise<LoadTest | undefined>;
  saveLoadTest(loadTest: LoadTest): Promise<void>;
  /** What is known only later, such as the version of a server that was restarted. */
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
  // What becomes known later is not written into the caller's object.
  return openStore(folder, { ...run }, { unlock: await lock(folder) });
}

/** `mode` "continue" keeps every other process from doing so at the same time. @throws RunStoreError */
export async function openRun(
  runsFolder: string,
  id: string,
  mode: "read" | "continue",
): Promise<RunStore> {
  const folder = path.resolve(runsFolder, id);
  if (path.dirname(folder) !== path.resolve(runsFolder)) throw noSuchRun(id, runsFolder);
  const text = await readIfThere(path.join(folder, "run.json"));
  if (text === undefined) throw noSuchRun(id, runsFolder);
  const run = parsed(storedRun, text);
  if (run === undefined) {
    throw new RunStoreError(
      "bad_run",
      `${folder}/run.json is damaged or of another version of Tandem: start a new run.`,
    );
  }
  if (mode === "read") return openStore(folder, run, { unlock: async () => {} });
  const unlock = await lock(folder);
  try {
    const isTorn = await endsTorn(transcriptsIn(folder));
    return openStore(folder, run, { unlock, isTorn });
  } catch (error) {
    await unlock();
    throw error;
  }
}

function openStore(
  folder: string,
  run: StoredRun,
  { unlock, isTorn = false }: { unlock: () => Promise<void>; isTorn?: boolean },
): RunStore {
  const file = transcriptsIn(folder);
  let writing: Promise<void> = Promise.resolve();
  // After a crash or on a full disk the last line may be half a line: what follows must not be glued to it.
  let start = isTorn ? "\n" : "";
  const write = async (entry: Transcript): Promise<void> => {
    const line = `${start}${JSON.stringify(entry)}\n`;
    start = "\n";
    await guarded(folder, () => appendFile(file, line, { mode: 0o600 }));
    start = "";
  };
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
      const next = writing.then(() => write(entry));
      writing = next.catch(() => {});
      return next;
    },
    saveResult: (result) =>
      guarded(folder, () => writeWhole(path.join(folder, "result.json"), result)),
    async loadTest() {
      const text = await readIfThere(loadTestIn(folder));
      return text === undefined ? undefined : parsed(loadTest, text);
    },
    saveLoadTest: (measured) => guarded(folder, () => writeWhole(loadTestIn(folder), measured)),
    saveRun: (changed) => guarded(folder, () => writeWhole(path.join(folder, "run.json"), changed)),
    async [Symbol.asyncDispose]() {
      await writing;
      await unlock();
    },
  };
}

function transcriptsIn(folder: string): string {
  return path.join(folder, "transcripts.jsonl");
}

function loadTestIn(folder: string): string {
  return path.join(folder, "load-test.json");
}

async function endsTorn(file: string): Promise<boolean> {
  const text = (await readIfThere(file)) ?? "";
  return text !== "" && !text.endsWith("\n");
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
  return new RunStoreError(
    "no_such_run",
    `There is no run ${id} in ${runsFolder}: name one of its folders.`,
  );
}
