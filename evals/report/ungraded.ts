// Why cases have no grade, as far as most of them have the same reason. Decides nothing.
import type { CaseResult } from "../../core/protocol/evaluation.ts";

/** Of what could not be graded, such as a context window that is too small; with the number. */
export function commonestReason(results: readonly CaseResult[]): string | undefined {
  return commonest(
    results.filter(({ verdict }) => verdict === "skipped" || verdict === "unscored"),
    ({ reason = "" }) => reason,
  );
}

/** Of requests that came to nothing: what happened, without what the server says about the one request. */
export function commonestFailure(results: readonly CaseResult[]): string | undefined {
  return commonest(
    results.filter(({ verdict }) => verdict === "infra"),
    ({ reason = "" }) => firstSentence(reason).replace(/[.:]$/, ""),
  );
}

function commonest(
  results: readonly CaseResult[],
  reasonOf: (result: CaseResult) => string,
): string | undefined {
  const [first] = [...Map.groupBy(results, reasonOf)].sort(
    ([, left], [, right]) => right.length - left.length,
  );
  if (first === undefined || first[0] === "") return undefined;
  return `${first[0]} (${first[1].length} of ${results.length})`;
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
}
