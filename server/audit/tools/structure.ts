// What records of a log have to be to each other: every part and final belongs to a request that is open, every request
// ends once. It sees metas only, one after the other, and knows nothing of hashes.
import { type AuditRecord, recordSchema } from "../../../core/protocol/audit-record.ts";
import type { Problem } from "./problems.ts";

export type Structure = {
  /** Undefined where the meta says nothing. */
  next(log: string, position: number, meta: Buffer): AuditRecord | undefined;
  /** Requests without an end; those of a running gateway are being answered. */
  readonly open: number;
};

export function createStructure(add: (problem: Problem) => void): Structure {
  const openIn = new Map<string, Set<string>>();
  return {
    get open() {
      return [...openIn.values()].reduce((sum, ids) => sum + ids.size, 0);
    },
    next(log, position, meta) {
      const record = parseMeta(meta);
      if (record === undefined) {
        add({
          kind: "record",
          log,
          position,
          message: "The record says nothing that can be read.",
        });
        return undefined;
      }
      const open = openIn.get(log) ?? new Set();
      openIn.set(log, open);
      if (record.kind === "intent") {
        if (open.has(record.id)) {
          add({ kind: "record", log, position, message: "The request was open already." });
        }
        open.add(record.id);
      } else if (record.kind === "part") {
        if (!open.has(record.of)) add(orphan(log, position, "part"));
      } else if (record.kind === "final" && !open.delete(record.of)) {
        add(orphan(log, position, "final"));
      }
      return record;
    },
  };
}

/** Undefined where it is no record. */
export function parseMeta(meta: Buffer): AuditRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(meta.toString("utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
  return recordSchema.safeParse(value).data;
}

function orphan(log: string, position: number, kind: "part" | "final"): Problem {
  return {
    kind: "record",
    log,
    position,
    message: `The ${kind} belongs to no request that is open.`,
  };
}
