// What a grader says about one answer. Knows neither how an answer came about nor how grades are counted.
import * as z from "zod";
import { json } from "./json.ts";

/**
 * `skipped`: could not be run here (no sandbox, no compiler). `unscored`: nobody could judge it. `infra`: the endpoint
 * or the machine failed. None of the three lowers a score.
 */
export const verdicts = ["pass", "fail", "skipped", "unscored", "infra"] as const;
export type Verdict = (typeof verdicts)[number];

/** Why an answer failed; the first that applies, in the order in which a grader meets them. */
export const failClasses = [
  "refusal",
  "truncated",
  "extraction",
  "tool-emitted-as-text",
  "patch-failed",
  "compile",
  "runtime",
  "timeout",
  "memory",
  "output-limit",
  "early-exit",
  "tamper",
  "redos",
  "wrong-answer",
] as const;
export type FailClass = (typeof failClasses)[number];

export const check = z.strictObject({
  name: z.string(),
  /** Null: could not be decided. */
  ok: z.boolean().nullable(),
  expected: json.optional(),
  actual: json.optional(),
  detail: z.string().optional(),
  /** Shown beside the verdict and never part of it: style, rubric, warnings. */
  advisory: z.literal(true).optional(),
});
export type Check = z.infer<typeof check>;

/** Where the graded text was found in the reply. */
const extractions = ["fenced", "fallback", "whole", "none"] as const;
export type Extraction = (typeof extractions)[number];

export const grade = z.strictObject({
  verdict: z.enum(verdicts),
  failClass: z.enum(failClasses).optional(),
  /** One sentence: why it is not a pass. Holds no path and no time, so that grading twice gives the same bytes. */
  reason: z.string().optional(),
  checks: z.array(check),
  extraction: z.enum(extractions).optional(),
  /** What was taken from the reply and graded. */
  extracted: z.string().optional(),
  /** Output of the program, at most 4 kB, cut in the middle. */
  output: z.string().optional(),
});
export type Grade = z.infer<typeof grade>;
