// Checks an exported file with nothing but the file: that it is as it was written, the checkpoint's signature, and for every
// line the proof that its record is in a log of that checkpoint.
import { createHash } from "node:crypto";
import {
  type ExportedRecord,
  type ExportHeader,
  exportDigestText,
  exportEndSchema,
  exportedRecordSchema,
  exportHeaderSchema,
} from "../../../core/protocol/audit-export.ts";
import { headsOf, isSigned, originOf, type TreeHead, verifyNote } from "../merkle/note.ts";
import { verifyInclusion } from "../merkle/proofs.ts";
import { leafHash } from "../merkle/tree.ts";
import { AuditToolError } from "./access.ts";
import type { Anchors } from "./anchors.ts";
import type { Authority } from "./heads.ts";
import { LineTooLong, readLines } from "./lines.ts";
import { createProblems, type Problem, type Problems } from "./problems.ts";
import { parseMeta } from "./structure.ts";

export type ExportVerification = {
  records: number;
  /** Records that a checkpoint kept elsewhere covers; undefined without one. */
  anchored: number | undefined;
  /** Logs whose records are not in the file, because they are damaged. */
  leftOut: readonly string[];
  problems: readonly Problem[];
  problemCount: number;
};

export type ExportCheck = {
  file: string;
  /** Whom to believe; without it whoever the file names, which proves that it is of one piece and no more. */
  publicKey: Buffer | undefined;
  anchorsFor: (authority: Authority) => Promise<Anchors | undefined>;
};

/** @throws AuditToolError `bad_export` where it is no exported file */
export async function verifyExport(
  { file, publicKey, anchorsFor }: ExportCheck,
  signal: AbortSignal,
): Promise<ExportVerification> {
  const problems = createProblems();
  const digest = createHash("sha256");
  const found: Found = { header: undefined, heads: new Map(), anchors: undefined, end: undefined };
  let records = 0;
  let number = 0;
  for await (const line of linesOf(file, signal)) {
    number += 1;
    if (found.header === undefined) {
      await readHeader(line, { file, publicKey, anchorsFor }, found, problems);
    } else if (found.end !== undefined) {
      problems.add({ kind: "record", message: `Line ${number} stands behind the end.` });
    } else {
      found.end = exportEndSchema.safeParse(parse(line)).data?.signature;
      if (found.end !== undefined) continue;
      records += 1;
      checkLine(line, number, found.heads, problems);
    }
    digest.update(line).update("\n");
  }
  if (found.header === undefined) throw noExport(file);
  checkEnd(found.header, { ...found, digest: digest.digest("hex"), records }, problems);
  return {
    records,
    anchored: found.anchors && anchoredRecords(found.anchors, found.heads, problems),
    leftOut: found.header.leftOut ?? [],
    problems: problems.listed,
    problemCount: problems.count,
  };
}

type Found = {
  header: ExportHeader | undefined;
  key?: Buffer;
  heads: ReadonlyMap<string, TreeHead>;
  anchors: Anchors | undefined;
  /** The signature. */
  end: string | undefined;
};

async function readHeader(
  line: Buffer,
  { file, publicKey, anchorsFor }: ExportCheck,
  found: Found,
  problems: Problems,
): Promise<void> {
  const header = headerIn(line, file);
  found.header = header;
  found.key = publicKey ?? Buffer.from(header.publicKey, "base64");
  found.heads = signedHeads(header, found.key, problems);
  found.anchors = await anchorsFor({ id: header.installation, publicKey: found.key });
}

function checkEnd(
  { installation, records }: ExportHeader,
  { key, end, ...read }: Pick<Found, "key" | "end"> & { digest: string; records: number },
  problems: Problems,
): void {
  if (read.records !== records || end === undefined) {
    const message = `The file has ${read.records} of ${records} records${end === undefined ? " and no end" : ""}.`;
    problems.add({ kind: "truncated", message });
    return;
  }
  const text = Buffer.from(exportDigestText(installation, read.digest));
  if (key === undefined || !isSigned(text, Buffer.from(end, "base64"), key)) {
    problems.add({ kind: "forged", message: "The file is not as it was written." });
  }
}

async function* linesOf(file: string, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    yield* readLines(file, { signal });
  } catch (error) {
    signal.throwIfAborted();
    const isFile = error instanceof LineTooLong || (error instanceof Error && "syscall" in error);
    throw isFile ? noExport(file, error) : error;
  }
}

function headerIn(line: Buffer, file: string): ExportHeader {
  const { data } = exportHeaderSchema.safeParse(parse(line));
  if (data === undefined || Buffer.from(data.publicKey, "base64").length !== 32)
    throw noExport(file);
  return data;
}

function signedHeads(header: ExportHeader, key: Buffer, problems: Problems): Map<string, TreeHead> {
  const note = verifyNote(header.checkpoint, key);
  const isOwn = note?.origin === originOf(header.installation);
  const heads = note !== undefined && isOwn ? headsOf(note) : undefined;
  if (heads === undefined) {
    problems.add({ kind: "forged", message: "The checkpoint is not signed by this key." });
  }
  return new Map(heads?.map((head) => [head.log, head]));
}

function checkLine(
  line: Buffer,
  number: number,
  heads: ReadonlyMap<string, TreeHead>,
  problems: Problems,
): void {
  const { data } = exportedRecordSchema.safeParse(parse(line));
  if (data === undefined) {
    problems.add({ kind: "record", message: `Line ${number} is no exported record.` });
    return;
  }
  const { log, position } = data;
  const head = heads.get(log);
  if (head === undefined || !isIn(data, head)) {
    const message = `Line ${number} is not in the log that was signed.`;
    problems.add({ kind: "changed", log, position, message });
  }
  if (parseMeta(Buffer.from(data.meta)) === undefined) {
    const message = `The record in line ${number} says nothing that can be read.`;
    problems.add({ kind: "record", log, position, message });
  }
}

function isIn({ position, meta, commitment, proof }: ExportedRecord, head: TreeHead): boolean {
  const commits = Buffer.from(commitment, "base64");
  const hashes = proof.map((hash) => Buffer.from(hash, "base64"));
  if (![commits, ...hashes].every((hash) => hash.length === 32)) return false;
  return verifyInclusion({
    index: position,
    size: head.size,
    leaf: leafHash(Buffer.from(meta), commits),
    proof: hashes,
    root: head.root,
  });
}

/** Without the logs, two heads can be compared where they are of one size. */
function anchoredRecords(
  { heads: anchored, foreign }: Anchors,
  heads: ReadonlyMap<string, TreeHead>,
  problems: Problems,
): number {
  if (foreign > 0) {
    const message = "The checkpoint kept elsewhere is not signed by the key of this file.";
    problems.add({ kind: "forged", message });
  }
  const covered = new Set<string>();
  for (const { log, size, root } of anchored) {
    const head = heads.get(log);
    if (head?.size !== size) continue;
    if (head.root.equals(root)) covered.add(log);
    else {
      const message = "The log is not that of the checkpoint kept elsewhere.";
      problems.add({ kind: "changed", log, message });
    }
  }
  return [...covered].reduce((sum, log) => sum + (heads.get(log)?.size ?? 0), 0);
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString("utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function noExport(file: string, cause?: unknown): AuditToolError {
  return new AuditToolError(
    "bad_export",
    `${file} is no file of tandem audit export: name one that it wrote, whole and with its first line.`,
    { cause },
  );
}
