// What tools know of the audit's logs, wherever they lie: names, and records in order. It does not know their storage, nor
// what a payload says.

export type StoredRecord = {
  log: string;
  /** From 0, without holes. */
  position: number;
  /** The exact bytes the leaf was computed from; JSON of core/protocol/audit-record.ts. */
  meta: Buffer;
  /** nonce (12 bytes) ‖ ciphertext ‖ tag (16); undefined when there was none or it was destroyed. */
  payload: Buffer | undefined;
  /** sha256 of the payload as it was written; of nothing where there was none. */
  commitment: Buffer;
};

export type AuditLogs = {
  /** Commitments are computed from the payloads as they are read: whoever verifies need not do that again. */
  readonly hashesOnRead?: boolean;
  names(): Promise<string[]>;
  /** Signed heads that lie beside the logs, where a copy of the logs has them; nobody has checked them. */
  keptHeads?(): Promise<{ log: string; note: string }[]>;
  /**
   * Records from a position on; ends where the log ends. With `passing` the bytes of a record may be others once the next one
   * is asked for. Throws LogDamaged where it cannot be read.
   */
  read(
    log: string,
    from?: number,
    signal?: AbortSignal,
    passing?: boolean,
  ): AsyncIterable<StoredRecord>;
  /**
   * Destroys the payloads of records that are not to be kept, except in the file that is being written; metas, commitments and
   * order stay. Resolves with their number.
   */
  dropPayloads(
    log: string,
    isKept: (record: StoredRecord) => boolean,
    signal: AbortSignal,
  ): Promise<number>;
};

/** A record that cannot be read where others follow: not the torn end that a crash leaves. */
export class LogDamaged extends Error {
  readonly code = "log_damaged";
  readonly log: string;
  readonly position: number;
  /** Where it can be read again, as far as that is known. */
  readonly resumesAt: number | undefined;

  constructor(
    log: string,
    position: number,
    { resumesAt, cause }: { resumesAt?: number | undefined; cause?: unknown } = {},
  ) {
    super(`The log ${log} cannot be read from record ${position} on.`, { cause });
    this.log = log;
    this.position = position;
    this.resumesAt = resumesAt;
  }
}
