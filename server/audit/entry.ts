// What a request knows of the audit: an entry it opens, feeds with the bytes the client gets, and closes. It does not know
// how records are encrypted, ordered or stored.
import type { AuditEventName, Final, Intent } from "../../core/protocol/audit-record.ts";
import type { Json } from "../../core/protocol/json.ts";

export type RequestFacts = Omit<Intent, "v" | "kind" | "subject" | "bytes">;
export type RequestEnd = Omit<Final, "v" | "kind" | "of" | "subject" | "bytes">;

export type Entry = {
  readonly id: string;
  /**
   * Resolves when the intent is durable: no byte of the answer leaves before. Rejects with GatewayError
   * `audit_unavailable` where the configuration says to refuse.
   */
  readonly durable: Promise<void>;
  /** Bytes that are about to reach the client; long answers are written in parts as they come. The buffer is not copied. */
  capture(chunk: Buffer): void;
  /** Resolves when the final is durable: the last byte of the answer leaves after. Rejects as `durable` does. Once only. */
  finish(end: RequestEnd): Promise<void>;
  /** The very body it was opened with, until it is durable, and where it never will be, until it is told to let go. */
  readonly holdsBody: boolean;
  /** Nobody reads the body again. */
  dropBody(): void;
  /** The body again, for a request that waited so long that it was let go from memory. */
  readBody(): Promise<Buffer>;
};

export type Journal = {
  /** Never throws; what goes wrong shows in the entry's promises, which the caller need not handle at once. */
  open(facts: RequestFacts, body: Buffer): Entry;
  /** Resolves when durable. */
  event(event: { event: AuditEventName; by: string; facts: Record<string, Json> }): Promise<void>;
  health(): JournalHealth;
  /** Ends open entries as `interrupted`, signs the last head, and lets the log go. */
  close(): Promise<void>;
};

export type JournalHealth = {
  state: "ok" | "refusing" | "gap";
  log: string;
  /** Records in the log. */
  size: number;
  openEntries: number;
  /** Requests served and not recorded since the last gap record. */
  missing: number;
  /** errno or SQLSTATE of what failed last. */
  reason?: string;
  /** ms from handing records over to their being durable, of the last batches; for metrics. */
  commitMs: number;
};
