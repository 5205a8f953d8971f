// Folds the epochs of each case into one score.
import type { CaseResult } from "../../core/protocol/evaluation.ts";
import type { Scored } from "../statistics/effective-size.ts";

export type CaseScores = {
  /** Cases with at least one graded epoch; what could not be graded lowers no score. */
  graded: (Scored & { id: string; attempts: number; passes: number })[];
  /** Graded cases that passed in some epochs and failed in others. */
  flipped: string[];
};

export function caseScores(results: readonly CaseResult[]): CaseScores {
  const graded = [...Map.groupBy(results, ({ id }) => id)].flatMap(([id, epochs]) => {
    const counted = epochs.filter(({ verdict }) => verdict === "pass" || verdict === "fail");
    const passes = counted.filter(({ verdict }) => verdict === "pass").length;
    const attempts = counted.length;
    const cluster = epochs[0]?.cluster ?? id;
    return attempts === 0 ? [] : [{ id, cluster, attempts, passes, score: passes / attempts }];
  });
  const flipped = graded.filter(({ score }) => score > 0 && score < 1).map(({ id }) => id);
  return { graded, flipped };
}
