// The way to the thread that owns an embedded store: questions in, answers in their order. It keeps the process alive only
// while an answer is due.
import { Worker } from "node:worker_threads";
import { SqliteError } from "../store-error.ts";
import type { Answer, Ask, Question, Result, WorkerInput } from "./messages.ts";

export type WorkerLink = {
  /** @throws SqliteError */
  ask(question: Question): Promise<Result>;
  /** After all that was asked before. */
  close(): Promise<void>;
};

type Waiting = { resolve: (result: Result) => void; reject: (error: Error) => void };

export function startWorker(input: WorkerInput): WorkerLink {
  const worker = new Worker(workerUrl(), { workerData: input, env: {}, execArgv: [] });
  worker.unref();
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let ended: Error | undefined;
  worker.on("message", (answer: Answer) => {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    if ("result" in answer) asker?.resolve(answer.result);
    else asker?.reject(new SqliteError(answer.error.message, answer.error.errcode));
  });
  const end = (error: Error) => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on("error", (error) => end(error instanceof Error ? error : new Error(String(error))));
  const isOver = new Promise<void>((resolve) => {
    worker.on("exit", () => {
      end(new Error("The store has been closed."));
      resolve();
    });
  });
  const ask = (question: Question) =>
    new Promise<Result>((resolve, reject) => {
      if (ended !== undefined) return reject(ended);
      last += 1;
      waiting.set(last, { resolve, reject });
      if (waiting.size === 1) worker.ref();
      const message: Ask = { id: last, question };
      worker.postMessage(message);
    });
  return {
    ask,
    async close() {
      if (ended !== undefined) return;
      await ask({ kind: "close" });
      worker.ref();
      await isOver;
    },
  };
}

/** Beside this file in a checkout, and beside the bundle once there is one. */
function workerUrl(): URL {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  return new URL(`./store-worker.${extension}`, import.meta.url);
}
