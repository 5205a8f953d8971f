// Compares the problems of files before and after a change, and says in a sentence what became of them. Pure.

import { plural, t } from "../../words.ts";

/** By file, how often each problem is reported: the same message twice counts twice. */
export type ProblemCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

export function countOf(problems: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const problem of problems) counts.set(problem, (counts.get(problem) ?? 0) + 1);
  return counts;
}

/** E.g. “2 problems gone, none new.” Empty when there was nothing and is nothing. */
export function compareProblems(before: ProblemCounts, after: ProblemCounts): string {
  const gone = missingIn(after, before);
  const added = missingIn(before, after);
  const left = total(after) - added;
  if (gone + added + left === 0) return "";
  const parts = [
    gone === 0 ? t("no problem gone") : plural(gone, ["{0} problem gone", "{0} problems gone"]),
    added === 0 ? t("none new") : plural(added, ["{0} new", "{0} new"]),
    ...(left === 0 ? [] : [plural(left, ["{0} left", "{0} left"])]),
  ];
  const words = parts.join(", ");
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}

/** How many of `from` are not in `other`. */
function missingIn(other: ProblemCounts, from: ProblemCounts): number {
  let missing = 0;
  for (const [file, counts] of from) {
    for (const [problem, count] of counts) {
      missing += Math.max(0, count - (other.get(file)?.get(problem) ?? 0));
    }
  }
  return missing;
}

function total(counts: ProblemCounts): number {
  return [...counts.values()].flatMap((each) => [...each.values()]).reduce((a, b) => a + b, 0);
}
