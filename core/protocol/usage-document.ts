// What `tandem usage --json` prints: tokens as the upstreams counted them, grouped by what was asked for.
import * as z from "zod";

export const usageDimensions = ["person", "team", "task", "model", "day"] as const;
export type UsageDimension = (typeof usageDimensions)[number];

const count = z.int().min(0);

export const usageRowSchema = z.object({
  /** Only the dimensions it is grouped by; a day is YYYY-MM-DD in UTC. */
  person: z.string().optional(),
  team: z.string().optional(),
  task: z.string().optional(),
  model: z.string().optional(),
  day: z.string().optional(),
  requests: count,
  complete: count,
  aborted: count,
  failed: count,
  promptTokens: count,
  cachedTokens: count,
  completionTokens: count,
  /** Requests whose tokens nobody told, such as those interrupted by a crash. */
  uncounted: count,
  /** Some of it was answered by a simulated endpoint. */
  simulated: z.boolean(),
});
export type UsageRow = z.infer<typeof usageRowSchema>;

export const usageDocumentSchema = z.object({
  schemaVersion: z.literal(1),
  by: z.array(z.enum(usageDimensions)),
  /** ms since the epoch; from inclusive, to exclusive. */
  from: z.int().optional(),
  to: z.int().optional(),
  rows: z.array(usageRowSchema),
  total: usageRowSchema,
});
export type UsageDocument = z.infer<typeof usageDocumentSchema>;
