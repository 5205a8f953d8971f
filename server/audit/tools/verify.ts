// Verifies all logs of an installation: what was signed is there, unchanged, whole and in order, and what cannot be read was
// destroyed on record. It does not know what queries and answers say, and writes nothing.
import type { AuditRecord } from "../../../core/protocol/audit-record.ts";
import type { AuditLogs, StoredRecord } from "../logs.ts";
import type { TreeHead } from "../merkle/note.ts";
import type { Anchors } from "./anchors.ts";
import type { Destruction } from "./destroyed.ts";
import type { SignedHeads } from "./heads.ts";
import { createProblems, type Problem } from "./problems.ts";
import { createStructure } from "./structure.ts";
import { type LogState, type Mark, verifyLog } from "./verify-log.ts";

export type Verification = {
  logs: (LogState & { signed: number; anchored: number | undefined })[];
  records: number;
  payloadBytes: number;
  /** Payloads that were destroyed. */
  destroyed: number;
  /** Requests without an end. */
  open: number;
  /** Records that no head covers yet. */
  unsigned: number;
  /** Records that a checkpoint kept elsewhere covers, and when the newest of them was written. */
  anchored: { records: number; at: number | undefined } | undefined;
  problems: readonly Problem[];
  /** Also those that are not listed. */
  problemCount: number;
};

export type VerifyRequest = {
  logs: AuditLogs;
  signed: SignedHeads;
  anchors?: Anchors;
  destruction?: Destruction;
  progress?: (bytes: number) => void;
};

export async function verifyLogs(
  request: VerifyRequest,
  signal: AbortSignal,
): Promise<Verification> {
  const { logs, signed, anchors, destruction } = request;
  const problems = createProblems();
  const structure = createStructure(problems.add);
  const names = await logs.names();
  const anchorHeads = anchors?.heads ?? [];
  for (const log of signed.forged) {
    const message = "The newest head is not signed by the installation's key.";
    problems.add({ kind: "forged", log, message });
  }
  if (anchors !== undefined && anchors.foreign > 0) {
    const message =
      "The checkpoint kept elsewhere is not signed by this installation's key: one of the two was replaced.";
    problems.add({ kind: "forged", message });
  }
  for (const log of missing(names, [...signed.heads, ...anchorHeads])) {
    problems.add({ kind: "missing", log, message: "The log was signed and is not there." });
  }
  const states: Verification["logs"] = [];
  for (const log of names) {
    const ofLog = (head: TreeHead) => head.log === log;
    const marks = marksOf(signed.heads.filter(ofLog), anchorHeads.filter(ofLog));
    const seen = (stored: StoredRecord, record: AuditRecord) => destruction?.seen(stored, record);
    const progress = request.progress ?? (() => {});
    const check = { logs, log, marks, structure, problems, seen, progress };
    const state = await verifyLog(check, signal);
    states.push({
      ...state,
      signed: largest(signed.heads.filter(ofLog)) ?? 0,
      anchored: largest(anchorHeads.filter(ofLog)),
    });
  }
  await destruction?.end(problems);
  return {
    ...totals(states),
    logs: states,
    open: structure.open,
    anchored: anchors === undefined ? undefined : anchoredAt(states),
    problems: problems.listed,
    problemCount: problems.count,
  };
}

function missing(names: readonly string[], heads: readonly TreeHead[]): Set<string> {
  const signed = heads.filter((head) => head.size > 0).map((head) => head.log);
  return new Set(signed.filter((log) => !names.includes(log)));
}

function marksOf(signed: readonly TreeHead[], anchored: readonly TreeHead[]): Mark[] {
  const marks = [
    ...signed.map(({ size, root }) => ({
      size,
      root,
      what: "the newest signed head",
      isAnchor: false,
    })),
    ...anchored.map(({ size, root }) => ({
      size,
      root,
      what: "the checkpoint kept elsewhere",
      isAnchor: true,
    })),
  ];
  return marks.sort((a, b) => a.size - b.size);
}

function largest(heads: readonly TreeHead[]): number | undefined {
  return heads.length === 0 ? undefined : Math.max(...heads.map((head) => head.size));
}

function totals(states: Verification["logs"]) {
  const sum = (value: (state: Verification["logs"][number]) => number) =>
    states.reduce((total, state) => total + value(state), 0);
  return {
    records: sum((state) => state.size),
    payloadBytes: sum((state) => state.payloadBytes),
    destroyed: sum((state) => state.destroyed),
    unsigned: sum((state) => Math.max(0, state.size - state.signed)),
  };
}

function anchoredAt(states: Verification["logs"]): { records: number; at: number | undefined } {
  const covered = states.filter((state) => state.anchored !== undefined);
  const times = covered.map((state) => state.anchoredAt).filter((at) => at !== undefined);
  return {
    records: covered.reduce((sum, state) => sum + (state.anchored ?? 0), 0),
    at: times.length === 0 ? undefined : Math.max(...times),
  };
}
