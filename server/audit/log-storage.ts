// What a journal needs of the place a log lies in, beside reading: batches that are durable as a whole or not there at all.
// It does not know what is in the records.
import type { StoredRecord } from "./logs.ts";
import type { SealedRecord } from "./record.ts";

export type LogStorage = {
  readonly log: string;
  /** Records that are durable. */
  readonly size: number;
  /**
   * Resolves when all of them are durable, with where each one lies. One batch at a time. After a rejection, `settle` has
   * to resolve before the next batch.
   */
  append(batch: readonly SealedRecord[]): Promise<readonly number[]>;
  /**
   * Brings the log back to where it was before the batch that failed, and tries whether writing works again: rejects while
   * it does not. Resolves with whether the batch is in the log after all. @throws LogLost when that will never be.
   */
  settle(): Promise<boolean>;
  /** Whether it is still held: rejects where it may not be, and then `settle` has to resolve before the next batch. */
  check(): Promise<void>;
  /** `place` is what `append` said. */
  readAt(position: number, place: number): Promise<StoredRecord>;
  read(from: number, signal?: AbortSignal): AsyncIterable<StoredRecord>;
  /** Keeps the signed head beside the records, where they can be copied together. */
  keepHead(note: string): Promise<void>;
  /** Lets the log go; what is still handed over after it is lost. */
  close(): Promise<void>;
};

/** Somebody else has written to the log that this process holds: going on would tear it apart. */
export class LogLost extends Error {
  readonly code = "log_lost";

  constructor(log: string, options?: { cause?: unknown }) {
    super(`Another process has written to the log ${log}: start this gateway again.`, options);
  }
}
