// Reading queries and answers is an event like any other: recorded before anything is shown, and nothing is shown where that
// fails. It does not know how content is read.
import type { Json } from "../../../core/protocol/json.ts";
import { LogDamaged } from "../logs.ts";
import { type AuditAccess, AuditToolError } from "./access.ts";

export type Read = {
  action: "search" | "show" | "export";
  /** Whether secrets in it were shown too. */
  original: boolean;
  /** Requests that are shown. */
  requests: number;
  /** What was asked for; people by their pseudonyms, so that their names can be forgotten. */
  filters: Record<string, Json>;
};

/** @throws AuditToolError `not_recorded` */
export async function recordRead(
  { record, by }: Pick<AuditAccess, "record" | "by">,
  read: Read,
): Promise<void> {
  try {
    await record({ event: "audit_read", by, facts: { ...read } });
  } catch (cause) {
    const next =
      cause instanceof LogDamaged
        ? `the audit log ${cause.log} is damaged from record ${cause.position} on. Restore it from a backup, or start the gateway with --new-log.`
        : "make the audit log writable again.";
    throw new AuditToolError(
      "not_recorded",
      `Nothing is shown, because that it was read cannot be recorded: ${next}`,
      { cause },
    );
  }
}
