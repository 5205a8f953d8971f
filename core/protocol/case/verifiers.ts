// Grader `verifiers`: pure checks of the form of an answer. Each verifier's own arguments are checked by its own schema.
import * as z from "zod";
import { json } from "../json.ts";

export const verifiers = z.strictObject({
  kind: z.literal("verifiers"),
  verifiers: z
    .array(
      z.strictObject({
        /** A verifier of evals/verifiers/. */
        id: z.string(),
        arguments: z.record(z.string(), json).optional(),
      }),
    )
    .min(1)
    .max(4),
});
export type Verifiers = z.infer<typeof verifiers>;
