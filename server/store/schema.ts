// The tables of a gateway's store, the same in SQLite and PostgreSQL: times are integer ms since the epoch, JSON is text,
// truth is 0 or 1. It does not know how the tables are made (migrations/) or who reads them.
import type { Outcome } from "../../core/protocol/audit-record.ts";
import type { Role } from "../../core/protocol/gateway-key.ts";
import type { Task, TrafficClass } from "../../core/routing/task.ts";

export type Tables = {
  people: PeopleTable;
  keys: KeysTable;
  revisions: RevisionsTable;
  secrets: SecretsTable;
  requests: RequestsTable;
  usage_days: UsageDaysTable;
  log_progress: LogProgressTable;
  log_heads: LogHeadsTable;
  subject_keys: SubjectKeysTable;
  audit_records: AuditRecordsTable;
  redaction_rules: RedactionRulesTable;
  abandoned_logs: AbandonedLogsTable;
};

/** Who a pseudonym is; forgetting a name leaves the row. */
export type PeopleTable = {
  id: string;
  /** Unique among those not forgotten. */
  name: string | null;
  team: string | null;
  created_at: number;
  forgotten_at: number | null;
};

export type KeysTable = {
  id: string;
  person_id: string;
  role: Role;
  /** sha256 of the key, hex, unique. */
  hash: string;
  created_at: number;
  expires_at: number | null;
  revoked_at: number | null;
  replaced_by: string | null;
};

/** Counters that say "read it again": `keys` for people and keys, `subjects` for erasures. */
export type RevisionsTable = { name: "keys" | "subjects"; value: number };

/** Secrets of the installation, made once: `installation` (its id), `signing` (Ed25519, PKCS#8 PEM). */
export type SecretsTable = { name: string; value: string; created_at: number };

/** One row a request, derived from the audit log; it can be rebuilt from there. */
export type RequestsTable = {
  id: string;
  log: string;
  /** Of the intent in its log. */
  position: number;
  at: number;
  person_id: string;
  key_id: string;
  team: string | null;
  task: Task;
  class: TrafficClass;
  path: string;
  asked: string;
  stream: 0 | 1;
  /** Null while it is open. */
  outcome: Outcome | null;
  ended_at: number | null;
  status: number | null;
  error: string | null;
  model: string | null;
  upstream: string | null;
  served: string | null;
  simulated: 0 | 1 | null;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  cached_tokens: number | null;
  queued_ms: number | null;
  ttft_ms: number | null;
  total_ms: number | null;
};

/** Sums that stay when requests are forgotten; `day` is days since the epoch in UTC, of the request's end. */
export type UsageDaysTable = {
  day: number;
  person_id: string;
  team: string;
  task: Task;
  /** The virtual model, or what was asked for when nothing was served. */
  model: string;
  simulated: 0 | 1;
  requests: number;
  complete: number;
  aborted: number;
  failed: number;
  prompt_tokens: number;
  cached_tokens: number;
  completion_tokens: number;
  uncounted: number;
};

/** How far a log has been read into `requests` and `usage_days`: the next position. */
export type LogProgressTable = { log: string; position: number };

/** The newest signed head of every log. */
export type LogHeadsTable = {
  log: string;
  size: number;
  /** Base64. */
  root: string;
  /** The signed note. */
  note: string;
  /** Roots of the tree's full subtrees, largest first, base64 with commas between: the log goes on from there. */
  frontier: string | null;
  at: number;
};

/** Keys that queries and answers are encrypted with; erasing deletes the row. */
export type SubjectKeysTable = {
  /** First 16 bytes of sha256("tandem subject" ‖ key), hex: what records name. */
  id: string;
  person_id: string;
  class: TrafficClass;
  /** Days since the epoch in UTC it was made on; a new one is made every day, so that retention can destroy by day. */
  day: number;
  /** 32 bytes, base64. */
  key: string;
  created_at: number;
};

/** The log itself where there is no local disk; unused beside SQLite. */
export type AuditRecordsTable = {
  log: string;
  position: number;
  meta: Uint8Array;
  /** Null once destroyed. */
  payload: Uint8Array | null;
  /** sha256 of the payload as it was written; 32 bytes. */
  commitment: Uint8Array;
};

/** The rules of the configuration that the gateway writing a log has, or had last. */
export type RedactionRulesTable = {
  log: string;
  /** JSON: a list of names and patterns. */
  rules: string;
  at: number;
};

/** Damaged logs that another one was begun for. */
export type AbandonedLogsTable = { log: string; at: number };
