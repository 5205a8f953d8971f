// What the rest of the gateway knows of its store: typed queries, one way to write request rows in bulk, and counters that
// tell other processes to read again.
import type { Kysely } from "kysely";
import type { RequestsTable, RevisionsTable, Tables } from "./schema.ts";

export type Store = {
  readonly db: Kysely<Tables>;
  readonly dialect: "sqlite" | "postgres";
  /** Where an embedded store and its audit log lie; undefined beside PostgreSQL. */
  readonly folder: string | undefined;
  /**
   * Writes what happened to requests, in one transaction: new rows, then ends of rows that are there, then the sums of
   * `usage_days` for every row that ended, then how far the log has been read. A row that opened and ended since the last
   * write comes once, with its end.
   */
  writeRequests(write: RequestsWrite): Promise<void>;
  /** 0 until somebody bumped it. */
  revision(name: RevisionsTable["name"]): Promise<number>;
  bump(name: RevisionsTable["name"]): Promise<void>;
  /** Waits for writes under way. */
  close(): Promise<void>;
};

export type EndOfRequest = Pick<
  RequestsTable,
  | "id"
  | "outcome"
  | "ended_at"
  | "status"
  | "error"
  | "model"
  | "upstream"
  | "served"
  | "simulated"
  | "prompt_tokens"
  | "completion_tokens"
  | "cached_tokens"
  | "queued_ms"
  | "ttft_ms"
  | "total_ms"
>;

export type RequestsWrite = {
  log: string;
  /** The next position of the log that has not been read. */
  position: number;
  rows: readonly RequestsTable[];
  ends: readonly EndOfRequest[];
};

/** Where a store is: a folder for the embedded one, or a PostgreSQL URL. */
export type StorePlace = { data: string } | { database: string };
