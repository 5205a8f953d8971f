// The archive process at the other end of two pipes: one line a question, one line an answer, found again by its number.
// Whatever goes wrong with it, every open question gets an error that says so in one sentence.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import {
  type ArchiveQuestion,
  type ArchiveReply,
  archiveReply,
} from "../../core/protocol/evaluation-process.ts";
import { t } from "../words.ts";
import type { Program } from "./jobs/job-process.ts";

export type ArchiveProcess = {
  /** @throws ArchiveError, or the signal's reason when aborted */
  exchange(question: ArchiveQuestion, signal: AbortSignal): Promise<ArchiveReply>;
  hasEnded(): boolean;
  /** Without questions it ends by itself, and what it is writing gets to its end. */
  end(): void;
};

export type ArchiveOptions = {
  program: Program;
  env: Record<string, string>;
  /** Where runs are kept, when it is not where `tandem eval` keeps them. */
  runsFolder?: string;
  /** Told how it ended when nobody asked it to, and what it had written on stderr. */
  onDied: (how: string, stderr: string) => void;
  timeoutMs?: number;
};

/** The message is one sentence with the next step. */
export class ArchiveError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "ArchiveError";
    this.code = code;
  }
}

export function unreadableReply(): ArchiveError {
  return new ArchiveError(
    "bad_reply",
    t("The process that reads the runs gave an answer that makes no sense: install Tandem again."),
  );
}

type Waiting = { resolve: (reply: ArchiveReply) => void; reject: (error: Error) => void };

/** Reading a run of ten thousand cases takes seconds on a slow disk. */
const patienceMs = 60_000;
const stderrKept = 4000;

export function startArchive(options: ArchiveOptions): ArchiveProcess {
  const { program, env, runsFolder, onDied, timeoutMs = patienceMs } = options;
  const args = [...program.args, "archive", ...(runsFolder === undefined ? [] : [runsFolder])];
  const child = spawn(program.command, args, { env, stdio: "pipe", windowsHide: true });
  const waiting = new Map<number, Waiting>();
  let stderr = "";
  let hasEnded = false;
  let isWanted = true;

  const fall = (how: string) => {
    if (hasEnded) return;
    hasEnded = true;
    for (const { reject } of waiting.values()) reject(died());
    waiting.clear();
    if (isWanted) onDied(how, stderr);
  };
  child.on("error", (error) => fall("code" in error ? String(error.code) : error.name));
  child.on("close", (code, signal) => fall(String(signal ?? code)));
  // It is gone: `close` says so.
  child.stdin.on("error", () => undefined);
  child.stderr.on("data", (chunk) => {
    stderr = `${stderr}${chunk}`.slice(-stderrKept);
  });
  createInterface({ input: child.stdout }).on("line", (line) => answer(line, waiting));
  return {
    hasEnded: () => hasEnded,
    exchange: (question, signal) => {
      const reply = awaitReply(question.n, waiting, timeoutMs, signal);
      if (hasEnded) waiting.get(question.n)?.reject(died());
      else child.stdin.write(`${JSON.stringify(question)}\n`);
      return reply.catch((error: unknown) => {
        // One that does not answer in time will not do better with the next question.
        if (error instanceof ArchiveError && error.code === "timeout") {
          child.kill("SIGKILL");
          fall(error.code);
        }
        throw error;
      });
    },
    end: () => {
      isWanted = false;
      child.stdin.end();
    },
  };
}

function awaitReply(
  n: number,
  waiting: Map<number, Waiting>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<ArchiveReply> {
  const { promise, resolve, reject } = Promise.withResolvers<ArchiveReply>();
  const onAbort = () => reject(signal.reason);
  const timer = setTimeout(() => reject(late(timeoutMs)), timeoutMs);
  waiting.set(n, { resolve, reject });
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) onAbort();
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
    waiting.delete(n);
  });
}

function answer(line: string, waiting: Map<number, Waiting>): void {
  const reply = parseReply(line);
  // An answer nobody waits for any more came too late.
  if (reply !== undefined) waiting.get(reply.n)?.resolve(reply);
  // Without a number it cannot be told whose answer it was: nobody gets one.
  else for (const { reject } of waiting.values()) reject(unreadableReply());
}

function parseReply(line: string): ArchiveReply | undefined {
  try {
    return archiveReply.safeParse(JSON.parse(line)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function died(): ArchiveError {
  return new ArchiveError(
    "ended",
    t(
      "The process that reads the runs has ended; try again, and look into the log if it stays so.",
    ),
  );
}

function late(timeoutMs: number): ArchiveError {
  return new ArchiveError(
    "timeout",
    t(
      "The runs could not be read within {0} s: try again when the disk is less busy.",
      timeoutMs / 1000,
    ),
  );
}
