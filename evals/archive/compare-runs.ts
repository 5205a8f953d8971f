// Holds one stored evaluation against another.

import type { Evaluation } from "../../core/protocol/evaluation.ts";
import type { ArchiveReply } from "../../core/protocol/evaluation-process.ts";
import { compare } from "../report/compare.ts";
import { ArchiveError } from "./archive-error.ts";
import { openStoredRun } from "./open-run.ts";

type Compared = Omit<Extract<ArchiveReply, { reply: "compare" }>, "n" | "reply">;

/** @throws RunStoreError, ArchiveError `not_comparable` */
export async function compareRuns(
  runsFolder: string,
  { id, baseline: other }: { id: string; baseline: string },
): Promise<Compared> {
  const current = await gradedRun(runsFolder, id);
  const baseline = await gradedRun(runsFolder, other);
  const { run, cases: results, load } = current;
  return {
    comparison: compare({ run, results, load }, baseline),
    scorecards: { current: withoutCases(current), baseline: withoutCases(baseline) },
  };
}

async function gradedRun(runsFolder: string, id: string): Promise<Evaluation> {
  const run = await openStoredRun(runsFolder, id);
  if (run.kind !== "evaluation") {
    throw new ArchiveError("not_comparable", `${id} is no evaluation: choose two evaluations.`);
  }
  if (run.evaluation.cases.length > 0) return run.evaluation;
  throw new ArchiveError(
    "not_comparable",
    `${id} has no graded answers: resume it or grade it again first.`,
  );
}

function withoutCases(result: Evaluation): Evaluation {
  return { ...result, cases: [] };
}
