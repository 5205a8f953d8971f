// Opens a stored run of any kind as its document.

import type { Evaluation } from "../../core/protocol/evaluation.ts";
import type { StoredRun } from "../../core/protocol/evaluation-process.ts";
import { openRun } from "../runner/run-store.ts";
import { documents, readDocument } from "./read-document.ts";
import { evaluationFiles, findRun, type RunFolder } from "./run-folder.ts";

/** @throws RunStoreError */
export async function openStoredRun(runsFolder: string, id: string): Promise<StoredRun> {
  const run = await findRun(runsFolder, id);
  const { folder, kind } = run;
  switch (kind) {
    case "evaluation":
      return { kind, evaluation: await evaluationOf(run, runsFolder) };
    case "load":
      return { kind, loadTest: await readDocument(folder, documents.load) };
    case "repository":
      return { kind, repositoryRun: await readDocument(folder, documents.repository) };
  }
}

/** Of an evaluation that has no result yet, the document without a case: what was planned, and nothing graded. */
async function evaluationOf(
  { id, folder, names }: RunFolder,
  runsFolder: string,
): Promise<Evaluation> {
  if (names.has(evaluationFiles.result)) return readDocument(folder, documents.evaluation);
  const { buildEvaluation } = await import("../report/build-evaluation.ts");
  await using store = await openRun(runsFolder, id, "read");
  const { header, samples, load, wallSeconds } = store.run;
  const measured = { loadTest: await store.loadTest(), failure: load?.failure };
  const built = buildEvaluation({
    run: header,
    results: [],
    planned: samples.length,
    load: measured,
    wallSeconds,
  });
  return { ...built, status: "interrupted" };
}
