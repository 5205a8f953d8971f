// A file that `tandem audit export` writes, line by line: who signed what, then records with the proofs that they belong to
// it. Whoever has the file can check it without the gateway.
import * as z from "zod";

export const exportSchemaVersion = 1;

const base64 = z.base64();
/** As a number of leaves. */
const count = z.int().min(0);

/** The first line. */
export const exportHeaderSchema = z.object({
  schemaVersion: z.literal(exportSchemaVersion),
  kind: z.literal("header"),
  installation: z.string(),
  /** Ed25519, 32 bytes. */
  publicKey: base64,
  /** The signed note over the heads of all logs. */
  checkpoint: z.string(),
  /** Whether texts are as they were, secrets included. */
  original: z.boolean(),
  /** ms since the epoch. */
  at: z.int(),
  filters: z.record(z.string(), z.json()),
  /** Lines that follow. */
  records: count,
  /** Logs of the checkpoint that are damaged, so that nothing in them can be proved: none of their records follow. */
  leftOut: z.array(z.string()).optional(),
});
export type ExportHeader = z.infer<typeof exportHeaderSchema>;

/** The lines between. A text is no part of the proof, as the leaf commits to it encrypted: for texts the end stands. */
export const exportedRecordSchema = z.object({
  log: z.string(),
  /** Index of its leaf. */
  position: count,
  /** The very text that the leaf was computed from: JSON of an audit record. */
  meta: z.string(),
  /** sha256 of the encrypted payload. */
  commitment: base64,
  /** Hashes from the leaf's sibling up to the root of its log's head in the checkpoint. */
  proof: z.array(base64),
  /** With an intent the query, with a final the whole answer. */
  text: z.string().optional(),
  /** The same where the bytes are no text. */
  bytes: base64.optional(),
  /** Why there is no text, or not all of it. */
  lost: z.enum(["destroyed", "damaged"]).optional(),
});
export type ExportedRecord = z.infer<typeof exportedRecordSchema>;

/** The last line. */
export const exportEndSchema = z.object({
  kind: z.literal("end"),
  /** Ed25519 by the installation over `exportDigestText` of all lines before, line ends included. */
  signature: base64,
});
export type ExportEnd = z.infer<typeof exportEndSchema>;

/** What is signed: no note begins like this. */
export function exportDigestText(installation: string, sha256Hex: string): string {
  return `tandem audit export\n${installation}\n${sha256Hex}\n`;
}
