// Grader `regex`: the answer is compared by what it matches, in the engine the prompt names.
import * as z from "zod";

export const regex = z.strictObject({
  kind: z.literal("regex"),
  engine: z.enum(["javascript", "python"]),
  /** Flags of the engine the prompt promises, such as `u` or `i`. */
  flags: z.string().optional(),
  /** `full`, unless given: the pattern has to match the whole text. `search`: it has to occur, so anchors are its own. */
  match: z.enum(["full", "search"]).optional(),
  positives: z.array(z.string()).min(20),
  negatives: z.array(z.string()).min(20),
  /** Texts with the groups a match must capture; null is a group that took no part. */
  groups: z
    .array(
      z.strictObject({
        text: z.string(),
        /** All groups in order. */
        captures: z.array(z.string().nullable()).optional(),
        /** These groups, whatever others there are. */
        named: z.record(z.string(), z.string().nullable()).optional(),
      }),
    )
    .optional(),
  /** Strings mutated from both lists on which answer and reference have to agree; 2,000 unless said otherwise. */
  fuzz: z.int().nonnegative().optional(),
});
export type Regex = z.infer<typeof regex>;
