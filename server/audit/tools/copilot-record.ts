// A query or answer in the shape in which Copilot's usage records reach SIEM systems, so that rules written for those work.
// There is no room for proofs in it.
import type { AuditRecord } from "../../../core/protocol/audit-record.ts";
import type { Exported } from "./export.ts";

export type CopilotRecord = {
  type: "request" | "response";
  user_id: string;
  endpoint: string;
  body: string;
  "@timestamp": string;
  truncated: boolean;
  event_id: string;
  request_id: string;
};

type RecordLine = Extract<Exported, { kind: "record" }>;

/** Asked for one line after the other; undefined for what that shape has no place for. */
export function createCopilotProfile(): (exported: RecordLine) => CopilotRecord | undefined {
  // A final does not say whose it is.
  const open = new Map<string, { person: string; path: string }>();
  return ({ line, record }) => {
    const { log, position } = line;
    const rest = {
      body: line.text ?? line.bytes ?? "",
      "@timestamp": new Date(record.at).toISOString(),
      truncated: line.lost !== undefined || isCutOff(record),
      event_id: `${log}/${position}`,
    };
    if (record.kind === "intent") {
      open.set(record.id, record);
      const { person, path, id } = record;
      return { type: "request", user_id: person, endpoint: path, request_id: id, ...rest };
    }
    if (record.kind !== "final") return undefined;
    const request = open.get(record.of);
    open.delete(record.of);
    if (request === undefined) return undefined;
    const { person, path } = request;
    return { type: "response", user_id: person, endpoint: path, request_id: record.of, ...rest };
  };
}

function isCutOff(record: AuditRecord): boolean {
  return record.kind === "final" && record.outcome !== "complete";
}
