// An export as the lines of its file: records between a header and a signature over everything before, so that whoever gets
// the file can tell whether it is whole and as it was written. It does not know where the lines go.
import { createHash } from "node:crypto";
import { type ExportEnd, exportDigestText } from "../../../core/protocol/audit-export.ts";
import type { AuditAccess } from "./access.ts";
import { createCopilotProfile } from "./copilot-record.ts";
import { type ExportRequest, exportRecords } from "./export.ts";

/** `copilot`: queries and answers in the shape of Copilot's usage records, without proofs. */
export const exportProfiles = ["tandem", "copilot"] as const;
export type ExportProfile = (typeof exportProfiles)[number];

/** Lines with their line ends; the first one comes once it is recorded that the rest is read. @throws AuditToolError */
export async function* exportLines(
  access: AuditAccess,
  request: ExportRequest & { profile: ExportProfile },
  signal: AbortSignal,
): AsyncGenerator<string> {
  if (request.profile === "copilot") yield* copilotLines(access, request, signal);
  else yield* provenLines(access, request, signal);
}

async function* provenLines(
  access: AuditAccess,
  request: ExportRequest,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const digest = createHash("sha256");
  for await (const exported of exportRecords(access, request, signal)) {
    const value = exported.kind === "header" ? exported.header : exported.line;
    const line = `${JSON.stringify(value)}\n`;
    digest.update(line);
    yield line;
  }
  const { id, sign } = access.installation;
  const text = exportDigestText(id, digest.digest("hex"));
  const end: ExportEnd = { kind: "end", signature: sign(Buffer.from(text)).toString("base64") };
  yield `${JSON.stringify(end)}\n`;
}

async function* copilotLines(
  access: AuditAccess,
  request: ExportRequest,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const shape = createCopilotProfile();
  for await (const exported of exportRecords(access, request, signal)) {
    const record = exported.kind === "record" ? shape(exported) : undefined;
    if (record !== undefined) yield `${JSON.stringify(record)}\n`;
  }
}
