// One request with everything that is on record of it: who, when, what was asked and answered. It does not know how it is
// printed.
import type { Final, Intent } from "../../../core/protocol/audit-record.ts";
import { type AuditAccess, AuditToolError } from "./access.ts";
import { type Content, type PieceState, readContents } from "./content.ts";
import { readableAnswer, readableQuery } from "./readable.ts";
import { recordRead } from "./recorded-read.ts";
import type { Redact } from "./redact.ts";
import { findRequest, type RequestRow } from "./request-filter.ts";

export type Shown = {
  row: RequestRow;
  intent: Intent;
  final: Final | undefined;
  query: { state: PieceState; text: string };
  answer: { state: PieceState; text: string };
};

/**
 * Without `redact` secrets are shown as well. Recorded before it resolves.
 * @throws AuditToolError `no_request`, `unreadable`, `not_recorded`
 */
export async function show(
  access: AuditAccess,
  id: string,
  redact: Redact | undefined,
  signal: AbortSignal,
): Promise<Shown> {
  const { row, content } = await contentOf(access, id, redact === undefined, signal);
  const readable = redact ?? ((text: string) => text);
  return {
    row,
    intent: content.intent,
    final: content.final,
    query: { state: content.query.state, text: readable(readableQuery(content.query.bytes)) },
    answer: { state: content.answer.state, text: readable(readableAnswer(content.answer.bytes)) },
  };
}

/** The very bytes, secrets and all: query, then answer. Recorded before it resolves. @throws as `show` does */
export async function showBytes(
  access: AuditAccess,
  id: string,
  signal: AbortSignal,
): Promise<{ query: Buffer; answer: Buffer }> {
  const { content } = await contentOf(access, id, true, signal);
  return { query: content.query.bytes, answer: content.answer.bytes };
}

async function contentOf(
  access: AuditAccess,
  id: string,
  original: boolean,
  signal: AbortSignal,
): Promise<{ row: RequestRow; content: Content }> {
  const row = await findRequest(access.store, id);
  let content: Content | undefined;
  for await (const found of readContents(access, [row], signal)) content = found;
  if (content === undefined) {
    throw new AuditToolError(
      "unreadable",
      `The log ${row.log} does not hold the request ${id} at record ${row.position}: run tandem audit verify.`,
    );
  }
  await recordRead(access, { action: "show", original, requests: 1, filters: { id } });
  return { row, content };
}
