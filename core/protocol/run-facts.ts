// What the documents of all runs (evaluation, load test, own repository) say about where they were measured.
import * as z from "zod";

/** A percentile is left out below the number of samples that carries it: 20 for p95, 100 for p99. */
export const distribution = z.strictObject({
  n: z.int(),
  p50: z.number(),
  p95: z.number().optional(),
  p99: z.number().optional(),
});
export type Distribution = z.infer<typeof distribution>;

export const endpointFacts = z.strictObject({
  /** Without user, password and query. */
  url: z.string(),
  model: z.string(),
  serverVersion: z.string().optional(),
  contextWindow: z.int().optional(),
  isSimulated: z.boolean(),
});
export type EndpointFacts = z.infer<typeof endpointFacts>;

/** As the person says who runs it: an API cannot prove it. */
export const hardware = z.strictObject({
  gpus: z.int().min(1).max(1024).optional(),
  /** Such as `H100 SXM`. */
  name: z.string().max(80).optional(),
});
export type Hardware = z.infer<typeof hardware>;
