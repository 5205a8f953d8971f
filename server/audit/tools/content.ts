// Queries and answers of requests, put together from the records of the logs and decrypted. It knows where requests begin,
// and nothing of what is done with their content.
import type { AuditRecord, Final, Intent } from "../../../core/protocol/audit-record.ts";
import type { RequestsTable } from "../../store/schema.ts";
import { StoreError } from "../../store/store-error.ts";
import { LogDamaged, type StoredRecord } from "../logs.ts";
import type { AuditAccess } from "./access.ts";
import { parseMeta } from "./structure.ts";

/** `destroyed`: by an erasure or by retention. `damaged`: it is not what was encrypted. */
export type PieceState = "whole" | "destroyed" | "damaged";

export type Piece = { state: PieceState; bytes: Buffer };

export type Content = {
  id: string;
  intent: Intent;
  /** Undefined while the request is open, and where another gateway ended it. */
  final: Final | undefined;
  query: Piece;
  /** All parts in their order. */
  answer: Piece;
};

export type WantedRequest = Pick<RequestsTable, "id" | "log" | "position">;

type Reading = Pick<AuditAccess, "logs" | "open" | "onDamage">;

/** In the order of their logs; a request that is not in its log does not come. */
export async function* readContents(
  access: Reading,
  wanted: readonly WantedRequest[],
  signal: AbortSignal,
): AsyncGenerator<Content> {
  for (const group of groups(wanted)) yield* readGroup(access, group, signal);
}

/** Also for records that are read otherwise, in their order. */
export function createAssembler(access: Pick<Reading, "open">) {
  const open = new Map<string, Content>();
  return {
    get open(): ReadonlyMap<string, Content> {
      return open;
    },
    /** The content, once it is whole. */
    async add(stored: StoredRecord, record: AuditRecord): Promise<Content | undefined> {
      if (record.kind === "event" || record.kind === "gap") return undefined;
      const piece = await pieceOf(access, stored, record);
      if (record.kind === "intent") {
        const answer: Piece = { state: "whole", bytes: Buffer.alloc(0) };
        open.set(record.id, {
          id: record.id,
          intent: record,
          final: undefined,
          query: piece,
          answer,
        });
        return undefined;
      }
      const content = open.get(record.of);
      if (content === undefined) return undefined;
      content.answer = joined(content.answer, piece);
      if (record.kind === "part") return undefined;
      open.delete(record.of);
      return { ...content, final: record };
    },
  };
}

/** Requests of one log that lie so near to each other that reading on is faster than beginning anew. */
const nearRecords = 4000;

function groups(wanted: readonly WantedRequest[]): WantedRequest[][] {
  const sorted = wanted.toSorted((a, b) =>
    a.log === b.log ? a.position - b.position : a.log < b.log ? -1 : 1,
  );
  const found: WantedRequest[][] = [];
  let last: WantedRequest | undefined;
  for (const request of sorted) {
    const isNear = last?.log === request.log && request.position - last.position < nearRecords;
    if (isNear) found.at(-1)?.push(request);
    else found.push([request]);
    last = request;
  }
  return found;
}

async function* readGroup(
  access: Reading,
  group: readonly WantedRequest[],
  signal: AbortSignal,
): AsyncGenerator<Content> {
  const [first] = group;
  if (first === undefined) return;
  const missing = new Set(group.map((request) => request.id));
  const assembler = createAssembler(access);
  let damage: LogDamaged | undefined;
  try {
    for await (const stored of access.logs.read(first.log, first.position, signal)) {
      const record = mentions(stored.meta, missing);
      if (record === undefined) continue;
      const content = await assembler.add(stored, record);
      if (content === undefined) continue;
      missing.delete(content.id);
      yield content;
      if (missing.size === 0) return;
    }
    damage = endOf(group, missing, assembler.open);
  } catch (error) {
    if (!(error instanceof LogDamaged)) throw error;
    damage = error;
  }
  // Those without an end: being answered, or ended by another gateway in its own log.
  if (damage === undefined) return yield* assembler.open.values();
  if (access.onDamage === undefined) throw damage;
  access.onDamage(damage.log, damage);
  const rest: Piece = { state: "damaged", bytes: Buffer.alloc(0) };
  for (const content of assembler.open.values()) {
    yield { ...content, answer: joined(content.answer, rest) };
  }
  const { resumesAt = Number.POSITIVE_INFINITY } = damage;
  const behind = group.filter(({ position }) => position >= resumesAt);
  yield* readGroup(access, behind, signal);
}

/** Where the log has ended before requests that are known to be in it. */
function endOf(
  group: readonly WantedRequest[],
  missing: ReadonlySet<string>,
  open: ReadonlyMap<string, Content>,
): LogDamaged | undefined {
  const lost = group.find(({ id }) => missing.has(id) && !open.has(id));
  return lost && new LogDamaged(lost.log, lost.position);
}

/** The record, where it is of one of these requests. */
function mentions(meta: Buffer, ids: ReadonlySet<string>): AuditRecord | undefined {
  const record = parseMeta(meta);
  if (record?.kind === "intent") return ids.has(record.id) ? record : undefined;
  return record !== undefined && "of" in record && ids.has(record.of) ? record : undefined;
}

async function pieceOf(
  { open }: Pick<Reading, "open">,
  { payload }: StoredRecord,
  record: Exclude<AuditRecord, { kind: "event" | "gap" }>,
): Promise<Piece> {
  const nothing = Buffer.alloc(0);
  if (record.subject === undefined || record.bytes === 0) return { state: "whole", bytes: nothing };
  if (payload === undefined) return { state: "destroyed", bytes: nothing };
  try {
    const bytes = await open(record.subject, payload);
    return bytes === undefined ? { state: "destroyed", bytes: nothing } : { state: "whole", bytes };
  } catch (error) {
    if (!isCipherError(error)) throw error;
    return { state: "damaged", bytes: nothing };
  }
}

/** The cipher fails with plain errors; the store never does. */
function isCipherError(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof StoreError) return false;
  return !("code" in error) || /^ERR_(CRYPTO|OSSL)/.test(String(error.code));
}

function joined(answer: Piece, piece: Piece): Piece {
  const state = answer.state === "whole" ? piece.state : answer.state;
  if (piece.bytes.length === 0) return { ...answer, state };
  return { state, bytes: Buffer.concat([answer.bytes, piece.bytes]) };
}
