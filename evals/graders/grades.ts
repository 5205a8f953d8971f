// The ways a grade can be written down, so that every grader says the same thing in the same shape.
import type { Check, FailClass, Grade } from "../../core/protocol/grade.ts";
import type { Exchange, Transcript } from "../../core/protocol/transcript.ts";

type Findings = Pick<Grade, "extraction" | "extracted" | "output"> & { checks?: Check[] };

export function passed(findings: Findings = {}): Grade {
  return { verdict: "pass", checks: [], ...findings };
}

/** `reason` is one sentence without paths and times. */
export function failed(failClass: FailClass, reason: string, findings: Findings = {}): Grade {
  return { verdict: "fail", failClass, reason, checks: [], ...findings };
}

export function skipped(reason: string): Grade {
  return { verdict: "skipped", reason, checks: [] };
}

export function unscored(reason: string, findings: Findings = {}): Grade {
  return { verdict: "unscored", reason, checks: [], ...findings };
}

export function infra(reason: string): Grade {
  return { verdict: "infra", reason, checks: [] };
}

/** Passes when every check that counts is ok; else fails as `failClass` with the first that is not. */
export function gradeOf(checks: Check[], failClass: FailClass, findings: Findings = {}): Grade {
  const counted = checks.filter(({ advisory }) => advisory !== true);
  const wrong = counted.find(({ ok }) => ok === false);
  if (wrong === undefined) return passed({ ...findings, checks });
  const count = counted.filter(({ ok }) => ok === false).length;
  const others = count > 1 ? ` and ${count - 1} more` : "";
  return failed(failClass, `${wrong.name}${others}: ${wrong.detail ?? "not as expected"}`, {
    ...findings,
    checks,
  });
}

/** The model's last answer. A transcript that a grader sees has one. */
export function lastReply({ exchanges }: Transcript): Exchange {
  const reply = exchanges.findLast(({ to }) => to === "model");
  if (reply === undefined) throw new RangeError("A transcript without an answer cannot be graded.");
  return reply;
}
