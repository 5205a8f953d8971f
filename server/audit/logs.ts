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
  /** Records from a position on; ends where the log ends. Throws LogDamaged where it cannot be read. */
  read(log: string, from?: number, signal?: AbortSignal): AsyncIterable<StoredRecord>;
  /** Destroys the payloads of records that are not to be kept; metas, commitments and order stay. Resolves with their number. */
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

  constructor(log: string, position: number, options?: { cause?: unknown }) {
    super(`The log ${log} cannot be read from record ${position} on.`, options);
    this.log = log;
    this.position = position;
  }
}
