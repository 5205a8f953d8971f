// What verification finds wrong, as a list that stays short whatever lies on the disk. It does not know how it is found.

export const problemKinds = [
  /** The signature of a head or checkpoint is not the installation's. */
  "forged",
  /** The log ends before what was signed. */
  "truncated",
  /** Records are not those that were signed. */
  "changed",
  /** The payload is not the one that was written. */
  "payload",
  /** The payload is gone though nothing says that it was destroyed. */
  "removed",
  /** A position is missing or comes twice. */
  "order",
  /** A record that says nothing, or what cannot be. */
  "record",
  /** The log cannot be read from there on. */
  "damaged",
  /** A whole log that was signed is not there. */
  "missing",
] as const;
export type ProblemKind = (typeof problemKinds)[number];

export type Problem = { kind: ProblemKind; log?: string; position?: number; message: string };

export type Problems = {
  add(problem: Problem): void;
  readonly listed: readonly Problem[];
  /** Also those that were not listed. */
  readonly count: number;
  /** The same of one log. */
  of(log: string): number;
};

export function createProblems(most = 1000): Problems {
  const listed: Problem[] = [];
  const byLog = new Map<string, number>();
  let count = 0;
  return {
    listed,
    get count() {
      return count;
    },
    of: (log) => byLog.get(log) ?? 0,
    add(problem) {
      count += 1;
      const { log } = problem;
      if (log !== undefined) byLog.set(log, (byLog.get(log) ?? 0) + 1);
      if (listed.length < most) listed.push(problem);
    },
  };
}
