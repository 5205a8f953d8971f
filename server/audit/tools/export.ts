// Exports records with the proofs that they are in the logs, one line each. It reads the logs twice: once to know the trees
// and what is wanted, once to write. It does not know where the lines go.
import {
  type ExportedRecord,
  type ExportHeader,
  exportSchemaVersion,
} from "../../../core/protocol/audit-export.ts";
import type { AuditRecord, Intent } from "../../../core/protocol/audit-record.ts";
import { LogDamaged } from "../logs.ts";
import type { TreeHead } from "../merkle/note.ts";
import { createTree, type Tree } from "../merkle/proofs.ts";
import { leafHash } from "../merkle/tree.ts";
import { type AuditAccess, AuditToolError } from "./access.ts";
import { type Content, createAssembler, type Piece } from "./content.ts";
import { makeCheckpoint } from "./heads.ts";
import { readableAnswer, readableQuery } from "./readable.ts";
import { recordRead } from "./recorded-read.ts";
import type { Redact } from "./redact.ts";
import { filterFacts, type RequestFilter } from "./request-filter.ts";
import { parseMeta } from "./structure.ts";

export type ExportRequest = {
  /** None: also events and gaps. */
  filter: RequestFilter;
  /** Metas and proofs only, or texts with secrets hidden, or everything as it was. */
  texts: "none" | "original" | { redact: Redact };
};

export type Exported =
  | { kind: "header"; header: ExportHeader; heads: readonly TreeHead[] }
  | { kind: "record"; line: ExportedRecord; record: AuditRecord; content: Content | undefined };

/** The header comes once it is recorded that the rest is read. @throws AuditToolError */
export async function* exportRecords(
  access: AuditAccess,
  { filter, texts }: ExportRequest,
  signal: AbortSignal,
): AsyncGenerator<Exported> {
  const { note, heads } = await makeCheckpoint(access);
  const surveys: Survey[] = [];
  const leftOut: string[] = [];
  for (const head of heads) {
    const found = await surveyOrDamage(access, head, filter, signal);
    if (found === undefined) leftOut.push(head.log);
    else surveys.push(found);
  }
  const filters = filterFacts(filter);
  const requests = surveys.reduce((sum, { wanted }) => sum + wanted.size, 0);
  const original = texts === "original";
  await recordRead(access, {
    action: "export",
    original,
    requests,
    filters: {
      ...filters,
      texts: typeof texts === "string" ? texts : "redacted",
      ...(leftOut.length === 0 ? {} : { leftOut }),
    },
  });
  const header: ExportHeader = {
    schemaVersion: exportSchemaVersion,
    kind: "header",
    installation: access.installation.id,
    publicKey: access.installation.publicKey.toString("base64"),
    checkpoint: note,
    original,
    at: access.now(),
    filters,
    records: surveys.reduce((sum, found) => sum + found.records, 0),
    ...(leftOut.length === 0 ? {} : { leftOut }),
  };
  yield { kind: "header", header, heads };
  for (const found of surveys) yield* exportLog(access, found, { filter, texts }, signal);
}

type Survey = {
  head: TreeHead;
  tree: Tree;
  /** Requests that are wanted. */
  wanted: ReadonlySet<string>;
  /** Records that will come. */
  records: number;
};

/** Undefined where the log is not what was signed, so that nothing in it can be proved. */
async function surveyOrDamage(
  access: AuditAccess,
  head: TreeHead,
  filter: RequestFilter,
  signal: AbortSignal,
): Promise<Survey | undefined> {
  try {
    return await survey(access, head, filter, signal);
  } catch (error) {
    const isDamage =
      error instanceof LogDamaged || (error instanceof AuditToolError && error.code === "bad_head");
    if (!isDamage || access.onDamage === undefined) throw error;
    access.onDamage(head.log, error);
    return undefined;
  }
}

async function survey(
  { logs }: AuditAccess,
  head: TreeHead,
  filter: RequestFilter,
  signal: AbortSignal,
): Promise<Survey> {
  const tree = createTree();
  const chosen = createChoice(filter);
  if (head.size > 0) {
    for await (const { meta, commitment } of logs.read(head.log, 0, signal)) {
      tree.append(leafHash(meta, commitment));
      chosen.see(parseMeta(meta));
      if (tree.size === head.size) break;
    }
  }
  if (tree.size !== head.size || !tree.root(head.size).equals(head.root)) {
    throw new AuditToolError("bad_head", `The log ${head.log} is not what was signed.`);
  }
  return { head, tree, ...chosen.end() };
}

/** Which requests are wanted: some conditions can be told from the intent, some only at the end. */
function createChoice(filter: RequestFilter) {
  const wanted = new Set<string>();
  const open = new Map<string, { intent: Intent; records: number }>();
  const { model, outcome } = filter;
  let records = 0;
  return {
    see(record: AuditRecord | undefined): void {
      if (record === undefined) return;
      if (record.kind === "event" || record.kind === "gap") {
        if (isBeside(filter, record.at)) records += 1;
      } else if (record.kind === "intent") {
        if (fits(record, filter)) open.set(record.id, { intent: record, records: 1 });
      } else {
        const request = open.get(record.of);
        if (request === undefined) return;
        request.records += 1;
        if (record.kind === "part") return;
        open.delete(record.of);
        const isModel = model === undefined || [record.model, request.intent.asked].includes(model);
        if (!isModel || (outcome !== undefined && record.outcome !== outcome)) return;
        wanted.add(record.of);
        records += request.records;
      }
    },
    /** Those that are still open have no outcome and are asked for by nothing else. */
    end(): Pick<Survey, "wanted" | "records"> {
      for (const [id, { intent, records: some }] of open) {
        if (outcome !== undefined || (model !== undefined && intent.asked !== model)) continue;
        wanted.add(id);
        records += some;
      }
      return { wanted, records };
    },
  };
}

function fits(intent: Intent, filter: RequestFilter): boolean {
  const { person, team, task, since, until } = filter;
  return (
    (person === undefined || intent.person === person) &&
    (team === undefined || intent.team === team) &&
    (task === undefined || intent.task === task) &&
    (filter.class === undefined || intent.class === filter.class) &&
    (since === undefined || intent.at >= since) &&
    (until === undefined || intent.at < until)
  );
}

/** Events belong to an export of a time, not of a person or model. */
function isBeside({ since, until, ...others }: RequestFilter, at: number): boolean {
  if (Object.values(others).some((value) => value !== undefined)) return false;
  return (since === undefined || at >= since) && (until === undefined || at < until);
}

async function* exportLog(
  access: AuditAccess,
  { head, tree, wanted }: Survey,
  { filter, texts }: ExportRequest,
  signal: AbortSignal,
): AsyncGenerator<Exported> {
  const assembler = createAssembler(access);
  if (head.size === 0) return;
  for await (const stored of access.logs.read(head.log, 0, signal)) {
    const { position, meta, commitment } = stored;
    const record = parseMeta(meta);
    if (record !== undefined && isWanted(record, wanted, filter)) {
      const line: ExportedRecord = {
        log: head.log,
        position,
        meta: meta.toString("utf8"),
        commitment: commitment.toString("base64"),
        proof: tree.inclusion(position, head.size).map((hash) => hash.toString("base64")),
      };
      const whole = texts === "none" ? undefined : await assembler.add(stored, record);
      if (texts !== "none") Object.assign(line, textOf(record, whole, assembler.open, texts));
      yield { kind: "record", line, record, content: whole };
    }
    if (position === head.size - 1) return;
  }
}

function isWanted(
  record: AuditRecord,
  wanted: ReadonlySet<string>,
  filter: RequestFilter,
): boolean {
  if (record.kind === "event" || record.kind === "gap") return isBeside(filter, record.at);
  return wanted.has(record.kind === "intent" ? record.id : record.of);
}

type Texts = Exclude<ExportRequest["texts"], "none">;

/** The query stands with the intent, the whole answer with the final: a secret can lie across two parts. */
function textOf(
  record: AuditRecord,
  whole: Content | undefined,
  open: ReadonlyMap<string, Content>,
  texts: Texts,
): Partial<ExportedRecord> {
  if (record.kind === "intent") {
    const query = open.get(record.id)?.query;
    return query === undefined ? {} : pieceText(query, texts, readableQuery);
  }
  if (record.kind === "final" && whole !== undefined) {
    return pieceText(whole.answer, texts, readableAnswer);
  }
  return {};
}

export function pieceText(
  { state, bytes }: Piece,
  texts: Texts,
  readable: (body: Buffer) => string,
): Partial<ExportedRecord> {
  const lost = state === "whole" ? {} : { lost: state };
  if (bytes.length === 0 && state !== "whole") return lost;
  if (texts !== "original") return { ...lost, text: texts.redact(readable(bytes)) };
  const text = bytes.toString("utf8");
  const isText = Buffer.from(text, "utf8").equals(bytes);
  return { ...lost, ...(isText ? { text } : { bytes: bytes.toString("base64") }) };
}
