// Owns the connection to an embedded store, in a thread of its own, so that waiting for the disk or for another process
// never holds up the event loop. Knows no table but through the statements it is given.
import { parentPort, workerData } from "node:worker_threads";
import { type Connection, openConnection } from "./connection.ts";
import type { Answer, Ask, Question, Result, WorkerInput } from "./messages.ts";

// Whoever starts this file passes it, and there is no port outside of a worker.
const connection = openedLazily(workerData as WorkerInput);

parentPort?.on("message", ({ id, question }: Ask) => {
  parentPort?.postMessage(answer(id, question));
  if (question.kind === "close") parentPort?.close();
});

function answer(id: number, question: Question): Answer {
  try {
    return { id, result: resultOf(question) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const errcode = "errcode" in error && typeof error.errcode === "number" ? error.errcode : 0;
    return { id, error: { message: error.message, errcode } };
  }
}

function resultOf(question: Question): Result {
  switch (question.kind) {
    case "query":
      return connection().query(question);
    case "requests":
      connection().writeRequests(question);
      return { rows: [] };
    case "close":
      connection().close();
      return { rows: [] };
  }
}

/** So that a file that cannot be opened fails the first question, not the thread. */
function openedLazily({ file, busyMs }: WorkerInput): () => Connection {
  let opened: Connection | undefined;
  return () => {
    opened ??= openConnection(file, busyMs);
    return opened;
  };
}
