// What a running evaluation tells, line by line as JSON, to whoever shows it.
import * as z from "zod";
import { caseResult, evaluation, runHeader } from "./evaluation.ts";

export const evaluationEvent = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("started"), run: runHeader, planned: z.int(), done: z.int() }),
  z.strictObject({ kind: z.literal("asked"), id: z.string(), epoch: z.int() }),
  z.strictObject({ kind: z.literal("graded"), result: caseResult }),
  z.strictObject({ kind: z.literal("finished"), evaluation: evaluation }),
  /** It ended without a result; `resume` is the id to go on with, when there is something to go on from. */
  z.strictObject({
    kind: z.literal("failed"),
    code: z.string(),
    message: z.string(),
    resume: z.string().optional(),
  }),
]);
export type EvaluationEvent = z.infer<typeof evaluationEvent>;
