// Reads one log from its first record to its last and holds every byte against what was signed: leaves, roots, payloads,
// positions. It keeps no more than the right edge of the tree, however long the log is.
import { hash } from "node:crypto";
import type { AuditRecord } from "../../../core/protocol/audit-record.ts";
import { type AuditLogs, LogDamaged, type StoredRecord } from "../logs.ts";
import { createFrontier, leafHash } from "../merkle/tree.ts";
import type { Problems } from "./problems.ts";
import type { Structure } from "./structure.ts";

/** What the log has to be at a size. */
export type Mark = { size: number; root: Buffer; what: string; isAnchor: boolean };

export type LogCheck = {
  logs: AuditLogs;
  log: string;
  /** By size. */
  marks: readonly Mark[];
  structure: Structure;
  problems: Problems;
  /** Every record that says something, with whether its payload is there. */
  seen: (stored: StoredRecord, record: AuditRecord) => void;
  /** Bytes of payload since the last call. */
  progress: (bytes: number) => void;
};

export type LogState = {
  log: string;
  size: number;
  root: Buffer;
  payloadBytes: number;
  /** Payloads that were written and are not there. */
  destroyed: number;
  /** When the last record was written that an anchor covers; ms since the epoch. */
  anchoredAt: number | undefined;
};

const nothing = hash("sha256", Buffer.alloc(0), "buffer");
const progressStep = 64 * 2 ** 20;

export async function verifyLog(check: LogCheck, signal: AbortSignal): Promise<LogState> {
  const { log, problems } = check;
  const walk = startWalk(check);
  try {
    for await (const stored of check.logs.read(log, 0, signal, true)) {
      signal.throwIfAborted();
      step(walk, stored);
    }
  } catch (error) {
    if (!(error instanceof LogDamaged)) throw error;
    const { position } = error;
    problems.add({ kind: "damaged", log, position, message: "The log cannot be read from here." });
  }
  return finish(walk);
}

type Walk = {
  check: LogCheck;
  frontier: ReturnType<typeof createFrontier>;
  next: number;
  nextMark: number;
  /** Up to here everything is as it was signed. */
  proven: number;
  /** The same by anchors alone: a head in the store can have been signed after a change. */
  anchored: number;
  lastAt: number | undefined;
  state: Omit<LogState, "log" | "size" | "root">;
  reported: number;
};

function startWalk(check: LogCheck): Walk {
  const state = { payloadBytes: 0, destroyed: 0, anchoredAt: undefined };
  const frontier = createFrontier();
  const walk: Walk = {
    check,
    frontier,
    next: 0,
    nextMark: 0,
    proven: 0,
    anchored: 0,
    lastAt: undefined,
    state,
    reported: 0,
  };
  passMarks(walk);
  return walk;
}

function step(walk: Walk, stored: StoredRecord): void {
  const { check, frontier, state } = walk;
  const { log, problems, structure } = check;
  const { position, meta, payload, commitment } = stored;
  if (position !== walk.next || stored.log !== log) {
    const message = `Record ${walk.next} is expected here.`;
    problems.add({ kind: "order", log, position, message });
  }
  walk.next = position + 1;
  if (payload !== undefined) {
    state.payloadBytes += payload.length;
    if (!check.logs.hashesOnRead && !hash("sha256", payload, "buffer").equals(commitment)) {
      const message = "The payload is not the one that was written.";
      problems.add({ kind: "payload", log, position, message });
    }
  } else if (!commitment.equals(nothing)) {
    state.destroyed += 1;
  }
  frontier.append(leafHash(meta, commitment));
  const record = structure.next(log, position, meta);
  if (record !== undefined) {
    walk.lastAt = record.at;
    check.seen(stored, record);
  }
  passMarks(walk);
  if (state.payloadBytes - walk.reported >= progressStep) report(walk);
}

function passMarks(walk: Walk): void {
  const { check, frontier, state } = walk;
  const { log, problems, marks } = check;
  for (let mark = marks[walk.nextMark]; mark !== undefined; mark = marks[walk.nextMark]) {
    if (mark.size > frontier.size) return;
    walk.nextMark += 1;
    if (frontier.root().equals(mark.root)) {
      walk.proven = mark.size;
      if (!mark.isAnchor) continue;
      walk.anchored = mark.size;
      state.anchoredAt = walk.lastAt;
      continue;
    }
    const from = mark.isAnchor ? walk.anchored : walk.proven;
    const message = `Some of the records ${from} to ${mark.size - 1} are not those of ${mark.what}.`;
    problems.add({ kind: "changed", log, position: from, message });
  }
}

function finish(walk: Walk): LogState {
  const { check, frontier, state } = walk;
  const { log, marks, problems } = check;
  const last = marks.at(-1);
  if (last !== undefined && last.size > frontier.size) {
    const message = `The log has ${frontier.size} records, and ${last.what} says ${last.size}.`;
    problems.add({ kind: "truncated", log, position: frontier.size, message });
  }
  report(walk);
  return { ...state, log, size: frontier.size, root: frontier.root() };
}

function report(walk: Walk): void {
  walk.check.progress(walk.state.payloadBytes - walk.reported);
  walk.reported = walk.state.payloadBytes;
}
