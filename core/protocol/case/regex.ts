// Grader `regex`: the answer is compared by what it matches, in the engine the prompt names.
import * as z from "zod";

export const regex = z.strictObject({
  kind: z.literal("regex"),
  engine: z.enum(["javascript", "python"]),
  /** Flags of the engine the prompt promises, such as `u` or `i`. */
  flags: z.string().optional(),
  positives: z.array(z.string()).min(20),
  negatives: z.array(z.string()).min(20),
  /** Texts with the groups a match must capture, in order; null is a group that took no part. */
  groups: z
    .array(
      z.strictObject({
        text: z.string(),
        captures: z.array(z.string().nullable()),
        named: z.record(z.string(), z.string().nullable()).optional(),
      }),
    )
    .optional(),
  /** Strings mutated from both lists on which answer and reference have to agree; 2,000 unless said otherwise. */
  fuzz: z.int().nonnegative().optional(),
});
export type Regex = z.infer<typeof regex>;
