// Holds one stored run against another: two evaluations case by case, load tests row by row.

import type { Evaluation } from "../../core/protocol/evaluation.ts";
import type { ArchiveReply, StoredRun } from "../../core/protocol/evaluation-process.ts";
import type { LoadTest } from "../../core/protocol/load-test.ts";
import { compare } from "../report/compare.ts";
import { compareLoadTests } from "../report/compare-load.ts";
import { ArchiveError } from "./archive-error.ts";
import { openStoredRun } from "./open-run.ts";

type WithoutNumber<Reply> = Reply extends unknown ? Omit<Reply, "n"> : never;
type Compared = WithoutNumber<Extract<ArchiveReply, { reply: "compare" | "compare-load" }>>;

/** Where one of the two is a load test, their load tests are compared. @throws RunStoreError, ArchiveError `not_comparable` */
export async function compareRuns(
  runsFolder: string,
  { id, baseline: other }: { id: string; baseline: string },
): Promise<Compared> {
  const current = await openStoredRun(runsFolder, id);
  const baseline = await openStoredRun(runsFolder, other);
  return current.kind === "load" || baseline.kind === "load"
    ? comparedLoad(loadOf(id, current), loadOf(other, baseline))
    : comparedCases(gradedIn(id, current), gradedIn(other, baseline));
}

function comparedCases(current: Evaluation, baseline: Evaluation): Compared {
  const { run, cases: results, load } = current;
  return {
    reply: "compare",
    comparison: compare({ run, results, load }, baseline),
    scorecards: { current: withoutCases(current), baseline: withoutCases(baseline) },
  };
}

function comparedLoad(current: LoadTest, baseline: LoadTest): Compared {
  const comparison = compareLoadTests(current, baseline);
  return { reply: "compare-load", current, baseline, comparison };
}

function gradedIn(id: string, run: StoredRun): Evaluation {
  if (run.kind !== "evaluation") throw notComparable(`${id} measured an own repository`);
  if (run.evaluation.cases.length > 0) return run.evaluation;
  throw new ArchiveError(
    "not_comparable",
    `${id} has no graded answers: resume it or grade it again first.`,
  );
}

function loadOf(id: string, run: StoredRun): LoadTest {
  const loadTest =
    run.kind === "load"
      ? run.loadTest
      : run.kind === "evaluation"
        ? run.evaluation.load
        : undefined;
  if (loadTest === undefined) throw notComparable(`${id} has no load test`);
  if (loadTest.rows.length === 0) throw notComparable(`The load test of ${id} has no measured row`);
  return loadTest;
}

function notComparable(what: string): ArchiveError {
  return new ArchiveError(
    "not_comparable",
    `${what}: choose two evaluations, or two runs with a load test.`,
  );
}

function withoutCases(result: Evaluation): Evaluation {
  return { ...result, cases: [] };
}
