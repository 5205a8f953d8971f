// Two load tests held against each other: their rows of the same lengths, load and cache mode, and what more GPUs brought.
// Ratios only: nothing in it is a verdict, because figures of single rows have no interval.
import * as z from "zod";

/** One figure of one row in both tests. */
export const loadRatio = z.strictObject({
  label: z.string(),
  what: z.enum(["p50 TTFT", "p50 TPOT", "output tokens/s"]),
  unit: z.enum(["ms", "tokens/s"]),
  baseline: z.number(),
  baselineN: z.int(),
  current: z.number(),
  currentN: z.int(),
  /** This run's figure divided by the baseline's. */
  ratio: z.number(),
});
export type LoadRatio = z.infer<typeof loadRatio>;

/** Throughput gained by more GPUs: (ratio of throughputs) / (ratio of declared GPUs); 1 is linear. */
export const scaling = z.strictObject({
  label: z.string(),
  gpus: z.strictObject({ fewer: z.int(), more: z.int() }),
  speedup: z.number(),
  efficiency: z.number(),
  /** What the published run reached from 4 to 8 GPUs. */
  published: z.number(),
});
export type Scaling = z.infer<typeof scaling>;

export const loadComparison = z.strictObject({
  baseline: z.strictObject({ id: z.string(), model: z.string(), isSimulated: z.boolean() }),
  /** Sentences: in what else than the endpoint the tests differ, and what is left out. */
  caveats: z.array(z.string()),
  load: z.array(loadRatio),
  scaling: scaling.optional(),
});
export type LoadComparison = z.infer<typeof loadComparison>;
