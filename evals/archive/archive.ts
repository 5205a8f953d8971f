// Answers questions about stored runs, each with one reply; what cannot be answered is a reply as well. Knows nothing of how
// questions come.
import type { ArchiveQuestion, ArchiveReply } from "../../core/protocol/evaluation-process.ts";
import { published } from "../../core/protocol/published.ts";
import reference from "../reference/h100-qwen3-coder.json" with { type: "json" };
import { RunStoreError } from "../runner/run-files.ts";
import { ArchiveError } from "./archive-error.ts";
import { createRunLister, type RunLister } from "./list-runs.ts";

export type Archive = {
  /** Never rejects because of what is on the disk. */
  reply(question: ArchiveQuestion): Promise<ArchiveReply>;
};

export function createArchive(runsFolder: string): Archive {
  const list = createRunLister(runsFolder);
  return {
    async reply(question) {
      try {
        return await replyTo(question, { runsFolder, list });
      } catch (error) {
        return failed(question.n, error);
      }
    },
  };
}

function failed(n: number, error: unknown): ArchiveReply {
  if (error instanceof RunStoreError || error instanceof ArchiveError) {
    return { n, reply: "failed", code: error.code, message: error.message };
  }
  return { n, reply: "failed", code: "internal", message: `The archive failed: ${String(error)}.` };
}

type Means = { runsFolder: string; list: RunLister };

/** What a question needs is loaded with the first of its kind: the list of runs has to be there at once. */
async function replyTo(
  question: ArchiveQuestion,
  { runsFolder, list }: Means,
): Promise<ArchiveReply> {
  const { n } = question;
  switch (question.ask) {
    case "list":
      return { n, reply: "list", runs: await list() };
    case "open": {
      const { openStoredRun } = await import("./open-run.ts");
      return { n, reply: "open", run: await openStoredRun(runsFolder, question.id) };
    }
    case "case": {
      const { caseDetails } = await import("./case-details.ts");
      return { n, reply: "case", details: await caseDetails(runsFolder, question) };
    }
    case "compare": {
      const { compareRuns } = await import("./compare-runs.ts");
      return { n, ...(await compareRuns(runsFolder, question)) };
    }
    case "export": {
      const { exportRun } = await import("./export-run.ts");
      return { n, reply: "export", file: await exportRun(runsFolder, question) };
    }
    case "delete": {
      const { deleteRun } = await import("./delete-run.ts");
      await deleteRun(runsFolder, question.id);
      return { n, reply: "delete" };
    }
    case "published":
      return { n, reply: "published", published: published.parse(reference) };
  }
}
