// Everything about one case of a stored evaluation: what was said, and what the case expects.
import path from "node:path";
import type { CaseDetails } from "../../core/protocol/evaluation-process.ts";
import { ArchiveError } from "./archive-error.ts";
import { cutTexts } from "./cut-texts.ts";
import { findTranscript } from "./find-transcript.ts";
import { documents, readDocument } from "./read-document.ts";
import { evaluationFiles, findRun } from "./run-folder.ts";

/** Without a transcript where none was kept. @throws RunStoreError, ArchiveError `no_such_case` */
export async function caseDetails(
  runsFolder: string,
  { id, case: instance, epoch }: { id: string; case: string; epoch: number },
): Promise<CaseDetails> {
  const { folder, kind } = await findRun(runsFolder, id);
  if (kind !== "evaluation") {
    throw new ArchiveError("no_such_case", `${id} is no evaluation and has no cases.`);
  }
  const { header } = await readDocument(folder, documents.plan);
  const file = path.join(folder, evaluationFiles.transcripts);
  const transcript = await findTranscript(file, { instance, epoch });
  const { hash, askedHash = hash } = header.suite;
  const { caseReference } = await import("./case-reference.ts");
  return {
    id: instance,
    epoch,
    ...(transcript === undefined ? {} : { transcript: cutTexts(transcript) }),
    ...(await caseReference(instance, askedHash)),
  };
}
