// Verifies all logs of an installation: what was signed is there, unchanged, whole and in order, and what cannot be read was
// destroyed on record. It does not know what queries and answers say, and writes nothing.
import type { AuditRecord } from "../../../core/protocol/audit-record.ts";
import type { AuditLogs, StoredRecord } from "../logs.ts";
import type { TreeHead } from "../merkle/note.ts";
import type { Anchors } from "./anchors.ts";
import type { DestroyedBy, Destruction } from "./destroyed.ts";
import type { SignedHeads } from "./heads.ts";
import { createProblems, type Problem } from "./problems.ts";
import { createStructure } from "./structure.ts";
import { type LogState, type Mark, verifyLog } from "./verify-log.ts";

export type Verification = {
  logs: (LogState & { signed: number; anchored: number | undefined; problems: number })[];
  records: number;
  payloadBytes: number;
  /** Payloads that are not there any more. */
  destroyed: number;
  /** Also payloads that are there without their keys; undefined where nobody watched for it. */
  destroyedBy: DestroyedBy | undefined;
  /** Damaged logs that a gateway has begun another one for. */
  abandoned: string[];
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
  /** Heads that lie beside the logs. */
  kept?: SignedHeads;
  anchors?: Anchors;
  destruction?: Destruction;
  progress?: (bytes: number) => void;
};

export async function verifyLogs(
  request: VerifyRequest,
  signal: AbortSignal,
): Promise<Verification> {
  const { logs, signed, anchors, destruction } = request;
  const kept = keptHeads(request);
  const problems = createProblems();
  const structure = createStructure(problems.add);
  const names = await logs.names();
  const anchorHeads = anchors?.heads ?? [];
  for (const log of signed.forged) {
    const message = "The newest head is not signed by the installation's key.";
    problems.add({ kind: "forged", log, message });
  }
  for (const log of request.kept?.forged ?? []) {
    const message = "The head that lies beside the log is not signed by the installation's key.";
    problems.add({ kind: "forged", log, message });
  }
  if (anchors !== undefined && anchors.foreign > 0) {
    const message =
      "The checkpoint kept elsewhere is not signed by this installation's key: one of the two was replaced.";
    problems.add({ kind: "forged", message });
  }
  for (const log of missing(names, [...signed.heads, ...kept, ...anchorHeads])) {
    problems.add({ kind: "missing", log, message: "The log was signed and is not there." });
  }
  const states: State[] = [];
  const abandoned = new Set<string>();
  for (const log of names) {
    const ofLog = (head: TreeHead) => head.log === log;
    const marks = [
      ...marksOf(signed.heads.filter(ofLog), "the newest signed head", false),
      ...marksOf(kept.filter(ofLog), "the head that lies beside the log", false),
      ...marksOf(anchorHeads.filter(ofLog), "the checkpoint kept elsewhere", true),
    ].sort((a, b) => a.size - b.size);
    const seen = (stored: StoredRecord, record: AuditRecord) => {
      destruction?.seen(stored, record);
      if (record.kind === "event" && record.event === "log_abandoned") {
        abandoned.add(String(record.facts.log));
      }
    };
    const progress = request.progress ?? (() => {});
    const check = { logs, log, marks, structure, problems, seen, progress };
    const state = await verifyLog(check, signal);
    states.push({
      ...state,
      signed: largest(signed.heads.filter(ofLog)) ?? 0,
      anchored: largest(anchorHeads.filter(ofLog)),
    });
  }
  const destroyedBy = await destruction?.end(problems);
  return {
    ...totals(states),
    logs: states.map((state) => ({ ...state, problems: problems.of(state.log) })),
    destroyedBy,
    abandoned: [...abandoned].sort(),
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

/** Where one says what the store's own says as well, that is said once. */
function keptHeads({ kept, signed }: VerifyRequest): TreeHead[] {
  return (kept?.heads ?? []).filter(
    ({ log, size, root }) =>
      !signed.heads.some(
        (head) => head.log === log && head.size === size && head.root.equals(root),
      ),
  );
}

function marksOf(heads: readonly TreeHead[], what: string, isAnchor: boolean): Mark[] {
  return heads.map(({ size, root }) => ({ size, root, what, isAnchor }));
}

function largest(heads: readonly TreeHead[]): number | undefined {
  return heads.length === 0 ? undefined : Math.max(...heads.map((head) => head.size));
}

type State = Omit<Verification["logs"][number], "problems">;

function totals(states: State[]) {
  const sum = (value: (state: State) => number) =>
    states.reduce((total, state) => total + value(state), 0);
  return {
    records: sum((state) => state.size),
    payloadBytes: sum((state) => state.payloadBytes),
    destroyed: sum((state) => state.destroyed),
    unsigned: sum((state) => Math.max(0, state.size - state.signed)),
  };
}

function anchoredAt(states: State[]): { records: number; at: number | undefined } {
  const covered = states.filter((state) => state.anchored !== undefined);
  const times = covered.map((state) => state.anchoredAt).filter((at) => at !== undefined);
  return {
    records: covered.reduce((sum, state) => sum + (state.anchored ?? 0), 0),
    at: times.length === 0 ? undefined : Math.max(...times),
  };
}
