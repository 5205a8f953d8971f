// What the tools of the audit need of the rest: the store, the logs, the installation's key, payloads in the clear, and a
// way to record that they were used. It does not know how any of these are made.
import type { AuditEventName } from "../../../core/protocol/audit-record.ts";
import type { Json } from "../../../core/protocol/json.ts";
import type { Store } from "../../store/store.ts";
import type { Installation } from "../installation.ts";
import type { AuditLogs } from "../logs.ts";

export type ToolEvent = { event: AuditEventName; by: string; facts: Record<string, Json> };

export type AuditAccess = {
  store: Store;
  logs: AuditLogs;
  installation: Installation;
  /** Undefined where the subject's key was destroyed. @throws Error where what lies there is not what was encrypted with it */
  open: (subject: string, payload: Buffer) => Promise<Buffer | undefined>;
  /** Resolves when the event is durable. */
  record: (event: ToolEvent) => Promise<void>;
  /** What of a log cannot be read, and is passed over; without this, it ends the work. */
  onDamage?: (log: string, why: Error) => void;
  /** Who uses the tools, as events name them. */
  by: string;
  now: () => number;
};

export type AuditToolErrorCode =
  | "bad_anchor"
  | "bad_export"
  | "bad_key"
  | "bad_rule"
  | "bad_head"
  | "head_replaced"
  | "no_person"
  | "no_request"
  | "not_recorded"
  | "unreadable";

/** `message`: one sentence with the next step. */
export class AuditToolError extends Error {
  readonly code: AuditToolErrorCode;

  constructor(code: AuditToolErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
