// Grader `needle`: a question about a long text that is generated to a length in tokens.
import * as z from "zod";

export const needleFamilies = [
  "single",
  "multi-key",
  "chain",
  "all-values",
  "code-trace",
  "latest-wins",
  "absent",
] as const;

export const needle = z.strictObject({
  kind: z.literal("needle"),
  family: z.enum(needleFamilies),
  /** Length of prompt and answer together, in tokens of the model. */
  tokens: z.int().min(1000).max(32_768),
  /** Where the needle lies, 0 at the start and 1 at the end. */
  depth: z.number().min(0).max(1).optional(),
});
export type Needle = z.infer<typeof needle>;
