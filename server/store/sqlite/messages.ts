// What the thread that owns an embedded store is asked, and what it answers.
import type { SQLInputValue, SQLOutputValue } from "node:sqlite";

export type Query = { kind: "query"; sql: string; parameters: readonly SQLInputValue[] };

/** Values one after the other, as many to a row as it has columns: copied between threads faster than objects. */
export type BulkWrite = {
  kind: "requests";
  log: string;
  position: number;
  rows: SQLInputValue[];
  ends: SQLInputValue[];
};

export type Question = Query | BulkWrite | { kind: "close" };

/** `changes` is absent where rows come back. */
export type Result = { rows: Record<string, SQLOutputValue>[]; changes?: number };

export type Ask = { id: number; question: Question };
export type Answer =
  | { id: number; result: Result }
  | { id: number; error: { message: string; errcode: number } };

/** How the thread is started. */
export type WorkerInput = { file: string; busyMs: number };
