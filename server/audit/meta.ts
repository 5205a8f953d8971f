// The readable part of a record as bytes: what a leaf is computed from, and what reading the log back gives. It does not know
// where records go.
import type {
  AuditEvent,
  AuditRecord,
  Final,
  Gap,
  Intent,
  Part,
} from "../../core/protocol/audit-record.ts";
import type { RequestEnd, RequestFacts } from "./entry.ts";

type Sealed = { subject: string; bytes: number };

export function intentOf(facts: RequestFacts, { subject, bytes }: Sealed): Intent {
  return { v: 1, kind: "intent", ...facts, subject, bytes };
}

export function partOf(of: string, at: number, { subject, bytes }: Sealed): Part {
  return { v: 1, kind: "part", of, at, subject, bytes };
}

export function finalOf(of: string, end: RequestEnd, sealed?: Sealed): Final {
  const { subject, bytes } = sealed ?? { bytes: 0 };
  const final: Final = { v: 1, kind: "final", of, ...end, bytes };
  if (subject !== undefined) final.subject = subject;
  return final;
}

export function eventOf(event: Omit<AuditEvent, "v" | "kind">): AuditEvent {
  return { v: 1, kind: "event", ...event };
}

export function gapOf(gap: Omit<Gap, "v" | "kind">): Gap {
  return { v: 1, kind: "gap", ...gap };
}

/** Begins as `metaStart` says: version and kind first. */
export function encodeMeta(record: AuditRecord): Buffer {
  return Buffer.from(JSON.stringify(record));
}

export function decodeMeta(meta: Buffer): AuditRecord {
  // Bytes whose checksum is right are what this program wrote; who has to know better checks the schema and the proof.
  return JSON.parse(meta.toString()) as AuditRecord;
}
